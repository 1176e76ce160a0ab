import CaseModel

/// An entry that could not be applied: stored, receipted, and answered with a refusal.
package struct QuarantineItem: Hashable, Sendable {
    /// Its number in this node's quarantine.
    package var id: Int64
    /// When it was put there, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// Who sent it.
    package var peer: CityCode
    /// On which lane.
    package var lane: LaneName
    /// Its sequence number there.
    package var sequence: UInt64
    /// Its kind's number.
    package var kind: Int
    /// The case that it names, if any; not necessarily one that exists.
    package var number: String?
    /// Why, as a stable code such as `unknown-kind`.
    package var reason: String
    /// Why, in words.
    package var detail: String
    /// The length of its body in bytes.
    package var bodyBytes: Int64
    /// How it stands.
    package var state: State
    /// Who replayed or discarded it.
    package var settledBy: String?
    /// When that was.
    package var settledAt: Int64?
    /// Why it was discarded.
    package var settledReason: String?

    /// Makes an item.
    package init(
        id: Int64,
        at: Int64,
        peer: CityCode,
        lane: LaneName,
        sequence: UInt64,
        kind: Int,
        number: String?,
        reason: String,
        detail: String,
        bodyBytes: Int64,
        state: State,
        settledBy: String? = nil,
        settledAt: Int64? = nil,
        settledReason: String? = nil
    ) {
        self.id = id
        self.at = at
        self.peer = peer
        self.lane = lane
        self.sequence = sequence
        self.kind = kind
        self.number = number
        self.reason = reason
        self.detail = detail
        self.bodyBytes = bodyBytes
        self.state = state
        self.settledBy = settledBy
        self.settledAt = settledAt
        self.settledReason = settledReason
    }

    /// How a quarantined entry stands.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// An operator has to look.
        case waiting
        /// It was applied later.
        case replayed
        /// It was put away.
        case discarded
    }
}

/// Which quarantined entries to list.
package struct QuarantineQuery: Hashable, Sendable {
    /// Only in this state; `nil` means all.
    package var state: QuarantineItem.State?
    /// Only from this peer.
    package var peer: CityCode?
    /// Where the page before ended; `nil` starts at the newest.
    package var cursor: Int64?
    /// The most items to give, 1 to `APILimits.pageItemsMax`.
    package var limit: Int

    /// Makes a query.
    package init(
        state: QuarantineItem.State? = .waiting,
        peer: CityCode? = nil,
        cursor: Int64? = nil,
        limit: Int = APILimits.pageItemsDefault
    ) {
        self.state = state
        self.peer = peer
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of the quarantine.
package struct QuarantinePage: Sendable {
    /// The entries, newest first.
    package var items: [QuarantineItem]
    /// The cursor of the next page; `nil` after the last.
    package var next: Int64?

    /// Makes a page.
    package init(items: [QuarantineItem], next: Int64?) {
        self.items = items
        self.next = next
    }
}
