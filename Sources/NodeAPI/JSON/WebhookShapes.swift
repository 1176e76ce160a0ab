import CaseModel

extension JSONShape {
    /// A filter of events.
    static let eventFilter = JSONShape.object([
        optional("cases", .list(caseNumber, values), "only events of these cases"),
        optional("items", .list(itemCode, values), "only events of cases of these items"),
        optional("offices", .list(office, values), "only events of cases that these offices handed in or acted on"),
        optional("kinds", .list(feedKind, values), "only events of these kinds"),
        optional("side", side, "only events of cases of which this node is this side"),
    ]).saying("which events are wanted; what is left out asks for nothing")

    /// The body of a new webhook.
    static let webhook = JSONShape.object([
        required("url", target), optional("note", webhookNote), optional("filter", eventFilter),
        optional(
            "after",
            .whole(0...Int64.max, example: 1_042),
            "the last event that the target has; the newest unless given"
        ),
    ])

    /// The body of a change of a webhook.
    static let webhookChange = JSONShape.object([
        optional("url", target), optional("note", webhookNote), optional("filter", eventFilter),
        optional("state", names(of: WebhookChangeBody.State.self), "whether events go there"),
    ])

    /// The body that says which dead deliveries are sent again.
    static let replayDeliveries = JSONShape.object([
        optional("event", .whole(1...Int64.max, example: 1_042), "the id of a dead one"),
        optional("all", .flag, "all that are dead"),
    ])

    private static let values = 0...EventFilter.valuesMax
    private static let target = text(
        1...2_048,
        format: "uri",
        example: "https://hooks.example.gov.cn/tongban",
        about: "where events are posted to"
    )
    private static let webhookNote = text(0...200, example: "一窗受理平台", about: "what it is for")
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
