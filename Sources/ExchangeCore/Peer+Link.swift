extension Peer {
    /// The peer's subscription is in place.
    mutating func becomeAudible(_ context: Context, _ step: inout Step) {
        isAudible = true
        blockedUntil = nil
        sayHello(context, &step)
    }

    /// The transport lost the peer.
    mutating func lose(_ step: inout Step) {
        isAudible = false
        leave(&step)
    }

    /// Nothing more is expected from the peer for now.
    ///
    /// What was compared in this talk stays so: if the same session of the peer comes back, the streams go on.
    mutating func leave(_ step: inout Step) {
        guard link != .away else { return }
        link = .away
        blockedUntil = nil
        for lane in Lane.byUrgency { outgoing[lane].forgetFlight() }
        step.notices.append(.silent(code))
    }

    /// Starts the timers of a member, or stops talking with what is no member any more.
    mutating func setMember(_ isMember: Bool, _ context: Context, _ step: inout Step) {
        guard isMember != self.isMember else { return }
        self.isMember = isMember
        if isMember {
            heartbeatAt = context.now
            if isAudible { sayHello(context, &step) }
        } else {
            link = .away
            blockedUntil = nil
            for lane in Lane.byUrgency { outgoing[lane].forgetFlight() }
        }
    }

    /// Lets a halted stream compare again at the peer's next hello.
    mutating func resume(_ lane: Lane, _ context: Context, _ step: inout Step) {
        var isResumed = false
        if case .halted = outgoing[lane].state {
            outgoing[lane].state = .uncompared
            if link == .running { link = .comparing }
            isResumed = true
        }
        if case .halted = incoming[lane].state {
            incoming[lane].state = .open
            incoming[lane].isGapOwed = true
            isResumed = true
        }
        guard isResumed else { return }
        step.notices.append(.resumed(StreamKey(peer: code, lane: lane)))
        sayHello(context, &step)
    }

    /// Begins to listen once all own streams are compared: says what we hold, so that receipts and entries that were
    /// lost or dropped meanwhile come at once.
    mutating func runIfCompared(_ context: Context, _ step: inout Step) {
        guard link == .comparing else { return }
        guard outgoing.allSatisfy(\.isCompared) || context.mutation.breaks(.listensBeforeRemembering) else { return }
        link = .running
        step.notices.append(.connected(code))
        for lane in Lane.byUrgency where incoming[lane].isOpen && incoming[lane].isSettled {
            let stream = incoming[lane]
            let isBehind = stream.isGapOwed || stream.peerEnd > stream.committed.sequence
            guard isBehind || stream.committed.sequence > 0 else { continue }
            incoming[lane].isGapOwed = false
            if isBehind { incoming[lane].gapTold = (stream.committed.sequence, context.now) }
            receipt(lane, gap: isBehind, context, &step)
        }
    }

    /// Says on which place of a peer's stream we stand.
    ///
    /// Only what is on disk is ever named.
    func receipt(_ lane: Lane, gap: Bool, _ context: Context, _ step: inout Step) {
        guard link.isMutual else { return }
        var through = incoming[lane].committed
        if context.mutation.breaks(.receiptTooFar) { through.sequence += 1 }
        tell(.receipt(Receipt(lane: lane, through: through, gap: gap, at: context.now)), &step)
    }
}
