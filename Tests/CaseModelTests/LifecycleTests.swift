import CaseModel
import Testing

/// The rules, compared with a second, hand-written account of who may do what where.
@Suite struct LifecycleTests {
    private static let window: Set<Role> = [.windowClerk, .windowHead]
    private static let applicantSide: Set<Role> = [.windowClerk, .windowHead, .applicant]
    private static let liaisons: Set<Role> = [.liaison, .deputyLiaison, .supervisor]
    private static let department: Set<Role> = [.reviewer, .decider]

    /// What somebody may do: written from the domain's rules, not from the table.
    private static func expected(
        _ state: CaseState,
        _ side: Side,
        _ mode: HandlingMode
    ) -> [CaseAction.Kind: Set<Role>] {
        let isDepartments = mode == .online ? state == .registered : state == .forwarded
        var actions: [CaseAction.Kind: Set<Role>] = [:]
        switch (side, state) {
        case (.collecting, .consulting), (.collecting, .endorsed):
            actions = [.handOver: window, .withdraw: applicantSide]
        case (.collecting, .incomplete):
            actions = [.supplement: window, .handOver: window, .withdraw: applicantSide]
        case (.collecting, .correcting): actions = [.supplement: applicantSide, .withdraw: applicantSide]
        case (.collecting, .registered), (.collecting, .forwarded), (.collecting, .suspended):
            actions = [.withdraw: applicantSide]
        case (.collecting, .accepted):
            actions = [.withdraw: applicantSide]
            if mode == .joint { actions[.concludeLeg] = department }
        case (.collecting, .decided), (.collecting, .declined), (.collecting, .withdrawn), (.collecting, .lapsed),
            (.collecting, .passedOn):
            actions = [.confirmDelivery: applicantSide]
        case (.handling, .consulting): actions = [.endorse: liaisons, .object: liaisons]
        case (.handling, .registered), (.handling, .forwarded):
            actions = [
                .requestCorrection: state == .registered ? department.union([.handlingWindow]) : department,
                .passOn: [.decider, .supervisor], .void: [.supervisor],
            ]
            if mode != .online, state == .registered { actions[.forward] = [.handlingWindow] }
            if isDepartments { actions.merge([.accept: department, .decline: department]) { $1 } }
        case (.handling, .correcting):
            actions = [.lapse: department.union([.supervisor]), .void: [.supervisor]]
        case (.handling, .accepted):
            actions = [
                .suspend: department, .extend: [.decider], .review: [.reviewer], .approve: [.decider],
                .decide: [.decider], .passOn: [.decider, .supervisor], .void: [.supervisor],
            ]
            if mode == .joint { actions[.concludeLeg] = department }
        case (.handling, .suspended): actions = [.resume: department, .void: [.supervisor]]
        case (.handling, .issuing): actions = [.issue: department.union([.handlingWindow]), .void: [.supervisor]]
        case (.handling, .delivered), (.handling, .voided):
            actions = [.archive: department.union([.handlingWindow])]
        default: break
        }
        return actions
    }

    /// What no state of the mode ever allows at a side.
    private static func mayEver(_ kind: CaseAction.Kind, _ side: Side) -> Bool {
        HandlingMode.allCases.contains { mode in
            CaseState.allCases.contains { expected($0, side, mode)[kind] != nil }
        }
    }

    @Test(arguments: HandlingMode.allCases)
    func everyActionInEveryStateAtEverySideByEveryRole(mode: HandlingMode) throws {
        for state in CaseState.allCases {
            guard var record = Sample.record(state, mode: mode) else { continue }
            for side in Side.allCases {
                let allowed = Self.expected(state, side, mode)
                #expect(Set(record.actions(at: side)) == Set(allowed.keys), "\(state) at \(side), \(mode)")
                for kind in CaseAction.Kind.allCases {
                    // A joint case is decided when its legs are concluded, and its collecting leg comes last.
                    if mode == .joint, state == .accepted {
                        record = try #require(Sample.record(state, mode: mode))
                        let done = kind == .concludeLeg ? (side == .collecting ? ["out"] : []) : ["out", "in"]
                        for leg in done { record = try record.applying(leg: leg) }
                    }
                    for role in Role.allCases {
                        try check(record, kind, role, side, allowed)
                    }
                }
            }
        }
    }

    private func check(
        _ record: CaseRecord,
        _ kind: CaseAction.Kind,
        _ role: Role,
        _ side: Side,
        _ allowed: [CaseAction.Kind: Set<Role>]
    ) throws {
        var action = Sample.action(kind, role: role)
        if kind == .concludeLeg, side == .collecting, case .concludeLeg(var report) = action {
            report.leg = "in"
            action = .concludeLeg(report)
        }
        var outcome: CaseOutcome?
        let refusal = refusal { () throws(CaseRefusal) in outcome = try record.deciding(action, side: side) }
        let place = "\(kind) by \(role) in \(record.state) at \(side), \(record.mode)"
        guard let roles = allowed[kind] else {
            let refusal = try #require(refusal, "\(place) must be refused")
            #expect(refusal.code == (Self.mayEver(kind, side) ? .notAllowedInState : .wrongSide), "\(place)")
            #expect(Set(refusal.allowed) == Set(allowed.keys.map(\.rawValue)), "\(place)")
            return
        }
        guard roles.contains(role) else {
            let mine = allowed.filter { $0.value.contains(role) }.keys.map(\.rawValue)
            #expect(refusal?.code == .wrongRole && refusal?.field == "role", "\(place)")
            #expect(Set(refusal?.allowed ?? []) == Set(mine), "\(place)")
            return
        }
        #expect(refusal == nil, "\(place)")
        switch try #require(outcome, "\(place)") {
        case .event: #expect(side == .handling, "only the handling city says what happens: \(place)")
        case .request(let request):
            #expect(side == .collecting, "\(place)")
            let answer = try record.answering(request, sequence: 8)
            #expect(try record.applying(answer, at: record.changedAt).version == record.version + 1, "\(place)")
        }
    }

    @Test func theCollectingCityNeverDecides() throws {
        let competent: [CaseAction.Kind] = [
            .accept, .requestCorrection, .decline, .decide, .approve, .issue, .suspend, .extend, .lapse, .void, .passOn,
        ]
        for mode in HandlingMode.allCases {
            for state in CaseState.allCases {
                guard let record = Sample.record(state, mode: mode) else { continue }
                for kind in competent {
                    let refusal = refusal { () throws(CaseRefusal) in
                        _ = try record.deciding(Sample.action(kind), side: .collecting)
                    }
                    #expect(refusal?.code == .wrongSide, "\(kind) in \(state)")
                    #expect(refusal?.message.contains("341000") == true)
                }
            }
        }
    }

    @Test(arguments: HandlingMode.allCases)
    func everyOtherEventIsRefusedAndChangesNothing(mode: HandlingMode) throws {
        for state in CaseState.allCases {
            guard let record = Sample.record(state, mode: mode) else { continue }
            for kind in CaseEvent.Kind.allCases {
                let row = CaseLifecycle.transition(from: state, event: kind, mode: mode)
                var before = record
                if mode == .joint, kind == .decided || kind == .approved, state == .accepted {
                    for leg in Sample.legs { before = try before.applying(leg: leg.key) }
                }
                var after: CaseRecord?
                let refusal = refusal { () throws(CaseRefusal) in
                    after = try before.applying(Sample.event(kind, mode: mode), at: Sample.time + 5)
                }
                if let row {
                    #expect(after?.state == row.to && after?.version == before.version + 1, "\(kind) in \(state)")
                    #expect(after?.changedAt == Sample.time + 5 && after?.submittedAt == Sample.time)
                    #expect(after?.state.hasEnded == (after?.ending != nil), "\(kind) in \(state)")
                } else if kind == .refused {
                    #expect(after == before, "a refusal of a request leaves the case alone")
                } else {
                    #expect(refusal?.code == .notAllowedInState, "\(kind) in \(state)")
                }
            }
        }
    }

    @Test func requestsAreAnsweredWithTheirContentChecked() throws {
        var bad = Sample.delivery
        bad.recipient = ""
        let decided = try #require(Sample.record(.decided))
        let refused = refusal { () throws(CaseRefusal) in _ = try decided.answering(.delivery(bad), sequence: 1) }
        #expect(refused?.code == .missing && refused?.field == "recipient")
        var wrong = Sample.delivery
        wrong.role = .decider
        let role = refusal { () throws(CaseRefusal) in _ = try decided.answering(.delivery(wrong), sequence: 1) }
        #expect(role?.code == .wrongRole)
        let correcting = try #require(Sample.record(.correcting))
        #expect(try correcting.answering(.supplement(Sample.supplement), sequence: 8) == .supplemented(request: 8))
    }

    @Test func anEarlierInstantCountsAsTheLast() throws {
        let record = try CaseRecord(submitted: Sample.submission, at: Sample.time)
            .applying(.registered, at: Sample.time + 1_000)
        let next = try record.applying(.accepted(Sample.acceptance), at: Sample.time - 3_600_000)
        #expect(next.changedAt == Sample.time + 1_000)
        #expect(next.progress.clocks[.promised]?.start == Sample.time + 1_000)
    }

    @Test func theEndingsAreThoseOfTheTable() throws {
        let accepted = try #require(Sample.record(.accepted))
        #expect(try accepted.applying(.decided(Sample.decision), at: 1).ending == .issued)
        var bare = Sample.decision
        bare.documents = []
        bare.reason = "结果已在系统中登记"
        #expect(try accepted.applying(.decided(bare), at: 1).ending == .closed)
        var denied = Sample.decision
        denied.outcome = .denied
        denied.documents = []
        denied.reason = "不符合条件"
        denied.remedies = "60日内可申请行政复议,6个月内可提起行政诉讼"
        #expect(try accepted.applying(.decided(denied), at: 1).ending == .returned)
        let endings: [CaseState: EndingCode] = [
            .declined: .returned, .withdrawn: .returned, .lapsed: .notSupplied, .passedOn: .passedOn,
            .voided: .mistaken, .archived: .issued,
        ]
        for (state, ending) in endings { #expect(Sample.record(state)?.ending == ending, "\(state)") }
    }

    @Test func theTableIsSound() {
        let rows = CaseLifecycle.transitions
        #expect(Set(rows.map(\.to)) == Set(CaseState.allCases))
        for state in CaseState.allCases { #expect(state.isFinal == !rows.contains { $0.from == state }, "\(state)") }
        for row in rows {
            // A person's row names who; a node's row names nobody.
            #expect((row.action == nil) == row.roles.isEmpty, "\(row.event)")
            #expect(row.isRequest == false || row.action != nil)
            if row.to.hasEnded, row.from?.hasEnded == false { #expect(!row.documents.isEmpty, "\(row.event)") }
            let twins = rows.filter { other in
                other.from == row.from && other.event == row.event && other.side == row.side
                    && other.modes.contains { row.modes.contains($0) }
            }
            #expect(twins.count == 1, "\(row.event) from \(row.from?.rawValue ?? "") stands twice")
        }
    }
}
