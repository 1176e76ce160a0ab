import CaseModel
import Testing

/// What the events of a case do to its clocks.
@Suite struct CaseClockEffectTests {
    private static let day: Int64 = 86_400_000

    private func record(_ kinds: [CaseEvent.Kind], mode: HandlingMode = .online) throws -> CaseRecord {
        var record = try CaseRecord(submitted: Sample.submission(mode), at: Sample.time)
        for (index, kind) in kinds.enumerated() {
            record = try record.applying(Sample.event(kind, mode: mode), at: Sample.time + Int64(index + 1) * Self.day)
        }
        return record
    }

    @Test func receiptStartsTheDepartmentsDays() throws {
        #expect(try record([]).progress.clocks.all.isEmpty)
        let registered = try record([.registered])
        #expect(registered.gathered == nil, "what follows from the receipt is not kept twice")
        #expect(registered.progress.clocks[.acceptance]?.start == Sample.time + Self.day)
        #expect(registered.progress.clocks[.acceptance]?.limit == ClockLimits.acceptance)
    }

    @Test func correctionStopsThemAndStartsTheApplicants() throws {
        let correcting = try record([.registered, .correctionRequested])
        #expect(correcting.progress.clocks[.acceptance]?.isPaused == true)
        #expect(correcting.progress.clocks[.correction]?.limit == Sample.terms.correction)
        let back = try record([.registered, .correctionRequested, .supplemented])
        #expect(back.progress.clocks[.acceptance]?.isPaused == false)
        #expect(back.progress.clocks[.acceptance]?.isRunning == true)
        #expect(back.progress.clocks[.correction]?.isRunning == false)
        let lapsed = try record([.registered, .correctionRequested, .lapsed])
        #expect(lapsed.progress.clocks.all.allSatisfy { !$0.clock.isRunning })
    }

    @Test func acceptanceStartsPromiseAndLaw() throws {
        let clocks = try record([.registered, .accepted]).progress.clocks
        #expect(clocks[.acceptance]?.isRunning == false)
        #expect(clocks[.promised]?.limit == Sample.terms.promised)
        #expect(clocks[.statutory]?.limit == Sample.terms.statutory)
        #expect(clocks[.promised]?.start == Sample.time + 2 * Self.day)
        #expect(clocks[.promised]?.opening == .act)
    }

    @Test func silenceStartsThemFromTheReceipt() throws {
        let registered = try record([.registered])
        let silence = Silence(day: LocalDay(milliseconds: Sample.time), receivedAt: Sample.time + Self.day)
        let accepted = try registered.applying(.acceptedBySilence(silence), at: Sample.time + 9 * Self.day)
        #expect(accepted.state == .accepted)
        #expect(accepted.progress.clocks[.promised]?.start == Sample.time + Self.day)
        #expect(accepted.progress.clocks[.promised]?.opening == .receipt)
        #expect(accepted.progress.clocks[.acceptance]?.stoppedAt == Sample.time + 9 * Self.day)
    }

    @Test func specialProceduresStopTheDecisionsClocks() throws {
        let suspended = try record([.registered, .accepted, .suspended])
        for kind in ClockKind.decision { #expect(suspended.progress.clocks[kind]?.isPaused == true) }
        let resumed = try record([.registered, .accepted, .suspended, .resumed])
        for kind in ClockKind.decision { #expect(resumed.progress.clocks[kind]?.isPaused == false) }
        #expect(resumed.progress.clocks[.promised]?.pauses.first?.reason == .appraisal)
    }

    @Test func anExtensionComesOnce() throws {
        let extended = try record([.registered, .accepted, .extended])
        #expect(extended.progress.clocks[.promised]?.budget.days == Sample.terms.promised.days + 5)
        #expect(extended.progress.clocks[.statutory]?.budget.days == Sample.terms.statutory.days + 5)
        let again = refusal { () throws(CaseRefusal) in
            _ = try extended.deciding(Sample.action(.extend), side: .handling)
        }
        #expect(again?.code == .extensionUsed)
    }

    @Test func theDecisionStartsTheDaysToDeliver() throws {
        for way in [[CaseEvent.Kind.registered, .accepted, .decided], [.registered, .accepted, .approved]] {
            let clocks = try record(way).progress.clocks
            for kind in ClockKind.decision { #expect(clocks[kind]?.isRunning == false) }
            #expect(clocks[.delivery]?.isRunning == true)
        }
        let done = try record([.registered, .accepted, .approved, .issued, .delivered])
        #expect(done.progress.clocks.all.allSatisfy { !$0.clock.isRunning })
    }

    @Test func legsHaveClocksOfTheirOwn() throws {
        let suspended = try record([.registered, .forwarded, .accepted, .suspended], mode: .joint)
        #expect(suspended.progress.legs["out"]?.isPaused == true)
        let resumed = try suspended.applying(Sample.event(.resumed), at: Sample.time + 9 * Self.day)
        #expect(resumed.progress.legs["out"]?.isPaused == false)
        let withdrawn = try resumed.applying(Sample.event(.withdrawn), at: Sample.time + 9 * Self.day)
        #expect(withdrawn.progress.legs.values.allSatisfy { !$0.isRunning })
        #expect(withdrawn.progress.abandonedLegs == ["out"] && withdrawn.progress.concludedLegs.isEmpty)
    }

    @Test func aLegThatWasConcludedStaysSoWhenTheCaseEndsWithoutTheOthers() throws {
        let half = try record([.registered, .forwarded, .accepted], mode: .joint).applying(leg: "out")
        let withdrawn = try half.applying(Sample.event(.withdrawn), at: half.changedAt)
        #expect(withdrawn.progress.concludedLegs == ["out"] && withdrawn.progress.abandonedLegs == ["in"])
    }
}
