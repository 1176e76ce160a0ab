import CaseModel

/// An event that a webhook's target has not taken: one that waits to be sent again, or that is dead.
///
/// What is delivered at once never has one.
package struct WebhookDelivery: Hashable, Sendable {
    /// The event.
    package var entry: EntryID
    /// How often it was sent; 0 where it only waits for an earlier event of its case.
    package var attempts: Int
    /// When it was sent first, in milliseconds since 1970-01-01T00:00:00Z; `nil` before.
    package var firstAt: Int64?
    /// When it was sent last, in milliseconds since 1970-01-01T00:00:00Z; `nil` before.
    package var lastAt: Int64?
    /// When it is sent next, in milliseconds since 1970-01-01T00:00:00Z.
    package var nextAt: Int64
    /// The HTTP status of the last answer; `nil` where there was none.
    package var status: Int?
    /// Why it was not taken the last time.
    package var failure: String?
    /// Since when it is not sent any more, in milliseconds since 1970-01-01T00:00:00Z; `nil` while it is.
    package var diedAt: Int64?

    /// An event that was not sent yet.
    package init(_ entry: EntryID, nextAt: Int64) {
        self.entry = entry
        attempts = 0
        self.nextAt = nextAt
    }
}

/// Which deliveries of a webhook.
package struct WebhookDeliveryQuery: Hashable, Sendable {
    /// Whether they are sent again.
    package enum Standing: Hashable, Sendable {
        /// Whatever.
        case any
        /// They are.
        case waiting
        /// They are dead.
        case dead
    }

    /// The webhook.
    package var webhook: WebhookID
    /// Whether they are sent again.
    package var standing = Standing.any
    /// Only those before this event: where the page before ended.
    package var before: EntryID?
    /// At most so many, 1 to ``StoreLimits/rowsMax``.
    package var limit = 50

    /// All of a webhook.
    package init(_ webhook: WebhookID) { self.webhook = webhook }
}

/// How many deliveries of a webhook stand how.
package struct WebhookDeliveryCounts: Hashable, Sendable {
    /// Those that are sent again.
    package var waiting = 0
    /// Those that are dead.
    package var dead = 0
}
