/// What a node's disk holds of its streams when the daemon starts.
public struct Saved: Hashable, Sendable {
    /// The store's epoch.
    public var epoch: UInt64
    /// The streams that exist, by peer and lane.
    public var streams: [StreamKey: SavedStream]
    /// Each peer's epoch as last heard.
    public var peerEpochs: [NodeCode: UInt64]

    /// Makes it.
    public init(epoch: UInt64, streams: [StreamKey: SavedStream] = [:], peerEpochs: [NodeCode: UInt64] = [:]) {
        self.epoch = epoch
        self.streams = streams
        self.peerEpochs = peerEpochs
    }
}

/// Both directions of one stream on disk.
public struct SavedStream: Hashable, Sendable {
    /// The peer's stream to us, through here.
    public var received: Position
    /// Our stream to the peer, through here.
    public var sent: Position
    /// The part of it that the peer has receipted.
    public var acknowledged: Position

    /// Makes it.
    public init(received: Position = .start, sent: Position = .start, acknowledged: Position = .start) {
        self.received = received
        self.sent = sent
        self.acknowledged = acknowledged
    }
}
