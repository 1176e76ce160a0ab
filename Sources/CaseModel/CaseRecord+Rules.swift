extension CaseRecord {
    /// Starts a case.
    ///
    /// - Parameters:
    ///   - submission: what the collecting city says; checked in full, with the same limits at both ends.
    ///   - at: when the entry was made, in milliseconds since 1970-01-01T00:00:00Z.
    public init(submitted submission: Submission, at: Int64) throws(CaseRefusal) {
        try submission.check()
        self.init(
            number: submission.number,
            collecting: submission.collecting,
            handling: submission.handling,
            itemCode: submission.itemCode,
            itemName: submission.itemName,
            state: .submitted,
            version: 1,
            corrections: 0,
            ending: nil,
            submittedAt: at,
            changedAt: at
        )
    }

    /// The case after an event, at either side.
    ///
    /// A refusal changes a case only while it is submitted. Later it answers a request (or speaks of an entry that the
    /// other node has in quarantine), and leaves the case as it is, so that both sides keep counting alike; the history
    /// shows it all the same.
    ///
    /// - Parameters:
    ///   - event: what happened; its content is checked in full.
    ///   - at: when the entry was made, in milliseconds since 1970-01-01T00:00:00Z.
    public func applying(_ event: CaseEvent, at: Int64) throws(CaseRefusal) -> CaseRecord {
        if case .refused = event, state != .submitted { return self }
        guard let row = CaseLifecycle.transition(from: state, event: event.kind) else {
            throw notAllowed("the event \(event.kind.rawValue)")
        }
        var next = self
        switch event {
        case .submitted: preconditionFailure("the lifecycle has no arrow for a second submission")
        case .registered, .supplemented, .refused: break
        case .accepted(let acceptance): try acceptance.check()
        case .correctionRequested(let correction):
            try checkCorrectionIsFree()
            try correction.check()
            next.corrections += 1
        case .declined(let decline):
            try decline.check()
            next.ending = .returned
        case .decided(let decision):
            try decision.check()
            next.ending = decision.ending
        case .delivered(let delivery): try delivery.check()
        }
        next.state = row.to
        next.version += 1
        next.changedAt = at
        return next
    }

    /// What becomes of an action that a person at this side asks for.
    ///
    /// The answer's content is ``CaseAction/checked()``: apply and send what this returns, not what was given.
    public func deciding(_ action: CaseAction, side: Side) throws(CaseRefusal) -> CaseOutcome {
        guard CaseLifecycle.side(of: action.kind) == side else {
            let other = side == .collecting ? handling : collecting
            throw CaseRefusal(
                .wrongSide,
                "\(action.kind.rawValue) is for \(other), this is the \(side.rawValue) city of \(number)",
                allowed: actions(at: side).map(\.rawValue)
            )
        }
        guard CaseLifecycle.transition(from: state, action: action.kind) != nil else {
            throw notAllowed(action.kind.rawValue, side: side)
        }
        if action.kind == .requestCorrection { try checkCorrectionIsFree() }
        switch try action.checked() {
        case .accept(let acceptance): return .event(.accepted(acceptance))
        case .requestCorrection(let correction): return .event(.correctionRequested(correction))
        case .decline(let decline): return .event(.declined(decline))
        case .decide(let decision): return .event(.decided(decision))
        case .supplement(let supplement): return .request(.supplement(supplement))
        case .confirmDelivery(let delivery): return .request(.delivery(delivery))
        }
    }

    /// The handling node's answer to what the collecting city asks.
    ///
    /// - Parameters:
    ///   - request: what is asked; its content is checked in full.
    ///   - sequence: the request's sequence number on the case lane, which the answer names.
    public func answering(_ request: CaseRequest, sequence: UInt64) throws(CaseRefusal) -> CaseEvent {
        let event: CaseEvent
        switch request {
        case .supplement(let supplement):
            try supplement.check()
            event = .supplemented(request: sequence)
        case .delivery(let delivery):
            try delivery.check()
            event = .delivered(delivery)
        }
        guard CaseLifecycle.transition(from: state, event: event.kind) != nil else {
            throw notAllowed("the request for \(event.kind.rawValue)", side: .collecting)
        }
        return event
    }

    private func checkCorrectionIsFree() throws(CaseRefusal) {
        guard corrections < CaseLifecycle.correctionsMax else {
            throw CaseRefusal(
                .correctionUsed,
                "a correction was asked for already and everything is told at once: accept or decline \(number)",
                allowed: actions(at: .handling).map(\.rawValue)
            )
        }
    }

    private func notAllowed(_ what: String, side: Side? = nil) -> CaseRefusal {
        let sides = side.map { [$0] } ?? Side.allCases
        let allowed = sides.flatMap { actions(at: $0) }.map(\.rawValue)
        let next =
            allowed.isEmpty
            ? (state.isFinal ? "the case has ended" : "wait for the other city, then look at the case again")
            : "possible now: \(allowed.joined(separator: ", "))"
        return CaseRefusal(
            .notAllowedInState,
            "\(what) does not fit \(number), which is \(state.rawValue); \(next)",
            allowed: allowed
        )
    }
}
