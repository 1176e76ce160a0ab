extension OutgoingStream {
    /// What to ask the driver to send next, or `nil` when there is nothing, no room, or an answer is outstanding.
    mutating func nextAsk(_ context: Context) -> Send? {
        guard isRunning, !isAsked, cursor < end.sequence else { return nil }
        let limits = context.limits
        let bytes = limits.windowBytesMax - flightBytes
        var frames = limits.windowFramesMax - flightFrames
        if context.mutation.breaks(.windowOffByOne) { frames += 1 }
        guard frames > 0, flight.isEmpty || bytes >= min(limits.frameBytesMax, limits.windowBytesMax) else {
            return nil
        }
        isAsked = true
        isAskVoid = false
        let burst = max(1, limits.windowFramesMax / 4)
        if !context.mutation.breaks(.windowOffByOne) { frames = min(frames, burst) }
        return .entries(
            key,
            after: cursor,
            through: end.sequence,
            bytes: min(max(bytes, 1), limits.burstBytesMax),
            frames: frames
        )
    }

    /// The driver's answer to `nextAsk`.
    mutating func sent(after: UInt64, through: UInt64, bytes: Int, frames: Int, _ context: Context) {
        guard isAsked else { return }
        isAsked = false
        guard !isAskVoid, through > after, through <= end.sequence else { return }
        if cursor < through { cursor = through }
        if flightBeganAt == nil { flightBeganAt = context.now }
        flight.append(Run(through: through, bytes: bytes, frames: frames))
        flightBytes += bytes
        flightFrames += frames
        land()
        armRetransmission(context)
    }

    /// Starts the wait for a receipt where there is something to wait for and the wait is not on already.
    mutating func armRetransmission(_ context: Context) {
        if awaitsReceipt {
            if retransmitAt == nil { retransmitAt = context.now.advanced(byMilliseconds: retransmitMilliseconds) }
        } else {
            retransmitAt = nil
        }
    }

    /// Goes back to what is acknowledged when its time has come.
    mutating func retransmitIfDue(_ context: Context, _ step: inout Step) {
        guard let due = retransmitAt, due <= context.now else { return }
        retransmitAt = nil
        guard awaitsReceipt else { return }
        if context.mutation.breaks(.retransmissionForgotten) { return }
        sendAgain(&step)
        retransmitMilliseconds = min(retransmitMilliseconds * 2, context.limits.retransmitMillisecondsMax)
        retransmitAt = context.now.advanced(byMilliseconds: retransmitMilliseconds)
    }

    /// Goes back to what is acknowledged.
    ///
    /// When all is there and only the receipt is missing, the last entry goes again: a duplicate is receipted.
    mutating func sendAgain(_ step: inout Step) {
        let from = acknowledged.sequence
        goBack(to: from == end.sequence && from > 0 ? from - 1 : from)
        retransmissions += 1
        step.notices.append(.retransmitted(key, after: cursor))
    }
}

extension OutgoingStream {
    /// The clock was set back.
    mutating func shift(byMilliseconds count: Int64) {
        retransmitAt = retransmitAt?.advanced(byMilliseconds: count)
        flightBeganAt = flightBeganAt?.advanced(byMilliseconds: count)
        guard case .recovering(var recovery) = state else { return }
        recovery.retryAt = recovery.retryAt?.advanced(byMilliseconds: count)
        state = .recovering(recovery)
    }
}
