import ExchangeCore

extension SimulatedNode {
    /// Executes the send that waits longest and returns its frames.
    ///
    /// `isBlocked` lets the transport take only one frame.
    mutating func send(isBlocked: Bool = false, at now: Instant) -> [Frame] {
        guard !outbox.isEmpty, let core else { return [] }
        let send = outbox.removeFirst()
        switch send {
        case .message(let message, let peer):
            if case .receipt(let receipt) = message { observations.append(.receiptSent(receipt, to: peer)) }
            return [frame(message, to: peer, core)]
        case .entries(let key, let after, let through, let bytes, let frames):
            let batches = batches(key, after: after, through: through, bytes: bytes, frames: isBlocked ? 1 : frames)
            let sent = batches.last?.through.sequence ?? after
            let count = batches.reduce(0) { $0 + $1.byteCount }
            observations.append(
                .runSent(key, after: after, through: sent, bytes: count, frames: batches.count)
            )
            let out = batches.map { frame(.entries($0), to: key.peer, core) }
            give(
                .sent(key, after: after, through: sent, bytes: count, frames: batches.count, blocked: isBlocked),
                at: now
            )
            return out
        case .returned(let key, let after, let through, let bytes):
            return returned(key, after: after, through: through, bytes: bytes).map {
                frame(.recovered($0), to: key.peer, core)
            }
        }
    }

    private func frame(_ message: Message, to peer: NodeCode, _ core: Exchange) -> Frame {
        Frame(from: code, to: peer, message: message, talk: core.talk(with: peer))
    }

    /// Our own entries from the disk, packed into frames.
    private func batches(_ key: StreamKey, after: UInt64, through: UInt64, bytes: Int, frames: Int) -> [Batch] {
        guard let own = durable.streams[key]?.own else { return [] }
        var batches: [Batch] = []
        var next = Int(after)
        var room = bytes
        while next < min(own.count, Int(through)), batches.count < frames {
            var entries: [Entry] = []
            var size = 0
            while next < min(own.count, Int(through)) {
                let more = own[next].byteCount
                if !entries.isEmpty, size + more > limits.frameBytesMax || size + more > room { break }
                if entries.isEmpty, !batches.isEmpty, more > room { break }
                entries.append(own[next])
                size += more
                next += 1
            }
            guard let batch = Batch(lane: key.lane, entries: entries, signature: [1]) else { break }
            batches.append(batch)
            room -= size
            if room <= 0 { break }
        }
        return batches
    }

    /// The peer's own entries, in batches that end where a signature was kept.
    private func returned(_ key: StreamKey, after: UInt64, through: UInt64, bytes: Int) -> [Batch] {
        guard let stream = durable.streams[key] else { return [] }
        var batches: [Batch] = []
        var next = after
        var room = bytes
        for end in stream.receivedEnds where end > next && end <= through {
            let batch = Batch(
                lane: key.lane,
                entries: Array(stream.received[Int(next)..<Int(end)]),
                signature: [1]
            )
            guard let batch, batches.isEmpty || batch.byteCount <= room else { break }
            batches.append(batch)
            room -= batch.byteCount
            next = end
        }
        return batches
    }
}
