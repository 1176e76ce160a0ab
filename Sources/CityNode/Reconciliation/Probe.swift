import ExchangeCore

/// What came of a probe (探测): an entry that means nothing, put on the alliance lane to see whether a peer takes entries.
package struct Probe: Hashable, Sendable {
    /// The peer's word that the entry is on its disk.
    package struct Answer: Hashable, Sendable {
        /// How long it took from the call until the receipt was on this node's disk, in milliseconds.
        package var milliseconds: Int64
        /// The receipt's time by the peer's clock, in milliseconds since 1970-01-01T00:00:00Z.
        package var peerTime: Int64
        /// By how much the peer's clock is ahead of this node's, in milliseconds, as far as half the way there and back
        /// tells.
        package var clockAhead: Int64
    }

    /// The peer.
    package var peer: NodeCode
    /// When it was asked, in milliseconds since 1970-01-01T00:00:00Z.
    package var askedAt: Int64
    /// Whether there is an entry; a peer that was not reached since this node's start gets none.
    package var isSent: Bool
    /// What the peer said; `nil` where it said nothing in time.
    package var answer: Answer?
}

extension CityNode {
    /// How often a probe looks whether the peer was reached.
    private static let lookMilliseconds = 100

    /// Sends a peer an entry that means nothing, and waits for its receipt, but not longer than that.
    ///
    /// Nothing is sent to a peer that was not reached since this node's start: the entry would only wait, and say nothing.
    ///
    /// - Throws: `StoreError` where it can't be written.
    package func probe(_ peer: NodeCode, within limit: Duration) async throws -> Probe {
        let (moment, askedAt) = (ContinuousClock.now + limit, Clock.wall.milliseconds)
        var probe = Probe(peer: peer, askedAt: askedAt, isSent: false)
        let stream = StreamKey(peer: peer, lane: .alliance)
        while !isStopped {
            let begun = ContinuousClock.now
            let sentAt = Clock.wall.milliseconds
            guard let sequence = try await sendProbe(to: peer) else {
                guard ContinuousClock.now < moment else { return probe }
                try await Task.sleep(for: .milliseconds(Self.lookMilliseconds))
                continue
            }
            probe.isSent = true
            guard await receipts.reaches(sequence, of: stream, until: moment) else { return probe }
            let milliseconds = (ContinuousClock.now - begun) / .milliseconds(1)
            guard let receipt = try await store.read({ try $0.receipt(stream) }) else { return probe }
            let peerTime = receipt.at.milliseconds
            probe.answer = Probe.Answer(
                milliseconds: Int64(milliseconds.rounded(.up)),
                peerTime: peerTime,
                clockAhead: peerTime - sentAt - Int64(milliseconds / 2)
            )
            return probe
        }
        return probe
    }

    /// Sends a peer an entry that means nothing, for the sake of its receipt; its number in the alliance lane, or `nil` where
    /// nothing was sent, since the peer was not reached since this node's start.
    ///
    /// - Throws: `StoreError` where it can't be written.
    func sendProbe(to peer: NodeCode) async throws -> UInt64? {
        let stream = StreamKey(peer: peer, lane: .alliance)
        let notice = try EntryEncoder.probe()
        return try await pipeline.run { scope in
            guard scope.isCompared(stream) else { return nil }
            try scope.append(notice, lane: .alliance, to: peer, case: .none, number: nil)
            return scope.end(of: stream).sequence
        }
    }
}
