import CaseModel

extension JSONShape {
    /// A filter of events.
    static let eventFilter = JSONShape.object([
        optional("cases", .list(caseNumber, 0...EventFilter.valuesMax), "one of these cases"),
        optional("items", .list(itemCode, 0...EventFilter.valuesMax), "a case about one of these items"),
        optional(
            "offices",
            .list(office, 0...EventFilter.valuesMax),
            "a case in which one of these offices had a part"
        ),
        optional("kinds", .list(feedKind, 0...EventFilter.valuesMax), "one of these kinds"),
        optional("side", names(of: Side.self, "a case of which this node is on that side")),
    ]).saying("which events; what is left out asks for nothing, and everything that is given must hold")
        .named("EventFilter")

    /// The body of a new webhook.
    static let webhook = JSONShape.object([
        required("url", hookAddress), optional("note", hookNote), optional("filter", eventFilter),
        optional("after", .whole(0...Int64.max, example: 1_042, about: "the event after which it begins")),
    ]).named("NewWebhook")

    /// The body of a change of a webhook.
    static let webhookChange = JSONShape.object([
        optional("url", hookAddress), optional("note", hookNote), optional("filter", eventFilter),
        optional("state", names(of: WebhookChangeBody.State.self, "whether it is sent to")),
    ]).named("WebhookChange")

    /// The body that says which dead deliveries are sent again.
    static let deliveryReplay = JSONShape.object([
        optional("event", .whole(1...Int64.max, example: 1_042, about: "one that is dead")),
        optional("all", .flag, "all that are dead"),
    ]).named("DeliveryReplay")

    /// Where events are sent to.
    static let hookAddress = text(
        format: "uri",
        example: "https://hooks.city.example/tongban",
        about: "where events are sent to"
    )
    /// What a webhook is for.
    static let hookNote = text(example: "业务系统", about: "what people call it")
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
