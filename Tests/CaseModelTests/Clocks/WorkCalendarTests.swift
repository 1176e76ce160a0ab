import CaseModel
import Foundation
import TestChance
import Testing

@Suite struct WorkCalendarTests {
    @Test func everyDayOfTwentyYears() {
        let slow = SlowCalendar()
        var count = 0
        let first = Sample.dashed("2012-12-31")
        for number in (first.number + 1)...Sample.dashed("2032-12-31").number {
            let day = LocalDay(number: number)
            let isWorked = slow.isWorkingDay(day)
            count += isWorked ? 1 : 0
            #expect(Sample.calendar.isWorkingDay(day) == isWorked, "\(day)")
            #expect(Sample.calendar.workingDays(after: first, through: day) == count, "\(day)")
            #expect(Sample.calendar.workingDay(onOrAfter: day) == slow.workingDay(onOrAfter: day), "\(day)")
        }
    }

    @Test(arguments: [1, 2, 3])
    func countsAndAddsAsTheSlowOne(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let slow = SlowCalendar()
        let days = Sample.dashed("2018-06-01").number...Sample.dashed("2029-06-01").number
        for _ in 0..<500 {
            let first = LocalDay(number: Int64.random(in: days, using: &random))
            let count = Int.random(in: 0...80, using: &random)
            let last = slow.adding(workingDays: count, to: first)
            #expect(Sample.calendar.adding(workingDays: count, to: first) == last, "\(count) after \(first)")
            #expect(
                Sample.calendar.workingDays(after: first, through: last)
                    == slow.workingDays(after: first, through: last)
            )
            #expect(
                Sample.calendar.workingDays(after: last, through: first)
                    == -slow.workingDays(after: first, through: last)
            )
        }
    }

    @Test func daysBefore1970AreWeekdaysToo() {
        let slow = SlowCalendar()
        for number: Int64 in -40...0 {
            let day = LocalDay(number: number)
            #expect(Sample.calendar.isWorkingDay(day) == slow.isWorkingDay(day))
            #expect(Sample.calendar.adding(workingDays: 3, to: day) == slow.adding(workingDays: 3, to: day))
        }
    }

    @Test(arguments: [
        // Spring Festival
        ("2024-02-09", 1, "2024-02-18"), ("2024-02-09", 0, "2024-02-09"), ("2024-02-10", 0, "2024-02-18"),
        ("2024-02-03", 1, "2024-02-04"), ("2026-02-13", 2, "2026-02-24"),
        // year ends
        ("2022-12-30", 1, "2023-01-03"), ("2020-12-31", 1, "2021-01-04"), ("2026-12-31", 1, "2027-01-01"),
        // golden week
        ("2025-09-27", 1, "2025-09-28"), ("2025-09-30", 3, "2025-10-11"),
    ])
    func addsAcrossHolidays(first: String, count: Int, last: String) {
        #expect(Sample.calendar.adding(workingDays: count, to: Sample.dashed(first)) == Sample.dashed(last))
    }

    @Test func noticesAreKeyedByDate() {
        // The notice for 2023 gave Saturday, 2022-12-31 off; a weekday in its place moves the count.
        let notices = [
            CalendarNotice(year: 2_022, daysOff: [Sample.dashed("2022-01-03")], workedDays: []),
            CalendarNotice(
                year: 2_023,
                daysOff: [Sample.dashed("2022-12-30")],
                workedDays: [Sample.dashed("2022-12-24")]
            ),
        ]
        let calendar = sure(try? WorkCalendar(notices.reversed()))
        #expect(!calendar.isWorkingDay(Sample.dashed("2022-12-30")))
        #expect(calendar.isWorkingDay(Sample.dashed("2022-12-24")))
        #expect(calendar.notices.map(\.year) == [2_022, 2_023])
    }

    @Test func whatIsPublished() {
        #expect(Sample.calendar.publishedFrom == Sample.dashed("2020-01-01"))
        #expect(Sample.calendar.publishedThrough == Sample.dashed("2026-12-31"))
        for (text, isPublished) in [
            ("2019-12-31", false), ("2020-01-01", true), ("2026-12-31", true), ("2027-01-01", false),
        ] {
            #expect(Sample.calendar.isPublished(Sample.dashed(text)) == isPublished, "\(text)")
        }
    }

    private static func notice(_ year: Int, off: [String], worked: [String] = []) -> CalendarNotice {
        CalendarNotice(year: year, daysOff: off.map(Sample.dashed), workedDays: worked.map(Sample.dashed))
    }

    @Test(arguments: [
        ([], CalendarFault.noYears),
        ([notice(2_021, off: ["2021-02-11"]), notice(2_021, off: ["2021-02-12"])], .repeatedYear(2_021)),
        ([notice(2_023, off: ["2023-02-11"]), notice(2_021, off: ["2021-02-12"])], .missingYear(2_022)),
        ([notice(2_021, off: [], worked: ["2021-02-20"])], .emptyYear(2_021)),
        ([notice(1_991, off: ["1991-02-11"])], .badYear(1_991)),
        ([notice(3_000, off: ["3000-02-11"])], .badYear(3_000)),
        ([notice(2_021, off: ["2022-01-01"])], .outsideYear(Sample.dashed("2022-01-01"), year: 2_021)),
        ([notice(2_021, off: ["2020-11-30"])], .outsideYear(Sample.dashed("2020-11-30"), year: 2_021)),
        ([notice(2_021, off: ["2021-02-11", "2021-02-11"])], .repeatedDay(Sample.dashed("2021-02-11"))),
        (
            [notice(2_021, off: ["2021-02-11"], worked: ["2021-02-20", "2021-02-20"])],
            .repeatedDay(Sample.dashed("2021-02-20"))
        ),
        (
            [notice(2_021, off: ["2021-12-31"]), notice(2_022, off: ["2021-12-31"])],
            .repeatedDay(Sample.dashed("2021-12-31"))
        ),
        ([notice(2_021, off: ["2021-02-20"], worked: ["2021-02-20"])], .offAndWorked(Sample.dashed("2021-02-20"))),
        (
            [notice(2_021, off: ["2021-02-11"], worked: ["2021-03-04", "2021-03-03"])],
            .workedWeekday(Sample.dashed("2021-03-03"))
        ),
    ])
    func faults(notices: [CalendarNotice], fault: CalendarFault) {
        #expect(throws: fault) { try WorkCalendar(notices) }
        if let day = fault.day { #expect(fault.description.contains(day.dashed)) }
        if let year = fault.year { #expect(fault.description.contains("\(year)")) }
        #expect(fault.description == "\(fault.problem): \(fault.remedy)")
    }

    @Test func tooManyYears() {
        let notices = (0...ClockLimits.calendarYearsMax).map { Self.notice(2_000 + $0, off: ["\(2_000 + $0)-01-01"]) }
        #expect(throws: CalendarFault.badYear(2_200)) { try WorkCalendar(notices) }
        #expect(throws: Never.self) { try WorkCalendar(Array(notices.dropLast())) }
    }

    @Test func aWorkedMondayAfterDaysOffIsAllowed() throws {
        let notice = Self.notice(2_020, off: ["2020-02-02"], worked: ["2020-02-03"])
        #expect(try WorkCalendar([notice]).isWorkingDay(Sample.dashed("2020-02-03")))
    }

    @Test func asJSON() throws {
        let data = try JSONEncoder().encode(Sample.calendar)
        #expect(try JSONDecoder().decode(WorkCalendar.self, from: data) == Sample.calendar)
        let text = #"[{"year": 2021, "daysOff": ["20210211"], "workedDays": ["20210211"]}]"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(WorkCalendar.self, from: Data(text.utf8)) }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LocalDay].self, from: Data(#"["20210229"]"#.utf8))
        }
    }

    @Test func daysWithDashes() {
        #expect(LocalDay(dashed: "2024-02-29")?.dashed == "2024-02-29")
        for text in ["2023-02-29", "20240229", "2024-2-29", "2024-02-29-", "024-002-29", "2024-02-2x", ""] {
            #expect(LocalDay(dashed: text) == nil, "\(text)")
        }
        #expect(LocalDay(dashed: "0001-01-02")?.dashed == "0001-01-02")
    }
}
