import CaseModel
import Foundation
import TestChance
import Testing

@Suite struct OfficeHoursTests {
    private static func time(_ text: String) -> TimeOfDay { sure(TimeOfDay(text)) }

    private static func span(_ from: String, _ to: String) -> OfficeHours.Span {
        OfficeHours.Span(from: time(from), to: time(to))
    }

    @Test func timesOfDay() {
        for minute in 0...1_440 {
            let time = sure(TimeOfDay(minute: minute))
            #expect(TimeOfDay(time.description) == time)
            #expect(time.milliseconds == Int64(minute) * 60_000)
        }
        #expect(TimeOfDay("17:30")?.minute == 1_050)
        for text in ["24:01", "25:00", "8:30", "08:60", "08-30", "0830", "08:3x", "", "08:300"] {
            #expect(TimeOfDay(text) == nil, "\(text)")
        }
        #expect(TimeOfDay(minute: -1) == nil && TimeOfDay(minute: 1_441) == nil)
        #expect(Self.time("08:30") < Self.time("12:00"))
    }

    @Test func standardHours() {
        #expect(OfficeHours.standard.openMilliseconds == 450 * 60_000)
        #expect(OfficeHours.standard.cutOff.description == "17:30")
    }

    @Test(arguments: [
        (span("12:00", "12:00"), span("13:30", "17:30"), "17:30", "morning"),
        (span("08:30", "12:00"), span("11:59", "17:30"), "17:30", "afternoon"),
        (span("08:30", "12:00"), span("13:30", "13:30"), "17:30", "afternoon"),
        (span("08:30", "12:00"), span("13:30", "17:30"), "08:30", "cutOff"),
    ])
    func hoursThatCannotBe(morning: OfficeHours.Span, afternoon: OfficeHours.Span, cutOff: String, field: String) {
        let found = refusal { () throws(CaseRefusal) in
            _ = try OfficeHours(morning: morning, afternoon: afternoon, cutOff: Self.time(cutOff))
        }
        #expect(found?.code == .malformed)
        #expect(found?.field == field)
    }

    @Test func asJSON() throws {
        let text = #"{"afternoon": {"from": "14:00", "to": "18:00"}, "cutOff": "18:00"}"#
        let hours = try JSONDecoder().decode(OfficeHours.self, from: Data(text.utf8))
        #expect(try hours == OfficeHours(afternoon: Self.span("14:00", "18:00"), cutOff: Self.time("18:00")))
        #expect(try JSONDecoder().decode(OfficeHours.self, from: JSONEncoder().encode(hours)) == hours)
        #expect(try JSONDecoder().decode(OfficeHours.self, from: Data("{}".utf8)) == .standard)
        for text in [#"{"cutOff": "08:00"}"#, #"{"cutOff": "8:00"}"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(OfficeHours.self, from: Data(text.utf8)) }
        }
    }
}

@Suite struct TimetableTests {
    @Test(arguments: [
        ("2026-03-10 00:00", "2026-03-10"), ("2026-03-10 17:30", "2026-03-10"), ("2026-03-10 17:31", "2026-03-11"),
        ("2026-03-13 17:31", "2026-03-16"),  // Friday evening
        ("2026-03-14 10:00", "2026-03-16"),  // Saturday
        ("2026-02-14 10:00", "2026-02-14"),  // a worked Saturday
        ("2026-02-14 18:00", "2026-02-24"),  // the evening before Spring Festival
        ("2022-12-30 18:00", "2023-01-03"), ("2026-12-31 18:00", "2027-01-01"),
    ])
    func receiptDays(text: String, day: String) {
        #expect(Sample.timetable.receiptDay(Sample.instant(text)) == Sample.dashed(day))
    }

    @Test func theCutOffItselfIsInTime() {
        let cutOff = Sample.instant("2026-03-10 17:30")
        #expect(Sample.timetable.receiptDay(cutOff) == Sample.dashed("2026-03-10"))
        #expect(Sample.timetable.receiptDay(cutOff + 1) == Sample.dashed("2026-03-11"))
        #expect(Sample.timetable.endOfBusiness(Sample.dashed("2026-03-10")) == cutOff)
    }

    @Test(arguments: [
        ("2026-03-10 09:00", 15, "2026-03-10 09:15"), ("2026-03-10 08:00", 15, "2026-03-10 08:45"),
        ("2026-03-10 11:50", 10, "2026-03-10 12:00"), ("2026-03-10 11:50", 11, "2026-03-10 13:31"),
        ("2026-03-10 12:30", 1, "2026-03-10 13:31"), ("2026-03-10 17:20", 10, "2026-03-10 17:30"),
        ("2026-03-10 17:20", 11, "2026-03-11 08:31"), ("2026-03-13 17:20", 11, "2026-03-16 08:31"),
        ("2026-03-14 10:00", 450, "2026-03-16 17:30"), ("2026-03-14 10:00", 451, "2026-03-17 08:31"),
        ("2026-02-14 17:29", 2, "2026-02-24 08:31"),  // Spring Festival between them
        // with nothing to wait for, when the office is open next
        ("2026-03-10 09:00", 0, "2026-03-10 09:00"), ("2026-03-10 12:00", 0, "2026-03-10 13:30"),
        ("2026-03-10 07:00", 0, "2026-03-10 08:30"), ("2026-03-10 17:30", 0, "2026-03-11 08:30"),
        ("2026-03-14 10:00", 0, "2026-03-16 08:30"),
    ])
    func officeMinutes(start: String, minutes: Int64, end: String) {
        let due = Sample.timetable.instant(openMilliseconds: minutes * 60_000, after: Sample.instant(start))
        #expect(due == Sample.instant(end))
    }

    /// Whether the office is open in the minute that begins at an instant.
    private func isOpen(_ instant: Int64, _ slow: SlowCalendar) -> Bool {
        let day = LocalDay(milliseconds: instant)
        let minute = Int(instant - day.startMilliseconds) / 60_000
        return slow.isWorkingDay(day) && ((510..<720).contains(minute) || (810..<1_050).contains(minute))
    }

    @Test(arguments: [21, 22, 23])
    func countsMinutesAsTheSlowOne(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let slow = SlowCalendar()
        let edges = ["2025-12-30", "2026-02-12", "2026-09-29", "2026-12-30", "2019-12-30"].map(Sample.dashed)
        for _ in 0..<60 {
            let day = sure(edges.randomElement(using: &random))
            let start = day.startMilliseconds + Int64.random(in: 0..<5_760, using: &random) * 60_000
            let minutes = Int64.random(in: 0...1_500, using: &random)
            var (end, left) = (start, minutes)
            if minutes == 0 { while !isOpen(end, slow) { end += 60_000 } }
            while left > 0 {
                left -= isOpen(end, slow) ? 1 : 0
                end += 60_000
            }
            #expect(Sample.timetable.instant(openMilliseconds: minutes * 60_000, after: start) == end)
            #expect(Sample.timetable.openMilliseconds(from: start, to: end) == minutes * 60_000)
            #expect(Sample.timetable.openMilliseconds(from: end, to: start) == -minutes * 60_000)
        }
    }

    @Test func countsToTheMillisecond() {
        var random = SplitMix(seed: 24)
        let first = Sample.instant("2025-12-01 00:00")
        for _ in 0..<2_000 {
            let start = first + Int64.random(in: 0..<40_000_000_000, using: &random)
            let length = Int64.random(in: 1...200_000_000, using: &random)
            let end = Sample.timetable.instant(openMilliseconds: length, after: start)
            #expect(Sample.timetable.openMilliseconds(from: start, to: end) == length)
            #expect(Sample.timetable.openMilliseconds(from: start, to: end - 1) == length - 1)
        }
    }

    @Test func asJSON() throws {
        let data = try JSONEncoder().encode(Sample.timetable)
        #expect(try JSONDecoder().decode(Timetable.self, from: data) == Sample.timetable)
    }
}
