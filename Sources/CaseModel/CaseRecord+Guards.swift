// The rules that the table cannot say: what must have happened before, and who may not do it twice.
extension CaseRecord {
    /// Finds the first rule that an event breaks.
    ///
    /// - Parameter side: whose person does it, where both cities may; `nil` where that was checked before.
    func checkRules(of event: CaseEvent, side: Side? = nil) throws(CaseRefusal) {
        switch event {
        case .correctionRequested(let correction): try checkOnce(correction)
        case .handedOver(let handOver): try checkEndorsed(handOver)
        case .legConcluded(let report): try checkLeg(report, side: side)
        case .approved(let remark): try checkDecision(by: remark.officer)
        case .decided(let decision): try checkDecision(by: decision.officer)
        default: break
        }
    }

    /// Everything is told at once; a second time needs a supervisor's reason.
    private func checkOnce(_ correction: Correction) throws(CaseRefusal) {
        guard corrections == 0 || correction.exception != nil else {
            throw CaseRefusal(
                .correctionUsed,
                "a correction was asked for already and everything is told at once: accept or decline \(number), "
                    + "or give a supervisor's reason as exception",
                field: "exception",
                allowed: actions(at: .handling).map(\.rawValue)
            )
        }
        guard corrections > 0 || correction.exception == nil else {
            throw CaseRefusal(.malformed, "the first correction needs no exception: leave it out", field: "exception")
        }
        guard corrections < CaseLimits.correctionsMax else {
            throw CaseRefusal(
                .correctionUsed,
                "\(corrections) corrections were asked for, which is the most: accept or decline \(number)"
            )
        }
    }

    /// What the liaison has not endorsed is handed over with a reason only.
    private func checkEndorsed(_ handOver: HandOver) throws(CaseRefusal) {
        guard state == .endorsed || Measure(handOver.reason).hasInk else {
            throw CaseRefusal(
                .missing,
                "the liaison has not found \(number) complete: say why it is handed over all the same",
                field: "reason"
            )
        }
    }

    /// A leg is concluded once, by its own city, when those before it are.
    private func checkLeg(_ report: LegReport, side: Side?) throws(CaseRefusal) {
        guard let leg = terms.leg(report.leg) else {
            let known = terms.legs.map(\.key).joined(separator: ", ")
            throw CaseRefusal(.malformed, "\(number) has no such leg; its legs are \(known)", field: "leg")
        }
        if let side, leg.side != side {
            let city = leg.side == .handling ? handling : collecting
            throw CaseRefusal(.wrongSide, "\(leg.name) is for \(leg.office) in \(city)", field: "leg")
        }
        let concluded = progress.concludedLegs
        guard !concluded.contains(leg.key) else {
            throw CaseRefusal(.notAllowedInState, "\(leg.name) is concluded already", field: "leg")
        }
        let missing = leg.after.filter { !concluded.contains($0) }
        guard missing.isEmpty else {
            throw CaseRefusal(
                .notAllowedInState,
                "\(leg.name) comes after \(missing.joined(separator: ", ")): conclude those first",
                field: "leg"
            )
        }
    }

    /// Whoever examined a case does not decide it, and a joint case is decided when all its legs are concluded.
    private func checkDecision(by officer: String) throws(CaseRefusal) {
        if let reviewer = progress.reviewer {
            do throws(CaseRefusal) {
                try DutySeparation.check(reviewer: reviewer, decider: officer)
            } catch {
                throw CaseRefusal(error.code, error.message, field: "officer")
            }
        }
        let concluded = progress.concludedLegs
        let open = terms.legs.filter { !concluded.contains($0.key) }
        guard open.isEmpty else {
            let names = open.map { "\($0.key) (\($0.office))" }.joined(separator: ", ")
            throw CaseRefusal(.legsOpen, "legs of \(number) are still open: \(names)", allowed: ["concludeLeg"])
        }
    }
}
