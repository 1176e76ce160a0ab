import CaseModel
import Foundation
import Testing

@Suite struct CaseClockMisuseTests {
    private static let start = Sample.instant("2026-03-10 10:00")

    private func clock(_ limit: TimeLimit = .working(20)) throws -> CaseClock {
        try CaseClock(start: Self.start, limit: limit)
    }

    @Test func pausesAndResumesInTurn() throws {
        var clock = try clock()
        let before = clock
        #expect(refusal { () throws(CaseRefusal) in try clock.resume(at: Self.start + 1) }?.code == .clockState)
        #expect(clock == before)
        try clock.pause(.hearing, at: Self.start + 1)
        #expect(
            refusal { () throws(CaseRefusal) in try clock.pause(.testing, at: Self.start + 2) }?.code == .clockState
        )
        try clock.resume(at: Self.start + 3)
        #expect(refusal { () throws(CaseRefusal) in try clock.resume(at: Self.start + 4) }?.code == .clockState)
        #expect(clock.pauses == [ClockPause(reason: .hearing, begin: Self.start + 1, end: Self.start + 3)])
    }

    @Test func nothingAfterTheStop() throws {
        var clock = try clock()
        try clock.stop(at: Self.start + 1)
        let later = Self.start + 2
        let stopped = clock
        #expect(refusal { () throws(CaseRefusal) in try clock.pause(.hearing, at: later) }?.code == .clockState)
        #expect(refusal { () throws(CaseRefusal) in try clock.resume(at: later) }?.code == .clockState)
        #expect(refusal { () throws(CaseRefusal) in try clock.stop(at: later) }?.code == .clockState)
        #expect(
            refusal { () throws(CaseRefusal) in try clock.extend(by: Sample.extending(at: later)) }?.code == .clockState
        )
        #expect(clock == stopped)
    }

    @Test func timeDoesNotRunBack() throws {
        var clock = try clock()
        func isRefused(_ body: (inout CaseClock) throws(CaseRefusal) -> Void) -> Bool {
            var copy = clock
            let found = refusal { () throws(CaseRefusal) in try body(&copy) }
            return found?.code == .timeReversed && copy == clock
        }
        let early = Self.start - 1
        #expect(isRefused { (clock) throws(CaseRefusal) in try clock.pause(.hearing, at: early) })
        #expect(isRefused { (clock) throws(CaseRefusal) in try clock.stop(at: early) })
        #expect(isRefused { (clock) throws(CaseRefusal) in try clock.extend(by: Sample.extending(at: early)) })
        try clock.pause(.hearing, at: Self.start + 10)
        #expect(isRefused { (clock) throws(CaseRefusal) in try clock.resume(at: Self.start + 9) })
        try clock.resume(at: Self.start + 20)
        #expect(isRefused { (clock) throws(CaseRefusal) in try clock.pause(.hearing, at: Self.start + 19) })
        try clock.extend(by: Sample.extending(at: Self.start + 30))
        #expect(isRefused { (clock) throws(CaseRefusal) in try clock.stop(at: Self.start + 29) })
        try clock.stop(at: Self.start + 30)
    }

    @Test func oneExtensionOnly() throws {
        var clock = try clock()
        try clock.extend(by: Sample.extending(at: Self.start))
        let found = refusal { () throws(CaseRefusal) in try clock.extend(by: Sample.extending(1, at: Self.start)) }
        #expect(found?.code == .extensionUsed)
        #expect(clock.budget.days == 30)
    }

    @Test(arguments: [
        (
            TimeLimit.working(20), Sample.extending(11, at: start), ClockLimits.lengthening,
            CaseRefusal.Code.limitExceeded, "extension.limit.days"
        ),
        (.working(20), Sample.extending(0, at: start), ClockLimits.lengthening, .limitExceeded, "extension.limit.days"),
        (.working(20), Sample.extending(6, at: start), .working(5), .limitExceeded, "extension.limit.days"),
        (.working(20), Sample.extending(.max, at: start), .working(.max), .limitExceeded, "extension.limit.days"),
        (
            .working(20), Sample.extending(5, .calendarDays, at: start), .calendar(10), .malformed,
            "extension.limit.unit"
        ),
        (
            .calendar(20), Sample.extending(5, .calendarDays, at: start), .working(10), .malformed,
            "extension.limit.unit"
        ),
    ])
    func extensionsThatAreNotAllowed(
        limit: TimeLimit,
        addition: ClockExtension,
        most: TimeLimit,
        code: CaseRefusal.Code,
        field: String
    ) throws {
        var clock = try clock(limit)
        let found = refusal { () throws(CaseRefusal) in try clock.extend(by: addition, most: most) }
        #expect(found?.code == code)
        #expect(found?.field == field)
        #expect(clock.extended == nil)
    }

    @Test func anExtensionSaysWhoWhyAndHow() throws {
        for (path, field) in [
            (\ClockExtension.approvedBy, "approvedBy"), (\.reason, "reason"), (\.notice, "notice"),
        ] {
            var addition = Sample.extending(at: Self.start)
            addition[keyPath: path] = " "
            var clock = try clock()
            let found = refusal { () throws(CaseRefusal) in try clock.extend(by: addition) }
            #expect(found?.code == .missing)
            #expect(found?.field == "extension.\(field)")
        }
    }

    @Test func aSuspensionSaysWhy() throws {
        var clock = try clock()
        let found = refusal { () throws(CaseRefusal) in try clock.pause(.suspension, at: Self.start) }
        #expect(found?.code == .missing)
        #expect(found?.field == "note")
        try clock.pause(.suspension, note: "台风停工", at: Self.start)
        #expect(clock.isPaused)
    }

    @Test func pausesAreBounded() throws {
        var clock = try clock()
        for _ in 0..<ClockLimits.pausesMax {
            try clock.pause(.hearing, at: Self.start)
            try clock.resume(at: Self.start)
        }
        #expect(refusal { () throws(CaseRefusal) in try clock.pause(.hearing, at: Self.start) }?.code == .tooMuch)
    }

    @Test(arguments: [
        (Int64.max, TimeLimit.working(5), CaseRefusal.Code.malformed, "start"),
        (ClockLimits.instants.lowerBound - 1, .working(5), .malformed, "start"),
        (start, .working(-1), .limitExceeded, "limit.days"), (start, .calendar(4_001), .limitExceeded, "limit.days"),
    ])
    func startsThatCannotBe(start: Int64, limit: TimeLimit, code: CaseRefusal.Code, field: String) {
        let found = refusal { () throws(CaseRefusal) in _ = try CaseClock(start: start, limit: limit) }
        #expect(found?.code == code)
        #expect(found?.field == field)
    }

    @Test func instantsAreTheYearsOfCalendars() {
        let (first, end) = (ClockLimits.instants.lowerBound, ClockLimits.instants.upperBound)
        #expect(first == Sample.dashed("1992-01-01").startMilliseconds)
        #expect(end == Sample.dashed("3000-01-01").startMilliseconds)
        #expect(ClockLimits.calendarYears == 1_992...2_999)
        for limit in [TimeLimit.working(4_000), .calendar(4_000)] {
            let clock = try? CaseClock(start: end - 1, limit: limit)
            #expect(clock?.deadline(in: Sample.timetable)?.isProvisional == true)
        }
    }

    @Test func asJSON() throws {
        var clock = try CaseClock(start: Self.start, opening: .receipt, limit: .working(20))
        let fresh = try JSONEncoder().encode(clock)
        #expect(try JSONDecoder().decode(CaseClock.self, from: fresh) == clock)
        try clock.pause(.expertReview, note: "三十日", at: Self.start + 1)
        try clock.resume(at: Self.start + 2)
        try clock.extend(by: Sample.extending(at: Self.start + 3))
        try clock.pause(.correction, at: Self.start + 4)
        try clock.stop(at: Self.start + 5)
        let data = try JSONEncoder().encode(clock)
        #expect(try JSONDecoder().decode(CaseClock.self, from: data) == clock)
        let least = #"{"start": 1773108000000, "opening": "act", "limit": {"days": 5, "unit": "G"}}"#
        #expect(try JSONDecoder().decode(CaseClock.self, from: Data(least.utf8)) == self.clock(.working(5)))
    }

    @Test(arguments: [
        #"{"start": 1, "opening": "act", "limit": {"days": 5, "unit": "G"}}"#,
        #"{"start": 1773108000000, "opening": "act", "limit": {"days": -5, "unit": "G"}}"#,
        #"{"start": 1773108000000, "opening": "act", "limit": {"days": 5, "unit": "G"}, "stoppedAt": 1773107999999}"#,
        """
        {"start": 1773108000000, "opening": "act", "limit": {"days": 5, "unit": "G"},
         "pauses": [{"reason": "hearing", "begin": 1773108000000}, {"reason": "hearing", "begin": 1773108000001}]}
        """,
        """
        {"start": 1773108000000, "opening": "act", "limit": {"days": 5, "unit": "G"},
         "pauses": [{"reason": "hearing", "begin": 1773108000001, "end": 1773108000000}]}
        """,
    ])
    func whatIsReadIsChecked(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(CaseClock.self, from: Data(text.utf8)) }
    }
}
