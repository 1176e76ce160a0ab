/// Everything that can happen to a node's exchange.
///
/// Time comes beside it, as an argument.
public enum Input: Hashable, Sendable {
    /// The members to talk with, at the start and whenever the list changes. The node itself is left out.
    case members(Set<NodeCode>)
    /// The peer's subscription to us is in place: from now on it can hear us.
    case audible(NodeCode)
    /// The transport says that nothing goes to or comes from this peer any more.
    case linkLost(NodeCode)
    /// A peer's message that decoded and whose signatures are right. `talk` is what the frame said beside the message:
    /// the sum of both sessions (`Exchange.talk(with:)` of the sender); 0 when the frame said nothing, which is safe only
    /// on a transport that keeps the order and loses what is under way when a node restarts.
    case message(Message, from: NodeCode, talk: UInt64 = 0)
    /// A transaction is on disk.
    case committed(Commit)
    /// What the core asked to be written to this stream could not be (a full disk, say). Nothing of it is on disk, and the
    /// driver will not write anything that the core asked for on this stream before it was told: what still waits for the
    /// writer is dropped without another word. The core begins again from what is on disk.
    case writeFailed(StreamKey)
    /// The answer to a `Lookup`; `nil` when the journal has no such entry.
    case found(Lookup, Digest?)
    /// The answer to `Send.entries`: the driver handed these to the transport. `through` is the last entry sent, equal to
    /// `after` when none was; `blocked` says that the transport takes no more now.
    case sent(StreamKey, after: UInt64, through: UInt64, bytes: Int, frames: Int, blocked: Bool)
    /// A notice of maintenance to tell the peers, or none.
    case maintenance(Maintenance?)
    /// An operator has looked into a halted stream and lets it compare again.
    case resume(StreamKey)
    /// The deadline that the last step named has come.
    case tick
}

/// What one transaction put on disk, as far as the exchange cares.
public struct Commit: Hashable, Sendable {
    /// Peers' streams that moved, and where they now stand.
    public var received: [StreamKey: Position]
    /// Own streams that grew, and where they now end.
    public var appended: [StreamKey: Position]

    /// Makes a commit.
    public init(received: [StreamKey: Position] = [:], appended: [StreamKey: Position] = [:]) {
        self.received = received
        self.appended = appended
    }
}

/// A question to the journal: the hash of an entry of one of our own streams.
public struct Lookup: Hashable, Sendable {
    /// The stream to this peer, on this lane.
    public var stream: StreamKey
    /// The entry.
    public var sequence: UInt64

    /// Makes a question.
    public init(stream: StreamKey, sequence: UInt64) {
        self.stream = stream
        self.sequence = sequence
    }
}
