/// A request for one's own stream, after here and through there.
public struct Recover: Hashable, Sendable {
    /// The lane.
    public var lane: Lane
    /// The last of its own entries that the asking node has.
    public var after: Position
    /// The last that it wants.
    public var through: UInt64

    /// Makes a request.
    public init(lane: Lane, after: Position, through: UInt64) {
        self.lane = lane
        self.after = after
        self.through = through
    }
}
