import CaseModel

extension OperationDescription {
    static let addWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Tells a target of events by HTTP (事件回调)",
        text: """
            From now on, or from the event after `after` on, events that pass the filter are posted to the address as \
            CloudEvents 1.0 (structured JSON), signed as Standard Webhooks has it. Events of one case come in their order, \
            each at least once. The `secret` is told in this answer alone, and when the same request is repeated.

            An address that resolves to a private or local one is refused unless the node's configuration names its host.
            """,
        parameters: [.idempotencyKey],
        body: .json(.webhook, .init(name: "department", value: webhookExample)),
        answers: [.json(201, .webhookView, "the webhook is on disk", headers: [.location, .replayed])],
        problems: ProblemKind.ofRules + [.badHeader]
    )

    static let listWebhooks = OperationDescription(
        tag: .webhooks,
        summary: "Lists webhooks",
        text: "Lists every webhook of this node, oldest first.",
        answers: [
            .json(
                .answer(
                    "WebhookList",
                    "every webhook of this node",
                    [JSONShape.required("webhooks", .list(.webhookView))]
                )
            )
        ]
    )

    static let showWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Shows a webhook",
        text: "Shows a webhook: its filter, its state, how far it has got, and how many deliveries wait or are dead.",
        parameters: [.webhook],
        answers: [.json(.webhookView)],
        problems: [.notFound]
    )

    static let changeWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Changes a webhook",
        text: "Changes what is given: address, note, filter, or `state`. What waits is sent to the new address.",
        parameters: [.webhook, .idempotencyKey],
        body: .json(.webhookChange, .init(name: "pause", value: ["state": "paused"])),
        answers: [.json(200, .webhookView, "the webhook is changed", headers: [.replayed])],
        problems: ProblemKind.ofRules + [.notFound]
    )

    static let removeWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Removes a webhook",
        text: "Removes a webhook with everything that waits for its target. The answer is how it stood.",
        parameters: [.webhook, .idempotencyKey],
        answers: [.json(200, .webhookView, "the webhook is gone", headers: [.replayed])],
        problems: [.notFound]
    )

    static let rotateWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Gives a webhook a new secret",
        text:
            "Gives a webhook a new secret. The one before signs too for a day, so that no delivery is refused meanwhile.",
        parameters: [.webhook, .idempotencyKey],
        answers: [.json(200, .webhookView, "the new secret signs", headers: [.replayed])],
        problems: ProblemKind.ofRules + [.notFound]
    )

    static let testWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Sends a test delivery",
        text: "Sends a test delivery now and tells what came of it. It takes no key: each is a test of its own.",
        parameters: [.webhook],
        answers: [
            .json(
                .answer(
                    "WebhookTest",
                    "what came of a test delivery",
                    [
                        JSONShape.required("delivered", .flag, "whether the target took it"),
                        JSONShape.sometimes("status", .whole(100...599, example: 204), "what it answered"),
                        JSONShape.sometimes("failure", .text(example: "connection refused"), "why it was not taken"),
                    ]
                )
            )
        ],
        problems: [.notFound]
    )

    static let listDeliveries = OperationDescription(
        tag: .webhooks,
        summary: "Lists events that a target has not taken",
        text: "Lists events that a target has not taken, newest first: those that are sent again, and dead ones (死信).",
        parameters: [
            .webhook, .query("state", .names(of: DeliveryState.self), "only those that wait, or that are dead"),
            .cursor, .limit,
        ],
        answers: [.json(.deliveryPage)],
        problems: [.notFound]
    )

    static let replayDeliveries = OperationDescription(
        tag: .webhooks,
        summary: "Sends dead deliveries again",
        text: "Sends dead deliveries again: that of one `event`, or `all`.",
        parameters: [.webhook, .idempotencyKey],
        body: .json(.replayDeliveries, .init(name: "all", value: ["all": true])),
        answers: [
            .json(
                200,
                .answer("Replayed", "how many are sent again", [JSONShape.required("replayed", .count)]),
                headers: [.replayed]
            )
        ],
        problems: ProblemKind.ofRules + [.notFound]
    )

    private static let webhookExample: JSONValue = [
        "url": "https://hooks.example.gov.cn/tongban", "note": "一窗受理平台",
        "filter": ["kinds": ["registered", "decided"], "side": "collecting"],
    ]
}

extension Parameter {
    /// The webhook in the path.
    static let webhook = path("id", .whole(1...Int64.max, example: 2), "the webhook's number")
}
