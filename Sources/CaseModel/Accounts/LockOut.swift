/// Who failed to sign in, by address, and who has to wait (登录失败锁定).
///
/// The table is bounded: where it is full, who failed longest ago is forgotten.
public struct LockOut: Sendable {
    /// What a failure leads to.
    public enum Verdict: Hashable, Sendable {
        /// It is counted.
        case counted
        /// Nothing is heard for so many milliseconds; `isNew` where this failure began it.
        case locked(milliseconds: Int64, isNew: Bool)
    }

    private struct Entry {
        var failures = 0
        var lastAt: Int64
        var times = 0
        var until: Int64 = 0
    }

    /// Failures after which it begins.
    public static let failuresMax = 10
    /// How long the first lasts, in milliseconds; each further one lasts twice as long.
    public static let firstMilliseconds: Int64 = 30_000
    /// How long one lasts at most, in milliseconds.
    public static let lastMilliseconds: Int64 = 3_600_000
    /// After how long without a failure an address is forgotten, in milliseconds.
    public static let forgottenMilliseconds: Int64 = 2 * lastMilliseconds
    /// Addresses that are remembered.
    public static let addressesMax = 4_096

    private var entries: [String: Entry] = [:]

    /// Nobody has failed.
    public init() {}

    /// How many addresses are remembered.
    public var count: Int { entries.count }

    /// For how many milliseconds an address still has to wait; `nil` where it need not.
    public func remaining(_ address: String, at milliseconds: Int64) -> Int64? {
        guard let until = entries[address]?.until, until > milliseconds else { return nil }
        return until - milliseconds
    }

    /// Counts a failure of an address.
    public mutating func fail(_ address: String, at milliseconds: Int64) -> Verdict {
        if let remaining = remaining(address, at: milliseconds) {
            return .locked(milliseconds: remaining, isNew: false)
        }
        var entry = entries[address] ?? Entry(lastAt: milliseconds)
        if milliseconds - entry.lastAt > Self.forgottenMilliseconds { entry = Entry(lastAt: milliseconds) }
        entry.failures += 1
        entry.lastAt = milliseconds
        defer {
            makeRoom(for: address)
            entries[address] = entry
        }
        guard entry.failures >= Self.failuresMax else { return .counted }
        let length = min(Self.firstMilliseconds << Int64(min(entry.times, 16)), Self.lastMilliseconds)
        entry.failures = 0
        entry.times += 1
        entry.until = milliseconds + length
        return .locked(milliseconds: length, isNew: true)
    }

    private mutating func makeRoom(for address: String) {
        guard entries.count >= Self.addressesMax, entries[address] == nil,
            let oldest = entries.min(by: { ($0.value.lastAt, $0.key) < ($1.value.lastAt, $1.key) })?.key
        else { return }
        entries[oldest] = nil
    }
}
