import ExchangeCore

/// What an operator did about a quarantined entry.
package enum QuarantineResolution: Int64, Hashable, Sendable, CaseIterable {
    /// It was applied after an upgrade or a repair.
    case replayed = 1
    /// It stays without effect for good.
    case discarded = 2
}

/// An entry that could not be applied.
package struct QuarantineRow: Hashable, Sendable {
    /// Its row.
    package var id: QuarantineID
    /// The entry, with its content.
    package var entry: JournalEntry
    /// The cause as a stable word in kebab case.
    package var code: String
    /// The cause for people.
    package var detail: String
    /// When it was put here, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// What was done about it; `nil` while nothing was.
    package var outcome: Outcome?

    /// What was done.
    package struct Outcome: Hashable, Sendable {
        /// What.
        package var resolution: QuarantineResolution
        /// By whom.
        package var by: String
        /// When, in milliseconds since 1970-01-01T00:00:00Z.
        package var at: Int64
        /// Why, if it was said.
        package var why: String?
    }
}

/// Which quarantined entries.
package struct QuarantineFilter: Hashable, Sendable {
    /// What became of them.
    package enum Standing: Hashable, Sendable {
        /// Whatever.
        case any
        /// Nothing yet.
        case open
        /// An operator settled them so.
        case settled(QuarantineResolution)
    }

    /// What became of them.
    package var standing = Standing.open
    /// Only those of this peer.
    package var peer: NodeCode?
    /// Only those before this one: where the page before ended.
    package var before: QuarantineID?
    /// At most so many, 1 to ``StoreLimits/rowsMax``.
    package var limit = 50

    /// Those that wait, of all peers.
    package init() {}
}
