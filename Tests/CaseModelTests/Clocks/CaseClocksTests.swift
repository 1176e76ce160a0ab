import CaseModel
import Foundation
import Testing

@Suite struct CaseClocksTests {
    private let received = Sample.instant("2026-03-10 10:00")

    private func accepting() throws -> CaseClocks {
        var clocks = CaseClocks()
        try clocks.start(.acceptance, at: received, limit: ClockLimits.acceptance)
        return clocks
    }

    private func deciding() throws -> CaseClocks {
        var clocks = CaseClocks()
        try clocks.startDecision(at: received, promised: .working(8))
        return clocks
    }

    private func last(_ clocks: CaseClocks, _ kind: ClockKind) -> String? {
        clocks[kind]?.deadline(in: Sample.timetable)?.day.dashed
    }

    @Test func theLimitsOfTheLaw() {
        #expect(ClockLimits.acceptance == .working(5))
        #expect(ClockLimits.decision == .working(20))
        #expect(ClockLimits.lengthening == .working(10))
        #expect(ClockLimits.delivery == .working(10))
    }

    @Test func aCaseFromReceiptToDelivery() throws {
        var clocks = try accepting()
        #expect(last(clocks, .acceptance) == "2026-03-17")
        // Something is missing: the department's clock stands still, and the applicant's runs.
        try clocks.pause([.acceptance], reason: .correction, at: Sample.instant("2026-03-12 09:00"))
        try clocks.start(.correction, at: Sample.instant("2026-03-12 09:00"), limit: .working(15))
        #expect(last(clocks, .acceptance) == nil)
        #expect(last(clocks, .correction) == "2026-04-02")
        let back = Sample.instant("2026-03-19 15:00")
        try clocks.resume([.acceptance], at: back)
        try clocks.stop([.correction], at: back)
        #expect(last(clocks, .acceptance) == "2026-03-24")
        let accepted = Sample.instant("2026-03-20 09:00")
        try clocks.stop([.acceptance], at: accepted)
        try clocks.startDecision(at: accepted, promised: .working(8))
        #expect(last(clocks, .promised) == "2026-04-01")
        #expect(last(clocks, .statutory) == "2026-04-20")
        try clocks.pause(ClockKind.decision, reason: .hearing, at: Sample.instant("2026-03-24 09:00"))
        try clocks.resume(ClockKind.decision, at: Sample.instant("2026-03-26 17:00"))
        try clocks.extend(by: Sample.extending(3, at: Sample.instant("2026-03-27 09:00")))
        #expect(last(clocks, .promised) == "2026-04-09")
        #expect(last(clocks, .statutory) == "2026-04-27")
        let decided = Sample.instant("2026-04-08 09:00")
        try clocks.stop(ClockKind.decision, at: decided)
        try clocks.start(.delivery, at: decided, limit: ClockLimits.delivery)
        #expect(last(clocks, .delivery) == "2026-04-22")
        #expect(clocks.overdue(at: Sample.instant("2026-04-22 10:00"), in: Sample.timetable) == [])
        #expect(clocks.overdue(at: Sample.instant("2026-04-23 10:00"), in: Sample.timetable) == [.delivery])
        let data = try JSONEncoder().encode(clocks)
        #expect(try JSONDecoder().decode(CaseClocks.self, from: data) == clocks)
        #expect(String(decoding: data, as: UTF8.self).contains(#""statutory":{"#))
    }

    @Test func onlyReceiptKnowsTheCutOff() throws {
        let evening = Sample.instant("2026-03-10 18:00")
        for kind in ClockKind.allCases {
            var clocks = CaseClocks()
            try clocks.start(kind, at: evening, limit: .working(5))
            #expect(last(clocks, kind) == (kind == .acceptance ? "2026-03-18" : "2026-03-17"))
        }
        var clocks = CaseClocks()
        try clocks.start(.promised, at: evening, limit: .working(5), opening: .receipt)
        #expect(last(clocks, .promised) == "2026-03-18")
    }

    @Test func silenceMeansAcceptedFromTheDayOfReceipt() throws {
        var clocks = try accepting()
        #expect(clocks.silence(at: Sample.instant("2026-03-17 23:59"), in: Sample.timetable) == nil)
        let after = Sample.instant("2026-03-18 00:00")
        let silence = clocks.silence(at: after, in: Sample.timetable)
        #expect(silence == Silence(day: Sample.dashed("2026-03-10"), receivedAt: received))
        try clocks.stop([.acceptance], at: after)
        #expect(clocks.silence(at: after, in: Sample.timetable) == nil)
        try clocks.startDecision(at: received, promised: .working(8), opening: .receipt)
        #expect(last(clocks, .promised) == "2026-03-20")
    }

    @Test func silenceAfterTheCutOffCountsFromTheNextDay() throws {
        var clocks = CaseClocks()
        try clocks.start(.acceptance, at: Sample.instant("2026-03-10 18:00"), limit: ClockLimits.acceptance)
        let silence = clocks.silence(at: Sample.instant("2026-03-19 00:00"), in: Sample.timetable)
        #expect(silence?.day == Sample.dashed("2026-03-11"))
    }

    @Test func silenceAfterACorrectionCountsFromWhatWasBrought() throws {
        var inTime = try accepting()
        let back = Sample.instant("2026-03-19 15:00")
        try inTime.pause([.acceptance], reason: .correction, at: Sample.instant("2026-03-12 09:00"))
        #expect(inTime.silence(at: Sample.instant("2026-06-01 00:00"), in: Sample.timetable) == nil)
        try inTime.resume([.acceptance], at: back)
        let later = Sample.instant("2026-06-01 00:00")
        #expect(
            inTime.silence(at: later, in: Sample.timetable)
                == Silence(day: Sample.dashed("2026-03-19"), receivedAt: back)
        )
        // A correction that is asked for too late does not undo the silence before it.
        var late = try accepting()
        try late.pause([.acceptance], reason: .correction, at: Sample.instant("2026-03-18 09:00"))
        try late.resume([.acceptance], at: back)
        #expect(late.silence(at: later, in: Sample.timetable)?.day == Sample.dashed("2026-03-10"))
    }

    @Test func allOrNothing() throws {
        var clocks = try deciding()
        try clocks.pause([.statutory], reason: .hearing, at: received + 1)
        let before = clocks
        let found = refusal { () throws(CaseRefusal) in
            try clocks.pause(ClockKind.decision, reason: .hearing, at: received + 2)
        }
        #expect(found?.code == .clockState)
        #expect(found?.message.hasPrefix("the statutory clock: ") == true)
        #expect(clocks == before)
        let strange = refusal { () throws(CaseRefusal) in
            try clocks.stop([.promised, .delivery], at: received + 2)
        }
        #expect(strange?.code == .clockState)
        #expect(clocks == before)
        #expect(
            refusal { () throws(CaseRefusal) in try clocks.startDecision(at: received, promised: .working(1)) }?.code
                == .clockState
        )
        #expect(clocks == before)
    }

    @Test func aClockStartsOnceButTheApplicants() throws {
        for kind in ClockKind.allCases {
            var clocks = CaseClocks()
            try clocks.start(kind, at: received, limit: .working(5))
            let running = refusal { () throws(CaseRefusal) in
                try clocks.start(kind, at: received + 1, limit: .working(5))
            }
            #expect(running?.code == .clockState)
            try clocks.stop([kind], at: received + 10)
            let early = refusal { () throws(CaseRefusal) in
                try clocks.start(kind, at: received + 9, limit: .working(5))
            }
            #expect(early?.code == (kind == .correction ? .timeReversed : .clockState))
            let again = refusal { () throws(CaseRefusal) in
                try clocks.start(kind, at: received + 10, limit: .working(5))
            }
            #expect(again?.code == (kind == .correction ? nil : .clockState))
        }
    }

    @Test(arguments: [
        (TimeLimit.working(20), TimeLimit.working(20), true), (.working(21), .working(20), false),
        (.calendar(30), .calendar(30), true), (.calendar(31), .calendar(30), false),
        (.working(31), .calendar(30), false), (.calendar(27), .working(20), true),
    ])
    func aPromiseIsNotLongerThanTheLaw(promised: TimeLimit, statutory: TimeLimit, isAllowed: Bool) {
        var clocks = CaseClocks()
        let found = refusal { () throws(CaseRefusal) in
            try clocks.startDecision(at: received, promised: promised, statutory: statutory)
        }
        #expect(found?.code == (isAllowed ? nil : .limitExceeded))
        #expect(clocks.all.count == (isAllowed ? 2 : 0))
    }

    @Test func whenTheNextClockRunsOver() throws {
        var clocks = try deciding()
        let (promised, statutory) = (Sample.instant("2026-03-21 00:00"), Sample.instant("2026-04-09 00:00"))
        #expect(clocks.nextOverdue(after: received, in: Sample.timetable) == promised)
        #expect(clocks.nextOverdue(after: promised, in: Sample.timetable) == statutory)
        #expect(clocks.nextOverdue(after: statutory, in: Sample.timetable) == nil)
        #expect(clocks.overdue(at: promised - 1, in: Sample.timetable) == [])
        #expect(clocks.overdue(at: promised, in: Sample.timetable) == [.promised])
        #expect(clocks.overdue(at: statutory, in: Sample.timetable) == ClockKind.decision)
        try clocks.stop([.promised], at: promised)
        #expect(clocks.nextOverdue(after: received, in: Sample.timetable) == statutory)
        #expect(clocks.overdue(at: statutory, in: Sample.timetable) == [.statutory])
    }
}
