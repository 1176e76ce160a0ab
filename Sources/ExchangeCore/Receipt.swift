/// "Your stream is on my disk through here", cumulative and signed.
public struct Receipt: Hashable, Sendable {
    /// The lane.
    public var lane: Lane
    /// The last entry that is on disk.
    public var through: Position
    /// True when something after `through` arrived with a gap before it: please send again from there.
    public var gap: Bool
    /// When the receiver committed it.
    public var at: Instant
    /// The receiver's Ed25519 signature, kept as evidence; empty until the driver signs.
    public var signature: [UInt8]

    /// Makes a receipt.
    public init(lane: Lane, through: Position, gap: Bool, at: Instant, signature: [UInt8] = []) {
        self.lane = lane
        self.through = through
        self.gap = gap
        self.at = at
        self.signature = signature
    }
}
