/// A moment as whole milliseconds since 1970-01-01T00:00:00Z, always given from outside.
public struct Instant: Hashable, Sendable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// Makes a moment from milliseconds since 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The moment that many milliseconds later.
    public func advanced(byMilliseconds count: Int64) -> Instant { Instant(milliseconds: milliseconds + count) }

    /// Milliseconds from an earlier moment to this one.
    public func milliseconds(since earlier: Instant) -> Int64 { milliseconds - earlier.milliseconds }

    /// Orders by time.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}
