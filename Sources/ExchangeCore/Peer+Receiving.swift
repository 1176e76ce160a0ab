extension Peer {
    /// Takes anything but a hello.
    ///
    /// Frames of another talk are void: they speak for a life of one of the two that is over.
    mutating func take(_ message: Message, talk: UInt64, _ context: Context, _ step: inout Step) {
        guard session != 0,
            talk == 0 || talk == self.talk(context.session)
                || context.mutation.breaks(.staleFrameTrusted)
        else { return ignore("a frame of another talk", &step) }
        guard isMember else { return ignore("a frame of no member", &step) }
        if link != .away { heardAt = context.now }
        switch message {
        case .hello(let hello): heard(hello, context, &step)
        case .entries(let batch): take(batch, context, &step)
        case .receipt(let receipt): take(receipt, context, &step)
        case .recover(let request): serve(request, context, &step)
        case .recovered(let batch):
            guard link.isMutual else { return }
            outgoing[batch.lane].returned(batch, context, &step)
            settleComparison(context, &step)
        }
    }

    /// Both sessions in one number, never 0; the same from either side.
    func talk(_ ours: UInt64) -> UInt64 {
        guard session != 0 else { return 0 }
        let sum = ours &+ session
        return sum == 0 ? 1 : sum
    }

    /// The peer's entries.
    private mutating func take(_ batch: Batch, _ context: Context, _ step: inout Step) {
        let lane = batch.lane
        let key = StreamKey(peer: code, lane: lane)
        guard link == .running else {
            incoming[lane].dropped += UInt64(batch.entries.count)
            incoming[lane].isGapOwed = true
            return
        }
        switch incoming[lane].take(batch, context.limits, context.mutation) {
        case .accept(let rest, let alreadyThere):
            if alreadyThere > 0 { step.notices.append(.duplicate(key, count: alreadyThere)) }
            step.writes.append(.accept(rest, from: code))
            if context.mutation.breaks(.receiptBeforeCommit) {
                let early = Receipt(lane: lane, through: incoming[lane].accepted, gap: false, at: context.now)
                tell(.receipt(early), &step)
            }
        case .duplicate(let isOnDisk):
            step.notices.append(.duplicate(key, count: batch.entries.count))
            if isOnDisk { receipt(lane, gap: false, context, &step) }
        case .gap(let expected):
            step.notices.append(.gap(key, expected: expected, got: batch.before.sequence &+ 1))
            let pause = context.limits.retransmitMillisecondsMin
            if incoming[lane].tellsGap(at: context.now, every: pause) { receipt(lane, gap: true, context, &step) }
        case .fork(let reason): halt(lane, reason, &step)
        case .full, .dropped: break
        }
    }

    /// What the peer has of our stream.
    private mutating func take(_ receipt: Receipt, _ context: Context, _ step: inout Step) {
        let through = receipt.through.sequence == 0 ? Position.start : receipt.through
        outgoing[receipt.lane].claimed(
            .init(through: through, receipt: receipt, gap: receipt.gap),
            context,
            &step
        )
        pump(context, &step)
    }

    /// The peer asks for its own entries: they are returned as far as they are on our disk.
    private func serve(_ request: Recover, _ context: Context, _ step: inout Step) {
        let held = incoming[request.lane].committed.sequence
        guard link.isMutual, isAudible, request.after.sequence < held, request.after.sequence < request.through
        else { return }
        step.sends.append(
            .returned(
                StreamKey(peer: code, lane: request.lane),
                after: request.after.sequence,
                through: min(request.through, held),
                bytes: context.limits.recoverBytesMax
            )
        )
    }

    /// A peer's stream is on our disk through here.
    mutating func received(_ lane: Lane, _ position: Position, _ context: Context, _ step: inout Step) {
        let hasGap = incoming[lane].committed(through: position)
        settleIfWritten(context, &step)
        receipt(lane, gap: hasGap, context, &step)
    }

    /// What the writer was given could not be kept.
    mutating func writeFailed(_ lane: Lane, _ context: Context, _ step: inout Step) {
        if !context.mutation.breaks(.failedWriteForgotten) { incoming[lane].writeFailed() }
        outgoing[lane].writeFailed()
        outgoing[lane].armRetransmission(context)
        settleIfWritten(context, &step)
    }

    /// Once nothing of an earlier talk is at the writer, tells the peer that its new session was heard.
    private mutating func settleIfWritten(_ context: Context, _ step: inout Step) {
        guard isSettling, incoming.allSatisfy(\.isSettled) else { return }
        isSettling = false
        sayHello(context, &step)
    }
}
