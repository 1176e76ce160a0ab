extension CaseRecord {
    /// Starts a case that is handed over at once.
    ///
    /// - Parameters:
    ///   - submission: what the collecting city says; checked in full, with the same limits at both ends.
    ///   - at: when the entry was made, in milliseconds since 1970-01-01T00:00:00Z.
    public init(submitted submission: Submission, at: Int64) throws(CaseRefusal) {
        try self.init(submission, as: .submitted, at: at)
    }

    /// Starts a case that is shown to the handling city's liaison first, while the applicant waits (即时响应).
    ///
    /// - Parameters:
    ///   - submission: what the applicant brought; checked in full.
    ///   - at: when the entry was made, in milliseconds since 1970-01-01T00:00:00Z.
    public init(consulted submission: Submission, at: Int64) throws(CaseRefusal) {
        guard CaseLifecycle.transition(from: nil, event: .consulted, mode: submission.mode) != nil else {
            throw CaseRefusal(
                .modeNotOffered,
                "nobody waits at a counter when everything is done online: submit it",
                field: "mode"
            )
        }
        try self.init(submission, as: .consulting, at: at)
    }

    private init(_ submission: Submission, as state: CaseState, at: Int64) throws(CaseRefusal) {
        try submission.check()
        self.init(
            number: submission.number,
            collecting: submission.collecting,
            handling: submission.handling,
            itemCode: submission.itemCode,
            itemName: submission.itemName,
            mode: submission.mode,
            terms: submission.terms,
            state: state,
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
    ///   - at: when the entry was made, in milliseconds since 1970-01-01T00:00:00Z. Where that is before the last event,
    ///     because a node's clock was set back, the last event's time counts.
    public func applying(_ event: CaseEvent, at: Int64) throws(CaseRefusal) -> CaseRecord {
        if case .refused = event, state != .submitted { return self }
        guard let row = CaseLifecycle.transition(from: state, event: event.kind, mode: mode) else {
            throw notAllowed("the event \(event.kind.rawValue)")
        }
        let at = max(at, changedAt)
        if let deed = event.deed {
            try deed.check()
            try check(deed.role, for: row)
        }
        try checkRules(of: event)
        var next = self
        try next.turn(row.clock, event, at: at)
        next.remember(event)
        next.state = row.to
        next.version += 1
        next.changedAt = at
        return next
    }

    /// Keeps what the event says beyond state and clocks.
    private mutating func remember(_ event: CaseEvent) {
        switch event {
        case .correctionRequested: corrections += 1
        case .reviewed(let review):
            var next = progress
            next.reviewer = review.officer
            gathered = next
        case .declined, .withdrawn: ending = .returned
        case .lapsed: ending = .notSupplied
        case .passedOn: ending = .passedOn
        case .voided(let voiding): ending = voiding.kind.ending
        case .decided(let decision): ending = decision.ending
        case .issued: ending = .issued
        case .consulted, .endorsed, .objected, .handedOver, .submitted, .registered, .forwarded, .supplemented,
            .accepted, .acceptedBySilence, .suspended, .resumed, .extended, .legConcluded, .approved, .delivered,
            .archived, .refused:
            break
        }
    }

    /// What becomes of an action that a person at this side asks for.
    ///
    /// The answer's content is ``CaseAction/checked()``: keep and send what this returns, not what was given.
    ///
    /// - Parameters:
    ///   - action: what the person asks for; its content is checked in full.
    ///   - side: the city that the person works for.
    ///   - at: now, in milliseconds since 1970-01-01T00:00:00Z; the time of the last event where it is before that.
    public func deciding(_ action: CaseAction, side: Side, at: Int64 = .min) throws(CaseRefusal) -> CaseOutcome {
        let kind = action.kind
        guard CaseLifecycle.sides(of: kind).contains(side) else {
            let other = side == .collecting ? handling : collecting
            throw CaseRefusal(
                .wrongSide,
                "\(kind.rawValue) is for \(other), this is the \(side.rawValue) city of \(number)",
                allowed: actions(at: side).map(\.rawValue)
            )
        }
        guard let row = CaseLifecycle.transition(from: state, action: kind, side: side, mode: mode) else {
            throw notAllowed(kind.rawValue, side: side)
        }
        let role = action.deed.role
        guard row.roles.contains(role) else { throw wrongRole(role, for: row, at: side) }
        // What the other city would refuse is refused here, with the same words.
        switch try action.checked().word(asks: row.isRequest) {
        case .event(let event):
            try checkRules(of: event, side: side)
            return .event(event, next: try applying(event, at: at))
        case .request(let request):
            try checkRules(of: request.answer(sequence: 0), side: side)
            return .request(request)
        }
    }

    /// The handling node's answer to what the collecting city asks.
    ///
    /// - Parameters:
    ///   - request: what is asked; its content is checked in full.
    ///   - sequence: the request's sequence number on the case lane, which the answer names.
    public func answering(_ request: CaseRequest, sequence: UInt64) throws(CaseRefusal) -> CaseEvent {
        try request.deed.check()
        let event = request.answer(sequence: sequence)
        guard
            let row = CaseLifecycle.rows(from: state).first(where: {
                $0.event == event.kind && $0.isRequest && $0.serves(mode)
            })
        else { throw notAllowed("the request for \(event.kind.rawValue)", side: .collecting) }
        let role = request.deed.role
        guard row.roles.contains(role) else { throw wrongRole(role, for: row, at: .collecting) }
        try checkRules(of: event, side: .collecting)
        return event
    }

    /// A deed is on record only by a role that the table names for it, whichever city wrote it down.
    private func check(_ role: Role, for row: CaseLifecycle.Transition) throws(CaseRefusal) {
        if row.roles.contains(role) { return }
        let alike = CaseLifecycle.rows(from: row.from).contains {
            $0.event == row.event && $0.serves(mode) && $0.roles.contains(role)
        }
        guard alike else { throw wrongRole(role, for: row, at: row.side) }
    }

    private func wrongRole(_ role: Role, for row: CaseLifecycle.Transition, at side: Side) -> CaseRefusal {
        let names = row.roles.map { "\($0.rawValue) (\($0.chineseTerm))" }.joined(separator: ", ")
        let what = row.action?.rawValue ?? row.event.rawValue
        return CaseRefusal(
            .wrongRole,
            "\(what) is for \(names), not for \(role.rawValue): let one of them do it",
            field: "role",
            allowed: actions(at: side, role: role).map(\.rawValue)
        )
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
