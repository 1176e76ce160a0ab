extension OutgoingStream {
    /// The first thing the peer says in this talk about what it holds of our stream.
    ///
    /// | the peer holds | then |
    /// |---|---|
    /// | less than we have, or as much, same hash | confirm, send what is after it |
    /// | more, and we gave no numbers since our start | get it back first |
    /// | more, although we know all that we said | halt |
    /// | another hash | halt |
    mutating func compare(_ held: Position, _ context: Context, _ step: inout Step) {
        if context.mutation.breaks(.confirmedUncompared), !confirmed {
            let place = held.sequence <= end.sequence ? held : end
            return run(from: place, context, &step)
        }
        if held.sequence > end.sequence {
            if context.mutation.breaks(.recoverySkipped) { return run(from: end, context, &step) }
            guard !confirmed else {
                return stop(Halt(sequence: held.sequence, ours: .zero, theirs: held.hash), &step)
            }
            step.notices.append(.recovering(key, have: end.sequence, peerHolds: held.sequence))
            state = .recovering(Recovery(target: held, retryMilliseconds: context.limits.retransmitMillisecondsMin))
            return askForMore(context, &step)
        }
        if let ours = knownHash(at: held.sequence) {
            decide(held, ours: ours, context, &step)
        } else {
            state = .checking(held)
            step.lookups.append(Lookup(stream: key, sequence: held.sequence))
        }
    }

    /// Our hash where the peer stands is known.
    mutating func decide(_ held: Position, ours: Digest, _ context: Context, _ step: inout Step) {
        guard ours == held.hash || context.mutation.breaks(.hashIgnored) else {
            return stop(Halt(sequence: held.sequence, ours: ours, theirs: held.hash), &step)
        }
        run(from: held, context, &step)
    }

    /// Both agree through here.
    private mutating func run(from held: Position, _ context: Context, _ step: inout Step) {
        state = .running
        if held.sequence < acknowledged.sequence {
            if context.mutation.breaks(.peerSetbackIgnored) { return }
            step.notices.append(
                .peerWentBack(key, acknowledged: acknowledged.sequence, holds: held.sequence)
            )
        }
        acknowledged = held
        evidence = min(evidence, held.sequence)
        ends.removeAll()
        forgetFlight()
        retransmitMilliseconds = context.limits.retransmitMillisecondsMin
        if !confirmed {
            confirmed = true
            step.writes.append(.confirm(key))
        }
        armRetransmission(context)
    }

    /// Asks the peer for the next part of our own stream.
    mutating func askForMore(_ context: Context, _ step: inout Step) {
        guard case .recovering(var recovery) = state else { return }
        if recovery.askedAfter == restoring.sequence {
            recovery.retryMilliseconds = min(
                recovery.retryMilliseconds * 2,
                context.limits.retransmitMillisecondsMax
            )
        } else {
            recovery.retryMilliseconds = context.limits.retransmitMillisecondsMin
        }
        recovery.askedAfter = restoring.sequence
        recovery.bytesSinceRequest = 0
        recovery.retryAt = context.now.advanced(byMilliseconds: recovery.retryMilliseconds)
        state = .recovering(recovery)
        if restoring.sequence < recovery.target.sequence {
            let request = Recover(lane: key.lane, after: restoring, through: recovery.target.sequence)
            step.sends.append(.message(.recover(request), to: key.peer))
        }
    }

    /// The peer returns entries of ours.
    mutating func returned(_ batch: Batch, _ context: Context, _ step: inout Step) {
        guard case .recovering(var recovery) = state else { return }
        let through = batch.through
        guard through.sequence <= recovery.target.sequence else {
            step.notices.append(.ignored(key.peer, why: "more of our stream \(key.lane) than was asked for"))
            return
        }
        guard batch.before.sequence <= restoring.sequence, through.sequence > restoring.sequence else { return }
        guard restoring.sequence == end.sequence || recovery.bytesSinceRequest < context.limits.uncommittedBytesMax
        else { return }
        let seam = batch.hash(at: restoring.sequence)
        guard seam == restoring.hash || context.mutation.breaks(.hashIgnored) else {
            return stop(Halt(sequence: restoring.sequence, ours: restoring.hash, theirs: seam ?? .zero), &step)
        }
        if through.sequence == recovery.target.sequence, through.hash != recovery.target.hash {
            return stop(Halt(sequence: through.sequence, ours: through.hash, theirs: recovery.target.hash), &step)
        }
        guard let rest = batch.trimmed(after: restoring.sequence) else { return }
        let bytes = rest.byteCount
        restoring = through
        recovery.bytesSinceRequest += bytes
        recovery.batchBytesMax = max(recovery.batchBytesMax, bytes)
        recovery.retryAt = context.now.advanced(byMilliseconds: context.limits.recoverIdleMilliseconds)
        state = .recovering(recovery)
        step.writes.append(.restore(rest, from: key.peer))
    }

    /// Something of our stream came on disk while it was recovering.
    mutating func restored(_ context: Context, _ step: inout Step) {
        guard case .recovering(var recovery) = state else { return }
        if end.sequence >= recovery.target.sequence {
            step.notices.append(.recovered(key, through: end.sequence))
            compare(recovery.target, context, &step)
        } else if end.sequence == restoring.sequence,
            recovery.bytesSinceRequest + recovery.batchBytesMax > context.limits.recoverBytesMax
        {
            recovery.askedAfter = nil
            state = .recovering(recovery)
            askForMore(context, &step)
        }
    }

    /// Asks again when what was asked for did not come, or not all of it.
    mutating func recoverIfDue(_ context: Context, _ step: inout Step) {
        guard case .recovering(var recovery) = state, let due = recovery.retryAt, due <= context.now else { return }
        guard restoring.sequence == end.sequence else {
            recovery.retryAt = context.now.advanced(byMilliseconds: context.limits.recoverIdleMilliseconds)
            state = .recovering(recovery)
            return
        }
        askForMore(context, &step)
    }
}
