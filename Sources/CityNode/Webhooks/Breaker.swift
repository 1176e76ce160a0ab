/// Keeps a node from sending to a target that takes nothing (熔断): after some failures in a row it opens, lets one
/// delivery through from time to time, and closes with the first that is taken.
struct Breaker: Hashable, Sendable {
    /// How it stands.
    enum State: Hashable, Sendable {
        /// Everything is sent; so many failed since the last that was taken.
        case closed(failures: Int)
        /// Nothing is sent before a time, in milliseconds since 1970-01-01T00:00:00Z.
        case open(until: Int64, round: Int)
        /// One delivery is on its way to see.
        case probing(round: Int)
    }

    /// How it stands.
    private(set) var state = State.closed(failures: 0)

    /// Failures in a row after which it opens.
    static let failuresMax = 5
    /// How long it stays open the first time, and at most; the bound doubles, and the half of it is chance.
    static let firstMilliseconds: Int64 = 10_000
    static let longestMilliseconds: Int64 = 600_000

    /// Whether everything is sent.
    var isClosed: Bool { if case .closed = state { true } else { false } }

    /// When the next delivery may go out to see; `nil` unless it is open.
    var probesAt: Int64? { if case .open(let until, _) = state { until } else { nil } }

    /// Lets one delivery go out to see; false where it is not time for that.
    mutating func probe(now: Int64) -> Bool {
        guard case .open(let until, let round) = state, now >= until else { return false }
        state = .probing(round: round)
        return true
    }

    /// Something was taken; whether it was not closed before.
    mutating func succeed() -> Bool {
        let wasClosed = isClosed
        state = .closed(failures: 0)
        return !wasClosed
    }

    /// Something was not taken.
    mutating func fail(now: Int64, using random: inout some RandomNumberGenerator) {
        switch state {
        case .closed(let failures) where failures + 1 < Self.failuresMax: state = .closed(failures: failures + 1)
        case .closed: open(round: 0, now, &random)
        // What was on its way when it opened says nothing new.
        case .open: break
        case .probing(let round): open(round: round + 1, now, &random)
        }
    }

    private mutating func open(round: Int, _ now: Int64, _ random: inout some RandomNumberGenerator) {
        var bound = Self.firstMilliseconds
        for _ in 0..<round where bound < Self.longestMilliseconds { bound = min(bound * 2, Self.longestMilliseconds) }
        state = .open(until: now + Int64.random(in: (bound / 2)...bound, using: &random), round: round)
    }
}
