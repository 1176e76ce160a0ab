import CaseModel
import Testing

/// The rules, compared with a second, hand-written account of what each side may do where.
@Suite struct LifecycleTests {
    /// Written from the domain's rules, not from the table.
    static let expected: [CaseState: [Side: Set<CaseAction.Kind>]] = [
        .submitted: [:],
        .registered: [.handling: [.accept, .requestCorrection, .decline]],
        .correcting: [.collecting: [.supplement]],
        .accepted: [.handling: [.decide]],
        .declined: [.collecting: [.confirmDelivery]],
        .decided: [.collecting: [.confirmDelivery]],
        .delivered: [:],
        .refused: [:],
    ]

    static let next: [CaseAction.Kind: CaseEvent.Kind] = [
        .accept: .accepted, .requestCorrection: .correctionRequested, .decline: .declined, .decide: .decided,
    ]

    @Test func everyActionInEveryStateAtEverySide() throws {
        for state in CaseState.allCases {
            for side in Side.allCases {
                for kind in CaseAction.Kind.allCases {
                    let record = Sample.record(state)
                    let allowed = Self.expected[state]?[side] ?? []
                    var outcome: CaseOutcome?
                    let refusal = refusal { () throws(CaseRefusal) in
                        outcome = try record.deciding(Sample.action(kind), side: side)
                    }
                    guard allowed.contains(kind) else {
                        let refusal = try #require(refusal, "\(kind) in \(state) at \(side) must be refused")
                        let mayEver = Self.expected.values.contains { $0[side]?.contains(kind) ?? false }
                        #expect(refusal.code == (mayEver ? .notAllowedInState : .wrongSide))
                        #expect(Set(refusal.allowed) == Set(allowed.map(\.rawValue)), "\(kind) in \(state) at \(side)")
                        continue
                    }
                    #expect(refusal == nil, "\(kind) in \(state) at \(side)")
                    switch try #require(outcome) {
                    case .event(let event): #expect(event.kind == Self.next[kind] && side == .handling)
                    case .request(.supplement(let supplement)): #expect(supplement == Sample.supplement)
                    case .request(.delivery(let delivery)): #expect(delivery == Sample.delivery)
                    }
                }
            }
        }
    }

    @Test func theCollectingCityNeverDecides() {
        for state in CaseState.allCases {
            for kind in [CaseAction.Kind.accept, .requestCorrection, .decline, .decide] {
                let refusal = refusal { () throws(CaseRefusal) in
                    _ = try Sample.record(state).deciding(Sample.action(kind), side: .collecting)
                }
                #expect(refusal?.code == .wrongSide, "\(kind) in \(state)")
                #expect(refusal?.message.contains("341000") == true)
            }
        }
    }

    @Test func everyEventInEveryState() throws {
        let arrows: [CaseState: [CaseEvent.Kind: CaseState]] = [
            .submitted: [.registered: .registered, .refused: .refused],
            .refused: [.registered: .registered],
            .registered: [.accepted: .accepted, .correctionRequested: .correcting, .declined: .declined],
            .correcting: [.supplemented: .registered],
            .accepted: [.decided: .decided],
            .decided: [.delivered: .delivered],
            .declined: [.delivered: .delivered],
            .delivered: [:],
        ]
        for state in CaseState.allCases {
            for kind in CaseEvent.Kind.allCases {
                let record = Sample.record(state, version: 4)
                var after: CaseRecord?
                let refusal = refusal { () throws(CaseRefusal) in
                    after = try record.applying(Sample.event(kind), at: Sample.time + 5)
                }
                if let expected = arrows[state]?[kind] {
                    #expect(after?.state == expected && after?.version == 5 && after?.changedAt == Sample.time + 5)
                    #expect(after?.submittedAt == Sample.time)
                } else if kind == .refused {
                    #expect(after == record, "a refusal of a request leaves the case alone")
                } else {
                    #expect(refusal?.code == .notAllowedInState, "\(kind) in \(state)")
                }
            }
        }
    }

    @Test func requestsAreAnsweredOnlyWhereTheyFit() {
        for state in CaseState.allCases {
            let record = Sample.record(state)
            let supplemented = refusal { () throws(CaseRefusal) in
                #expect(try record.answering(.supplement(Sample.supplement), sequence: 8) == .supplemented(request: 8))
            }
            #expect((supplemented == nil) == (state == .correcting), "\(state)")
            let delivered = refusal { () throws(CaseRefusal) in
                #expect(try record.answering(.delivery(Sample.delivery), sequence: 9) == .delivered(Sample.delivery))
            }
            #expect((delivered == nil) == (state == .decided || state == .declined), "\(state)")
        }
        var bad = Sample.delivery
        bad.recipient = ""
        let refused = refusal { () throws(CaseRefusal) in
            _ = try Sample.record(.decided).answering(.delivery(bad), sequence: 1)
        }
        #expect(refused?.code == .missing && refused?.field == "recipient")
    }

    @Test func aCorrectionIsAskedForOnce() throws {
        var record = try CaseRecord(submitted: Sample.submission, at: Sample.time)
        record = try record.applying(.registered, at: Sample.time + 1)
        record = try record.applying(.correctionRequested(Sample.correction), at: Sample.time + 2)
        record = try record.applying(.supplemented(request: 2), at: Sample.time + 3)
        #expect(record.state == .registered && record.corrections == 1 && record.version == 4)
        #expect(record.actions(at: .handling) == [.accept, .decline])
        for attempt in 0..<2 {
            let refusal = refusal { () throws(CaseRefusal) in
                if attempt == 0 {
                    _ = try record.deciding(.requestCorrection(Sample.correction), side: .handling)
                } else {
                    _ = try record.applying(.correctionRequested(Sample.correction), at: Sample.time + 4)
                }
            }
            #expect(refusal?.code == .correctionUsed)
            #expect(refusal?.allowed == ["accept", "decline"])
        }
    }

    @Test func endingsAreCoded() throws {
        let accepted = Sample.record(.accepted)
        #expect(try accepted.applying(.decided(Sample.decision), at: 1).ending == .issued)
        var bare = Sample.decision
        bare.documents = []
        bare.reason = "只需登记,不发证"
        #expect(try accepted.applying(.decided(bare), at: 1).ending == .closed)
        let denied = Decision(
            outcome: .denied,
            reason: "不符合条件",
            remedies: "60日内可申请行政复议",
            office: "局",
            officer: "李强"
        )
        #expect(try accepted.applying(.decided(denied), at: 1).ending == .returned)
        let declined = try Sample.record(.registered).applying(.declined(Sample.decline), at: 1)
        #expect(declined.ending == .returned)
        #expect(try declined.applying(.delivered(Sample.delivery), at: 2).ending == .returned)
        #expect(Sample.record(.registered).ending == nil)
    }

    @Test func sidesOfACase() {
        let record = Sample.record(.registered)
        #expect(record.side(of: Sample.quzhou) == .collecting)
        #expect(record.side(of: Sample.huangshan) == .handling)
        #expect(record.side(of: CityCode("350700")!) == nil)
    }

    @Test func everyActionHasOneSideAndEveryStateIsReached() {
        for kind in CaseAction.Kind.allCases {
            let sides = Set(CaseLifecycle.transitions.filter { $0.action == kind }.map(\.side))
            #expect(sides == [CaseLifecycle.side(of: kind)])
        }
        #expect(Set(CaseLifecycle.transitions.map(\.to)) == Set(CaseState.allCases))
        for state in CaseState.allCases {
            #expect(state.isFinal == !CaseLifecycle.transitions.contains { $0.from == state })
        }
        let pairs = CaseLifecycle.transitions.map { "\($0.from?.rawValue ?? "") \($0.event)" }
        #expect(Set(pairs).count == pairs.count, "an event leads to one state")
        #expect(EndingCode.allCases.map(\.rawValue) == Array(0...6))
    }
}
