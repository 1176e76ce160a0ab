import CaseModel
import Foundation

extension Sample {
    /// The notices that come along, read by a few lines that know nothing of YAML.
    static let notices: [CalendarNotice] = {
        let file = URL(filePath: #filePath).resolvingSymlinksInPath()
            .appending(path: "../../../../Config/catalogue/calendar.yaml").standardized
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        var notices: [CalendarNotice] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 3, words[0] == "-" else { continue }
            if words[1] == "year:" {
                notices.append(CalendarNotice(year: sure(Int(words[2])), daysOff: [], workedDays: []))
            } else {
                let ends = words[2].split(separator: ".").map { sure(LocalDay(dashed: $0)).number }
                let days = (ends[0]...ends[ends.count - 1]).map(LocalDay.init(number:))
                let isOff = words[1] == "rest:"
                notices[notices.count - 1].daysOff += isOff ? days : []
                notices[notices.count - 1].workedDays += isOff ? [] : days
            }
        }
        return notices
    }()

    static let calendar = sure(try? WorkCalendar(notices))
    static let timetable = Timetable(calendar: calendar)

    /// A calendar of these years only.
    static func calendar(_ years: ClosedRange<Int>) -> WorkCalendar {
        sure(try? WorkCalendar(notices.filter { years.contains($0.year) }))
    }

    static func dashed(_ text: String) -> LocalDay { sure(LocalDay(dashed: text)) }

    /// An instant of local time, `yyyy-mm-dd hh:mm`.
    static func instant(_ text: String) -> Int64 {
        let parts = text.split(separator: " ")
        return dashed(String(parts[0])).startMilliseconds + sure(TimeOfDay(parts[1])).milliseconds
    }
}

/// Working days the slow way: one day after the other.
struct SlowCalendar {
    private let off: Set<LocalDay>
    private let worked: Set<LocalDay>

    init(_ notices: [CalendarNotice] = Sample.notices) {
        off = Set(notices.flatMap(\.daysOff))
        worked = Set(notices.flatMap(\.workedDays))
    }

    func isWorkingDay(_ day: LocalDay) -> Bool {
        if off.contains(day) { return false }
        if worked.contains(day) { return true }
        // 2018-01-01 was a Monday.
        let sinceMonday = (day.number - Sample.dashed("2018-01-01").number) % 7
        return [0, 1, 2, 3, 4].contains((sinceMonday + 7) % 7)
    }

    func next(_ day: LocalDay) -> LocalDay { LocalDay(number: day.number + 1) }

    func workingDays(after first: LocalDay, through last: LocalDay) -> Int {
        var (day, count) = (first, 0)
        while day < last {
            day = next(day)
            count += isWorkingDay(day) ? 1 : 0
        }
        return count
    }

    func workingDay(onOrAfter day: LocalDay) -> LocalDay {
        var day = day
        while !isWorkingDay(day) { day = next(day) }
        return day
    }

    func adding(workingDays count: Int, to day: LocalDay) -> LocalDay {
        var day = count == 0 ? workingDay(onOrAfter: day) : day
        for _ in 0..<count { day = workingDay(onOrAfter: next(day)) }
        return day
    }

    /// The receipt's day with the standard cut-off.
    func receiptDay(_ instant: Int64) -> LocalDay {
        let day = LocalDay(milliseconds: instant)
        let isLate = instant > day.startMilliseconds + 17 * 3_600_000 + 30 * 60_000
        return workingDay(onOrAfter: isLate ? next(day) : day)
    }
}
