import ExchangeCore

/// What a simulated node keeps: as a value, so that a disk image is a copy.
struct Store: Sendable {
    /// One stream in both directions.
    struct Stream: Sendable {
        /// Our entries that have a sequence number; entry n is at index n - 1.
        var own: [Entry] = []
        /// Our entries that wait for one, in order.
        var pending: [Utterance] = []
        /// The peer's entries.
        var received: [Entry] = []
        /// Where in them a signature was kept: the ends of the batches they came in.
        var receivedEnds: [UInt64] = []
        /// The last signed receipt of the peer.
        var acknowledged = Position.start

        /// Where our stream ends.
        var end: Position { own.last?.position ?? .start }
        /// Where the peer's stream ends.
        var receivedEnd: Position { received.last?.position ?? .start }
        /// Our hash at a place that exists.
        func ownHash(at sequence: UInt64) -> Digest? { Self.hash(own, sequence) }
        /// The peer's hash at a place that exists.
        func receivedHash(at sequence: UInt64) -> Digest? { Self.hash(received, sequence) }

        private static func hash(_ entries: [Entry], _ sequence: UInt64) -> Digest? {
            if sequence == 0 { return .zero }
            return sequence <= UInt64(entries.count) ? entries[Int(sequence) - 1].hash : nil
        }
    }

    /// The epoch.
    var epoch: UInt64
    /// Every stream that exists.
    var streams: [StreamKey: Stream] = [:]
    /// Names of peers' entries that were applied.
    var applied: Set<UInt64> = []
    /// Names of peers' entries that could not be applied.
    var quarantined: Set<UInt64> = []
    /// Names of peers' entries that we answered, whether they are here or, after a restore, not yet.
    var answered: Set<UInt64> = []
    /// Names of own entries, with and without a sequence number.
    var said: Set<UInt64> = []
    /// Names of own entries that a peer has answered.
    var answers: Set<UInt64> = []
    /// Peers' epochs as last heard.
    var peerEpochs: [NodeCode: UInt64] = [:]

    init(epoch: UInt64) { self.epoch = epoch }

    /// What the core is told at a start.
    var saved: Saved {
        var saved = Saved(epoch: epoch, peerEpochs: peerEpochs)
        for (key, stream) in streams {
            saved.streams[key] = SavedStream(
                received: stream.receivedEnd,
                sent: stream.end,
                acknowledged: stream.acknowledged
            )
        }
        return saved
    }
}
