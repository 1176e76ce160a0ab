/// One stream as a node names it: which peer, and which lane.
///
/// Direction is said by the context.
public struct StreamKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The node at the other end.
    public var peer: NodeCode
    /// The lane.
    public var lane: Lane

    /// Names a stream.
    public init(peer: NodeCode, lane: Lane) {
        self.peer = peer
        self.lane = lane
    }

    /// The peer and the lane, as in `350700/case`.
    public var description: String { "\(peer)/\(lane)" }

    /// Orders by peer, then lane.
    public static func < (left: StreamKey, right: StreamKey) -> Bool {
        (left.peer, left.lane) < (right.peer, right.lane)
    }
}
