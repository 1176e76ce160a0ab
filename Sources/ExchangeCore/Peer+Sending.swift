extension Peer {
    /// Asks the driver to send for the most urgent lane that has something and room; one lane at a time, so that a long
    /// backlog of cases never goes before a result.
    mutating func pump(_ context: Context, _ step: inout Step) {
        guard isMember, isAudible, link.isMutual, blockedUntil == nil else { return }
        guard outgoing.allSatisfy({ !$0.isAsked }) else { return }
        for lane in Lane.byUrgency {
            if let ask = outgoing[lane].nextAsk(context) {
                step.sends.append(ask)
                return
            }
        }
    }

    /// Our stream grew on disk.
    mutating func appended(_ lane: Lane, _ position: Position, _ context: Context, _ step: inout Step) {
        outgoing[lane].grew(to: position, limits: context.limits)
        outgoing[lane].restored(context, &step)
        settleComparison(context, &step)
    }

    /// The driver handed entries to the transport, or could not.
    mutating func sent(
        _ lane: Lane,
        after: UInt64,
        through: UInt64,
        bytes: Int,
        frames: Int,
        blocked: Bool,
        _ context: Context,
        _ step: inout Step
    ) {
        outgoing[lane].sent(after: after, through: through, bytes: bytes, frames: frames, context)
        if blocked || through <= after {
            blockedUntil = context.now.advanced(byMilliseconds: context.limits.blockedRetryMilliseconds)
        }
        pump(context, &step)
    }

    /// The journal's answer.
    mutating func found(_ lane: Lane, _ sequence: UInt64, _ hash: Digest?, _ context: Context, _ step: inout Step) {
        outgoing[lane].found(sequence, hash, context, &step)
        settleComparison(context, &step)
    }

    /// After anything that may have ended a comparison: listen, and send.
    mutating func settleComparison(_ context: Context, _ step: inout Step) {
        runIfCompared(context, &step)
        pump(context, &step)
    }
}
