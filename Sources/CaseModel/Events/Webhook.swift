/// Who is told of events by HTTP (事件回调), as people see it.
public struct Webhook: Hashable, Sendable, Codable {
    /// Its number at this node.
    public var id: Int64
    /// Where events are sent to.
    public var url: String
    /// What people call it; may be empty.
    public var note: String
    /// Which events are sent.
    public var filter: EventFilter
    /// Whether it is sent to.
    public var state: State
    /// Why it is paused or broken, where the node did that.
    public var reason: String?
    /// Counts the changes that people made.
    public var version: Int
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    public var createdAt: Int64
    /// When somebody changed it last, in milliseconds since 1970-01-01T00:00:00Z.
    public var changedAt: Int64
    /// Every event through this id was delivered, or is told among the deliveries.
    public var through: Int64
    /// Since when nothing was taken though it was tried, in milliseconds since 1970-01-01T00:00:00Z.
    public var failingSince: Int64?
    /// Events that are sent again, or wait for such a one of their case.
    public var waiting: Int
    /// Events that are not sent any more.
    public var dead: Int
    /// The secret that signs; shown when it is made and never again.
    public var secret: String?
    /// Until when the secret before it signs too, in milliseconds since 1970-01-01T00:00:00Z.
    public var earlierSecretUntil: Int64?

    /// Whether a webhook is sent to.
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        /// It is.
        case active
        /// It is not, because somebody wants it so, or because the target said that it is gone.
        case paused
        /// It is not, because nothing could be delivered for too long.
        case broken
    }

    /// Makes an active webhook that was told nothing yet.
    public init(id: Int64, url: String, note: String, filter: EventFilter, through: Int64, at: Int64) {
        self.id = id
        self.url = url
        self.note = note
        self.filter = filter
        state = .active
        version = 1
        createdAt = at
        changedAt = at
        self.through = through
        waiting = 0
        dead = 0
    }
}

/// What somebody wants to be told, and where.
public struct WebhookDraft: Hashable, Sendable {
    /// Where events are sent to.
    public var url: String
    /// What people call it.
    public var note: String
    /// Which events are sent.
    public var filter: EventFilter
    /// The id after which events are sent; `nil` for those that come from now on.
    public var after: Int64?

    /// States what is wanted.
    public init(url: String, note: String = "", filter: EventFilter = EventFilter(), after: Int64? = nil) {
        self.url = url
        self.note = note
        self.filter = filter
        self.after = after
    }
}

/// What is changed of a webhook; what is left out stays.
public struct WebhookChange: Hashable, Sendable {
    /// Where events are sent to.
    public var url: String?
    /// What people call it.
    public var note: String?
    /// Which events are sent from now on.
    public var filter: EventFilter?
    /// Whether it is sent to; an active one forgets why it was not.
    public var isActive: Bool?

    /// Changes nothing.
    public init() {}
}

/// An event that a webhook's target has not taken, as people see it.
public struct UndeliveredEvent: Hashable, Sendable {
    /// The event's id.
    public var event: Int64
    /// What it says.
    public var kind: FeedKind
    /// The cases it speaks of.
    public var cases: [CaseNumber]
    /// Whether it is sent again.
    public var isDead: Bool
    /// How often it was sent; 0 where it only waits for an earlier event of its case.
    public var attempts: Int
    /// When it was sent first, in milliseconds since 1970-01-01T00:00:00Z.
    public var firstAt: Int64?
    /// When it was sent last, in milliseconds since 1970-01-01T00:00:00Z.
    public var lastAt: Int64?
    /// When it is sent next at the earliest, in milliseconds since 1970-01-01T00:00:00Z; `nil` where it is dead.
    public var nextAt: Int64?
    /// The HTTP status of the last answer.
    public var status: Int?
    /// Why it was not taken the last time.
    public var failure: String?

    /// Names an event of which nothing else is known.
    public init(event: Int64, kind: FeedKind, cases: [CaseNumber], isDead: Bool, attempts: Int) {
        self.event = event
        self.kind = kind
        self.cases = cases
        self.isDead = isDead
        self.attempts = attempts
    }
}

/// What came of a test delivery.
public struct WebhookTestResult: Hashable, Sendable {
    /// Whether the target took it.
    public var isDelivered: Bool
    /// The HTTP status of its answer; `nil` where there was none.
    public var status: Int?
    /// Why it was not taken.
    public var failure: String?

    /// States a result.
    public init(isDelivered: Bool, status: Int?, failure: String?) {
        self.isDelivered = isDelivered
        self.status = status
        self.failure = failure
    }
}
