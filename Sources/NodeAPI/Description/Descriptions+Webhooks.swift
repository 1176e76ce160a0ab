extension OperationDescription {
    static let addWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Makes a webhook (事件回调)",
        text: """
            Sends events to an address from now on, or after the event `after`. Each is a CloudEvent 1.0 in structured JSON, \
            signed as Standard Webhooks are, and arrives at least once; those of one case arrive in their order. The answer \
            alone shows the secret, and a repeat of the request.

            The address is `https` and leads to public addresses alone, unless the node's configuration allows its host.
            """,
        parameters: [.idempotencyKey],
        body: .json(
            .webhook,
            .init(
                name: "decisions",
                value: ["url": "https://hooks.city.example/tongban", "filter": ["kinds": ["accepted", "decided"]]]
            )
        ),
        answers: [.json(201, .webhookView, headers: [.location, .replayed])],
        problems: [.refusal(.malformed), .refusal(.tooMuch), .refusal(.tooLong), .storageFull]
    )

    static let listWebhooks = OperationDescription(
        tag: .webhooks,
        summary: "Lists webhooks",
        text: "Lists every webhook of this node, oldest first.",
        answers: [.json(.webhooks)]
    )

    static let showWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Shows a webhook",
        text: "Shows a webhook: its filter, its state, and how far it has got.",
        parameters: [.webhook],
        answers: [.json(.webhookView)],
        problems: [.notFound]
    )

    static let changeWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Changes a webhook",
        text: "Changes what is given and nothing else. One that is made `active` goes on where it stopped.",
        parameters: [.webhook, .idempotencyKey],
        body: .json(.webhookChange, .init(name: "pause", value: ["state": "paused"])),
        answers: [.json(200, .webhookView, headers: [.replayed])],
        problems: [.notFound, .refusal(.malformed), .refusal(.tooMuch), .refusal(.tooLong), .storageFull]
    )

    static let removeWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Removes a webhook",
        text: "Removes a webhook with everything that waits for it. The answer is how it stood.",
        parameters: [.webhook, .idempotencyKey],
        answers: [.json(200, .webhookView, headers: [.replayed])],
        problems: [.notFound, .storageFull]
    )

    static let rotateWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Gives a webhook a new secret",
        text: "Makes a new secret and shows it this once. The one before signs too for a day.",
        parameters: [.webhook, .idempotencyKey],
        answers: [.json(200, .webhookView, headers: [.replayed])],
        problems: [.notFound, .storageFull]
    )

    static let testWebhook = OperationDescription(
        tag: .webhooks,
        summary: "Sends a test delivery",
        text: "Sends a test delivery to the target now, whatever the webhook's state, and tells what came of it.",
        parameters: [.webhook],
        answers: [.json(.webhookTest)],
        problems: [.notFound]
    )

    static let listDeliveries = OperationDescription(
        tag: .webhooks,
        summary: "Lists events that were not taken",
        text:
            "Lists events that the target has not taken, newest first: those that are sent again, and those that are dead.",
        parameters: [
            .webhook, .query("state", .names(of: DeliveryState.self), "whether they are sent again"), .cursor, .limit,
        ],
        answers: [.json(.deliveryPage)],
        problems: [.notFound]
    )

    static let replayDeliveries = OperationDescription(
        tag: .webhooks,
        summary: "Sends dead events again",
        text: "Lets dead events be sent again, one or all, as if they never had been.",
        parameters: [.webhook, .idempotencyKey],
        body: .json(.deliveryReplay, .init(name: "all", value: ["all": true])),
        answers: [.json(200, .replayedDeliveries, headers: [.replayed])],
        problems: [.notFound, .storageFull]
    )
}

extension Parameter {
    /// The webhook in the path.
    static let webhook = path("id", .whole(1...Int64.max, example: 1), "the webhook's number")
}
