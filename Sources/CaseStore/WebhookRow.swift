import CaseModel

/// A webhook's row.
///
/// From 1, and never reused.
package struct WebhookID: Hashable, Sendable, Comparable, RawRepresentable {
    /// The number.
    package var rawValue: Int64

    /// Takes a number.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Orders as they were made.
    package static func < (left: WebhookID, right: WebhookID) -> Bool { left.rawValue < right.rawValue }
}

/// A webhook (事件回调): who is told of events, of which, and how far that has got.
package struct WebhookRow: Hashable, Sendable {
    /// Its row; 0 before it has one.
    package var id: WebhookID
    /// Where events are sent to.
    package var url: String
    /// What people call it; may be empty.
    package var note: String
    /// Which events are sent.
    package var filter: EventFilter
    /// The secret that signs, sealed.
    package var secret: [UInt8]
    /// The secret before that one, sealed, while it is still valid.
    package var earlier: EarlierSecret?
    /// Whether it is sent to.
    package var state: State
    /// Why it is paused or broken, where the node did that.
    package var reason: String?
    /// Counts the changes that people made.
    package var version: Int
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    package var createdAt: Int64
    /// When somebody changed it last, in milliseconds since 1970-01-01T00:00:00Z.
    package var changedAt: Int64
    /// Every event through this one was delivered, or has a delivery of its own that says how it stands.
    package var position: EntryID
    /// Since when nothing has been delivered though it was tried, in milliseconds since 1970-01-01T00:00:00Z.
    package var failingSince: Int64?

    /// Whether a webhook is sent to.
    package enum State: Int64, Hashable, Sendable, CaseIterable {
        /// It is.
        case active = 1
        /// It is not, because somebody wants it so, or the target said that it is gone.
        case paused = 2
        /// It is not, because nothing could be delivered for too long.
        case broken = 3
    }

    /// A secret that was replaced.
    package struct EarlierSecret: Hashable, Sendable {
        /// The secret, sealed.
        package var secret: [UInt8]
        /// Until when it signs too, in milliseconds since 1970-01-01T00:00:00Z.
        package var until: Int64

        /// Makes one.
        package init(secret: [UInt8], until: Int64) {
            self.secret = secret
            self.until = until
        }
    }

    /// Makes an active webhook that hears what comes after a position.
    package init(url: String, note: String, filter: EventFilter, secret: [UInt8], position: EntryID, at: Int64) {
        id = WebhookID(rawValue: 0)
        self.url = url
        self.note = note
        self.filter = filter
        self.secret = secret
        state = .active
        version = 1
        createdAt = at
        changedAt = at
        self.position = position
    }
}
