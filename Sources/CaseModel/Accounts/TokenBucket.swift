/// How often somebody may call: so many a second, and so many at once after a pause (限流).
public struct TokenBucket: Hashable, Sendable {
    /// What a bucket holds and how fast it fills.
    public struct Rate: Hashable, Sendable {
        /// Calls a second, at least 1.
        public var perSecond: Int64
        /// Calls at once, at least 1.
        public var burst: Int64

        /// Sets a rate.
        public init(perSecond: Int64, burst: Int64) {
            self.perSecond = max(1, perSecond)
            self.burst = max(1, burst)
        }

        /// What holds where nothing is configured.
        public static let standard = Rate(perSecond: 2_000, burst: 4_000)
    }

    /// Calls that are left, in thousandths.
    private var left: Int64
    /// When it was filled last, in milliseconds.
    private var filledAt: Int64

    /// A full bucket.
    public init(_ rate: Rate, at milliseconds: Int64) {
        left = rate.burst * 1_000
        filledAt = milliseconds
    }

    /// Takes one call out; `nil` where there was one, else after how many milliseconds there will be.
    ///
    /// A clock that goes back fills nothing.
    public mutating func take(_ rate: Rate, at milliseconds: Int64) -> Int64? {
        // Filled for no longer than fills it, so that a long pause does not overflow.
        let passed = min(max(0, milliseconds - filledAt), rate.burst * 1_000 / rate.perSecond + 1)
        left = min(rate.burst * 1_000, left + passed * rate.perSecond)
        filledAt = milliseconds
        guard left < 1_000 else {
            left -= 1_000
            return nil
        }
        return (1_000 - left + rate.perSecond - 1) / rate.perSecond
    }
}
