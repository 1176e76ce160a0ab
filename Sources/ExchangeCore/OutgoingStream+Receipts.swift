extension OutgoingStream {
    /// The peer says that it holds our stream through here.
    ///
    /// Compares hashes, with the journal's help where needed.
    mutating func claimed(_ new: Claim, _ context: Context, _ step: inout Step) {
        guard isRunning else { return }
        let through = new.through
        if through.sequence > end.sequence {
            guard new.receipt == nil else {
                step.notices.append(.ignored(key.peer, why: "a receipt beyond the end of our stream \(key.lane)"))
                return
            }
            return stop(Halt(sequence: through.sequence, ours: .zero, theirs: through.hash), &step)
        }
        if through.sequence < acknowledged.sequence, !context.mutation.breaks(.acknowledgementRegresses) { return }
        if let known = knownHash(at: through.sequence) {
            settle(new, ours: known, context, &step)
        } else if claim == nil {
            claim = new
            step.lookups.append(Lookup(stream: key, sequence: through.sequence))
        } else if isNewer(new) {
            laterClaim = new
        }
    }

    private func isNewer(_ new: Claim) -> Bool {
        guard let later = laterClaim else { return true }
        if new.through.sequence == later.through.sequence { return new.receipt != nil }
        return new.through.sequence > later.through.sequence
    }

    /// The journal's answer: our hash there, or `nil` when the entry is gone.
    mutating func found(_ sequence: UInt64, _ hash: Digest?, _ context: Context, _ step: inout Step) {
        if case .checking(let position) = state, position.sequence == sequence {
            return decide(position, ours: hash ?? .zero, context, &step)
        }
        guard let asked = claim, asked.through.sequence == sequence else { return }
        claim = nil
        settle(asked, ours: hash ?? .zero, context, &step)
        if let later = laterClaim {
            laterClaim = nil
            claimed(later, context, &step)
        }
    }

    /// Lets a claim count whose hash can be compared now.
    private mutating func settle(_ claim: Claim, ours: Digest, _ context: Context, _ step: inout Step) {
        let through = claim.through
        guard ours == through.hash || context.mutation.breaks(.hashIgnored) else {
            return stop(Halt(sequence: through.sequence, ours: ours, theirs: through.hash), &step)
        }
        let old = acknowledged.sequence
        guard through.sequence >= old || context.mutation.breaks(.acknowledgementRegresses) else { return }
        acknowledged = through
        if through.sequence != old {
            retransmitMilliseconds = context.limits.retransmitMillisecondsMin
            retransmitAt = nil
            if cursor < through.sequence { cursor = through.sequence }
        }
        if let receipt = claim.receipt, through.sequence > 0, through.sequence != evidence {
            evidence = through.sequence
            step.writes.append(.acknowledged(key, receipt))
        }
        land()
        if claim.gap { goBackForGap(context, &step) }
        if !awaitsReceipt { retransmitAt = nil }
        armRetransmission(context)
    }

    /// The peer misses something after what it holds.
    ///
    /// It may have said so before what is on the way arrived: what was sent just now gets a little time.
    private mutating func goBackForGap(_ context: Context, _ step: inout Step) {
        guard cursor > acknowledged.sequence, let began = flightBeganAt else { return }
        if context.mutation.breaks(.retransmissionForgotten) { return }
        let patience = began.advanced(byMilliseconds: context.limits.gapPatienceMilliseconds)
        if context.now < patience {
            retransmitAt = min(retransmitAt ?? patience, patience)
        } else {
            sendAgain(&step)
        }
    }

    /// Two entries at one place.
    mutating func stop(_ reason: Halt, _ step: inout Step) {
        halt(reason)
        step.notices.append(
            .halted(key, direction: .outgoing, sequence: reason.sequence, ours: reason.ours, theirs: reason.theirs)
        )
    }

    /// The writer could not keep something of this stream, a receipt perhaps: get a new one.
    mutating func writeFailed() {
        restoring = end
        evidence = 0
        if case .recovering(var recovery) = state {
            recovery.askedAfter = nil
            state = .recovering(recovery)
        }
    }
}
