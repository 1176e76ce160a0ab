import CaseModel

/// Reads the working days of all years: `calendar.yaml`.
package enum CalendarFile {
    /// The most days from the first to the last day of one line.
    static let rangeDaysMax = 60

    private static let dayExpectation =
        "expected a day such as 2026-05-09, or the first and the last such as 2026-05-01..2026-05-05, at most "
        + "\(rangeDaysMax) days"

    /// The lines on which days and years stand.
    private struct Lines {
        var days: [LocalDay: [Int]] = [:]
        var years: [Int: [Int]] = [:]
    }

    /// Reads a calendar.
    ///
    /// - Throws: ``ConfigurationError`` with the line that is at fault.
    package static func load(file: String) throws(ConfigurationError) -> WorkCalendar {
        try read(YAMLMapping.load(file: file, allowed: ["years"]))
    }

    /// Reads a calendar from text; `file` is the name that errors give.
    static func parse(_ text: String, file: String) throws(ConfigurationError) -> WorkCalendar {
        try read(YAMLMapping.parse(text, file: file, allowed: ["years"]))
    }

    private static func read(_ top: YAMLMapping) throws(ConfigurationError) -> WorkCalendar {
        var lines = Lines()
        var notices: [CalendarNotice] = []
        for item in try top.mappings("years", allowed: ["year", "days"]) {
            let year = try item.value("year", expected: "expected a year such as 2026", read: { Int($0) })
            if let line = item.line(of: "year") { lines.years[year, default: []].append(line) }
            notices.append(try notice(of: year, item, &lines))
        }
        do {
            return try WorkCalendar(notices)
        } catch {
            throw Self.error(error, top: top, lines: lines)
        }
    }

    private static func notice(
        of year: Int,
        _ item: YAMLMapping,
        _ lines: inout Lines
    ) throws(ConfigurationError) -> CalendarNotice {
        var notice = CalendarNotice(year: year, daysOff: [], workedDays: [])
        for entry in try item.mappings("days", allowed: ["rest", "work"]) {
            let off = try entry.optionalValue("rest", expected: dayExpectation, read: days)
            let worked = try entry.optionalValue("work", expected: dayExpectation, read: days)
            guard (off == nil) != (worked == nil) else {
                throw ConfigurationError(
                    file: entry.file,
                    line: entry.line,
                    problem: off == nil ? "'rest' or 'work' is missing" : "'rest' and 'work' stand in one item",
                    expected: "give one of the two in each item"
                )
            }
            notice.daysOff += off ?? []
            notice.workedDays += worked ?? []
            guard let line = entry.line(of: off == nil ? "work" : "rest") else { continue }
            for day in off ?? worked ?? [] { lines.days[day, default: []].append(line) }
        }
        return notice
    }

    /// Reads `yyyy-mm-dd` or `yyyy-mm-dd..yyyy-mm-dd`.
    private static func days(_ text: String) -> [LocalDay]? {
        if let day = LocalDay(dashed: text) { return [day] }
        guard let dots = text.firstRange(of: ".."), let first = LocalDay(dashed: text[..<dots.lowerBound]),
            let last = LocalDay(dashed: text[dots.upperBound...]), first < last,
            last.number - first.number < rangeDaysMax
        else { return nil }
        return (first.number...last.number).map(LocalDay.init(number:))
    }

    /// A calendar's fault at its last line, with the line before it that it doesn't go with.
    private static func error(_ fault: CalendarFault, top: YAMLMapping, lines: Lines) -> ConfigurationError {
        let places: [Int]? =
            switch fault {
            case .missingYear(let year): lines.years[year + 1]
            default: fault.day.map { lines.days[$0] } ?? fault.year.flatMap { lines.years[$0] }
            }
        let other = places?.dropLast().last.map { ", see line \($0)" } ?? ""
        return ConfigurationError(
            file: top.file,
            line: places?.last ?? top.line(of: "years"),
            problem: fault.problem + other,
            expected: fault.remedy
        )
    }
}
