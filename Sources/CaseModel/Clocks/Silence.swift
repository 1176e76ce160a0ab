/// What the law makes of a department that said nothing in time: the case is accepted (行政许可法第32条).
public struct Silence: Hashable, Sendable, Codable {
    /// The day from which the case is accepted: that of receipt, or of the receipt of what was asked for in time.
    public var day: LocalDay
    /// The instant of that receipt, in milliseconds since 1970-01-01T00:00:00Z.
    ///
    /// The decision's clocks start from it, opened by receipt.
    public var receivedAt: Int64

    /// Fills what silence means.
    public init(day: LocalDay, receivedAt: Int64) {
        self.day = day
        self.receivedAt = receivedAt
    }
}
