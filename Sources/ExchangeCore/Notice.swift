/// Something that people or metrics should learn.
public enum Notice: Hashable, Sendable {
    /// Positions were compared with this peer and the streams run.
    case connected(NodeCode)
    /// Nothing was heard from this peer for the silence limit, or the transport lost it.
    case silent(NodeCode)
    /// The peer speaks only these versions and is not served.
    case versionRefused(NodeCode, offered: ClosedRange<UInt32>)
    /// The peer's store has another epoch than the last time: it was made anew.
    case epochChanged(NodeCode, from: UInt64, to: UInt64)
    /// The peer told of maintenance, or that it is over.
    case maintenance(NodeCode, Maintenance?)
    /// Entries were sent again.
    case retransmitted(StreamKey, after: UInt64)
    /// Entries came that were on disk already.
    case duplicate(StreamKey, count: Int)
    /// Entries came with a gap before them and were dropped; they will be sent again.
    case gap(StreamKey, expected: UInt64, got: UInt64)
    /// The peer holds less of our stream than it had receipted: it was restored from an older backup and is being filled.
    case peerWentBack(StreamKey, acknowledged: UInt64, holds: UInt64)
    /// The peer holds more of our stream than we do: our store is older than it; asking for the rest.
    case recovering(StreamKey, have: UInt64, peerHolds: UInt64)
    /// Our stream is whole again.
    case recovered(StreamKey, through: UInt64)
    /// Two different entries stand at one place: the stream is halted until an operator has looked.
    case halted(StreamKey, direction: Direction, sequence: UInt64, ours: Digest, theirs: Digest)
    /// A halted stream compares again.
    case resumed(StreamKey)
    /// The peer broke the protocol in a way that was ignored.
    case ignored(NodeCode, why: String)

    /// Whose stream is meant.
    public enum Direction: Hashable, Sendable {
        /// From us to the peer.
        case outgoing
        /// From the peer to us.
        case incoming
    }
}
