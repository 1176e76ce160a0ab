/// When an event that was not taken is sent again: later and later, by chance, and not for ever.
///
/// The wait is drawn evenly from nothing to a bound that grows fourfold (full jitter), so that many events that failed
/// together do not come back together.
struct Backoff: Hashable, Sendable {
    /// The bound after the first failure, in milliseconds.
    var first: Int64 = 5_000
    /// The bound that is not exceeded, in milliseconds.
    var longest: Int64 = 12 * 3_600_000
    /// How long an event is sent again, from when it was sent first, in milliseconds.
    var span: Int64 = 3 * 86_400_000

    private static let factor: Int64 = 4

    /// The bound after so many failures, from 1.
    func bound(_ failures: Int) -> Int64 {
        var bound = min(first, longest)
        for _ in 1..<max(failures, 1) {
            bound = min(bound * Self.factor, longest)
            if bound == longest { break }
        }
        return bound
    }

    /// When to send again after a failure; `nil` where it was sent for long enough.
    ///
    /// - Parameters:
    ///   - failures: how often it failed, this time included.
    ///   - since: when it was sent first, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - now: when it failed.
    ///   - atLeast: how long the target asked to wait, in milliseconds.
    func next(
        after failures: Int,
        since: Int64,
        now: Int64,
        atLeast: Int64 = 0,
        using random: inout some RandomNumberGenerator
    ) -> Int64? {
        let end = since + span
        guard now < end else { return nil }
        let wait = max(Int64.random(in: 0...bound(failures), using: &random), atLeast)
        // The last time is at the end, not before it.
        return min(now + wait, end)
    }
}
