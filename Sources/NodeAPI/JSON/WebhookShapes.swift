import CaseModel

extension JSONShape {
    /// A filter of events.
    static let eventFilter = JSONShape.object([
        optional("cases", .list(.text)),
        optional("items", .list(.text)),
        optional("offices", .list(.text)),
        optional("kinds", .list(.oneOf(FeedKind.allCases.map(\.rawValue)))),
        optional("side", .oneOf(Side.allCases.map(\.rawValue))),
    ])

    /// The body of a new webhook.
    static let webhook = JSONShape.object([
        required("url", .text), optional("note", .text), optional("filter", eventFilter), optional("after", .whole),
    ])

    /// The body of a change of a webhook.
    static let webhookChange = JSONShape.object([
        optional("url", .text), optional("note", .text), optional("filter", eventFilter),
        optional("state", .oneOf(WebhookChangeBody.State.allCases.map(\.rawValue))),
    ])

    /// The body that says which dead deliveries are sent again.
    static let replay = JSONShape.object([optional("event", .whole), optional("all", .flag)])
}

/// A new webhook as a caller describes it.
struct WebhookBody: Decodable {
    var url: String
    var note: String?
    var filter: EventFilter?
    var after: Int64?

    /// What the caller wants.
    func draft() throws(Problem) -> WebhookDraft {
        guard (after ?? 0) >= 0 else {
            throw Problem(.badValue, "after is the id of an event, a whole number from 0.", field: "after")
        }
        return WebhookDraft(url: url, note: note ?? "", filter: filter ?? EventFilter(), after: after)
    }
}

/// What a caller changes of a webhook.
struct WebhookChangeBody: Decodable {
    var url: String?
    var note: String?
    var filter: EventFilter?
    var state: State?

    /// What a caller may set a webhook to.
    enum State: String, Decodable, CaseIterable {
        case active
        case paused
    }

    /// The change.
    var change: WebhookChange {
        var change = WebhookChange()
        change.url = url
        change.note = note
        change.filter = filter
        change.isActive = state.map { $0 == .active }
        return change
    }
}

/// Which dead deliveries are sent again.
struct ReplayBody: Decodable {
    var event: Int64?
    var all: Bool?

    /// The event; `nil` for all that are dead.
    func only() throws(Problem) -> Int64? {
        switch (event, all ?? false) {
        case (let event?, false) where event > 0: return event
        case (nil, true): return nil
        default:
            throw Problem(
                .badValue,
                "Say which: \"event\" with the id of a dead one, or \"all\": true.",
                field: "event"
            )
        }
    }
}
