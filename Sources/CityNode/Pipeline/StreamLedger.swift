import ExchangeCore

/// Where our streams end and which of them may grow: the writer's own account, always equal to the disk's after a
/// commit.
struct StreamLedger: Sendable {
    /// One of our streams.
    struct Account: Sendable {
        /// Its end.
        var end: Position
        /// Entries that wait for a number.
        var pending: Int
        /// Whether the exchange has compared it with the peer since the start.
        var confirmed = false
    }

    /// Our streams.
    var accounts: [StreamKey: Account]
    /// Through where the peers' streams are here; one that is not named has not begun.
    var received: [StreamKey: Position] = [:]

    /// Whether an entry could be numbered at once.
    var hasNumberable: Bool { accounts.values.contains { $0.confirmed && $0.pending > 0 } }
}
