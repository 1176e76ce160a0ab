import CaseModel
import Testing

/// The rules that the lifecycle's table cannot say.
@Suite struct CaseRuleTests {
    @Test func aSecondCorrectionNeedsASupervisorsReason() throws {
        var record = try #require(Sample.record(.correcting)).applying(.supplemented(request: 2), at: Sample.time)
        #expect(record.state == .registered && record.corrections == 1)
        let again = refusal { () throws(CaseRefusal) in
            _ = try record.deciding(Sample.action(.requestCorrection), side: .handling)
        }
        #expect(again?.code == .correctionUsed && again?.field == "exception")
        var excepted = Sample.correction
        excepted.exception = .init(supervisor: "督办甲", reason: "新规定昨日生效")
        for _ in 1..<CaseLimits.correctionsMax {
            let outcome = try record.deciding(.requestCorrection(excepted), side: .handling, at: Sample.time)
            let next = try record.applying(.correctionRequested(excepted), at: Sample.time)
            #expect(outcome == .event(.correctionRequested(excepted), next: next))
            record = try next.applying(.supplemented(request: 3), at: Sample.time)
        }
        #expect(record.corrections == CaseLimits.correctionsMax)
        let sixth = refusal { () throws(CaseRefusal) in
            _ = try record.applying(.correctionRequested(excepted), at: Sample.time)
        }
        #expect(sixth?.code == .correctionUsed)
        let early = refusal { () throws(CaseRefusal) in
            _ = try Sample.record(.registered)?.applying(.correctionRequested(excepted), at: Sample.time)
        }
        #expect(early?.code == .malformed && early?.field == "exception")
        excepted.exception?.reason = " "
        let blank = refusal { () throws(CaseRefusal) in
            _ = try record.applying(.correctionRequested(excepted), at: Sample.time)
        }
        #expect(blank?.field == "exception.reason")
    }

    @Test func whoeverExaminedDoesNotDecide() throws {
        let accepted = try #require(Sample.record(.accepted))
        guard case .review(let review) = Sample.action(.review) else { return }
        let reviewed = try accepted.applying(.reviewed(review), at: Sample.time)
        #expect(reviewed.state == .accepted && reviewed.progress.reviewer == "李强")
        for kind in [CaseAction.Kind.decide, .approve] {
            let same = refusal { () throws(CaseRefusal) in
                _ = try reviewed.deciding(Sample.action(kind), side: .handling)
            }
            #expect(same?.code == .dutiesNotSeparate && same?.field == "officer", "\(kind)")
        }
        let other = Remark(office: "市场监督管理局", officer: "吴局", role: .decider)
        let later = Sample.time + 5
        let approved = try reviewed.applying(.approved(other), at: later)
        let outcome = try reviewed.deciding(.approve(other), side: .handling, at: later)
        #expect(outcome == .event(.approved(other), next: approved) && approved.changedAt == later)
    }

    @Test func whatIsNotEndorsedIsHandedOverWithAReason() throws {
        let bare = HandOver(office: "窗口", officer: "王芳")
        for (state, isFree) in [(CaseState.endorsed, true), (.consulting, false), (.incomplete, false)] {
            let record = try #require(Sample.record(state, mode: .collected))
            let refusal = refusal { () throws(CaseRefusal) in
                _ = try record.deciding(.handOver(bare), side: .collecting)
            }
            #expect((refusal == nil) == isFree, "\(state)")
            if !isFree { #expect(refusal?.code == .missing && refusal?.field == "reason") }
            var explained = bare
            explained.reason = "联络员三十分钟未答复"
            let event = try record.answering(.handOver(explained), sequence: 4)
            let next = try record.applying(event, at: Sample.time + 9)
            #expect(next.state == .registered && next.registeredAt == Sample.time + 9)
        }
    }

    @Test func nobodyWaitsAtACounterOnline() {
        let refused = refusal { () throws(CaseRefusal) in
            _ = try CaseRecord(consulted: Sample.submission(.online), at: Sample.time)
        }
        #expect(refused?.code == .modeNotOffered && refused?.field == "mode")
    }

    @Test func legsAreConcludedInOrderOnceByTheirOwnCity() throws {
        let accepted = try #require(Sample.record(.accepted, mode: .joint))
        func report(_ leg: String) -> CaseAction {
            .concludeLeg(LegReport(leg: leg, result: "已办", office: "社保", officer: "李强"))
        }
        func code(_ record: CaseRecord, _ leg: String, _ side: Side) -> CaseRefusal.Code? {
            refusal { () throws(CaseRefusal) in _ = try record.deciding(report(leg), side: side) }?.code
        }
        #expect(code(accepted, "in", .collecting) == .notAllowedInState)
        #expect(code(accepted, "in", .handling) == .wrongSide)
        #expect(code(accepted, "out", .collecting) == .wrongSide)
        #expect(code(accepted, "none", .handling) == .malformed)
        #expect(code(accepted, "out", .handling) == nil)
        #expect(accepted.progress.legs.keys.sorted() == ["out"], "a leg's time begins when those before it are over")
        let half = try accepted.applying(leg: "out")
        #expect(half.progress.concludedLegs == ["out"] && half.progress.legs["in"]?.isRunning == true)
        #expect(code(half, "out", .handling) == .notAllowedInState)
        for kind in [CaseAction.Kind.decide, .approve] {
            let open = refusal { () throws(CaseRefusal) in
                _ = try half.deciding(Sample.action(kind), side: .handling)
            }
            #expect(open?.code == .legsOpen && open?.message.contains("转入地社保") == true, "\(kind)")
        }
        let whole = try half.applying(leg: "in")
        let next = try whole.applying(.decided(Sample.decision), at: whole.changedAt)
        #expect(
            try whole.deciding(Sample.action(.decide), side: .handling) == .event(.decided(Sample.decision), next: next)
        )
    }

    @Test func aPeersEventIsAppliedOnlyByARoleOfTheTable() throws {
        for row in CaseLifecycle.transitions where row.action != nil {
            for mode in row.modes {
                guard let state = row.from, let record = Sample.record(state, mode: mode),
                    let action = row.action, Sample.event(row.event).deed != nil
                else { continue }
                let alike = CaseLifecycle.transitions.filter {
                    $0.from == state && $0.event == row.event && $0.serves(mode)
                }
                for role in Role.allCases {
                    let event = Sample.event(of: Sample.action(action, role: role))
                    let refused = refusal { () throws(CaseRefusal) in
                        _ = try record.applying(event, at: record.changedAt)
                    }
                    let isAllowed = alike.contains { $0.roles.contains(role) }
                    #expect((refused?.code == .wrongRole) == !isAllowed, "\(state) \(row.event) \(role)")
                }
            }
        }
    }

    @Test func termsAreChecked() {
        func fault(_ mode: HandlingMode, _ change: (inout GuideTerms) -> Void) -> CaseRefusal? {
            var submission = Sample.submission(mode)
            change(&submission.terms)
            return refusal { () throws(CaseRefusal) in _ = try submission.checked() }
        }
        for mode in HandlingMode.allCases { #expect(fault(mode) { _ in } == nil) }
        #expect(fault(.online) { $0.version = -1 }?.field == "terms.version")
        #expect(fault(.online) { $0.promised.days = 21 }?.code == .limitExceeded)
        #expect(fault(.online) { $0.statutory.days = 9_999 }?.field == "terms.statutory.days")
        #expect(fault(.online) { $0.correction.days = 0 }?.field == "terms.correction.days")
        #expect(fault(.online) { $0.legs = Sample.legs }?.field == "terms.legs")
        #expect(fault(.joint) { $0.legs.removeLast() }?.field == "terms.legs")
        #expect(fault(.joint) { $0.legs.reverse() }?.field == "terms.legs[0].after")
        #expect(
            fault(.joint) {
                $0.legs[1].key = "out"
                $0.legs[1].after = []
            }?.code == .repeated
        )
        #expect(fault(.joint) { $0.legs[0].office = "" }?.field == "terms.legs[0].office")
    }

    @Test func aCaseIsHandedInByTheApplicantsSide() {
        for role in Role.allCases {
            var submission = Sample.submission
            submission.role = role
            let fault = refusal { () throws(CaseRefusal) in _ = try submission.checked() }
            let isFree = [.windowClerk, .windowHead, .applicant].contains(role)
            #expect((fault == nil) == isFree && (isFree || fault?.code == .wrongRole), "\(role)")
        }
    }
}
