import CaseModel

extension JSONShape {
    /// Every webhook.
    static let webhooks = answer("Webhooks", "every webhook of this node", [required("webhooks", .list(webhookView))])

    /// A webhook as it stands.
    static let webhookView = answer(
        "Webhook",
        "who is told of events by HTTP (事件回调)",
        [
            required("id", .whole(1...Int64.max, example: 1, about: "its number here")),
            required("url", hookAddress),
            sometimes("note", hookNote),
            required("filter", eventFilter.answered),
            required("state", names(of: Webhook.State.self, "whether it is sent to")),
            sometimes("reason", .text(example: "the target answered 410", about: "why the node stopped sending")),
            required("version", .whole(1...Int64.max, example: 1, about: "counts its changes")),
            required("createdAt", .moment, "when it was made"),
            required("changedAt", .moment, "when somebody changed it last"),
            required("through", eventID, "every event through this one was delivered, or is among the deliveries"),
            sometimes("failingSince", .moment, "since when nothing was taken though it was tried"),
            required("waiting", .count, "how many events are sent again, or wait for such a one of their case"),
            required("dead", .count, "how many events are not sent any more"),
            sometimes(
                "secret",
                .text(
                    example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwq3S1d2F3g4A=",
                    about: "what signs deliveries; shown where it is made and never again"
                )
            ),
            sometimes("earlierSecretUntil", .moment, "until when the secret before it signs too"),
        ]
    )

    /// What a test delivery came to.
    static let webhookTest = answer(
        "WebhookTest",
        "what came of a test delivery",
        [
            required("delivered", .flag, "whether the target took it"),
            sometimes("status", httpStatus),
            sometimes("failure", .text(example: "nothing answered in time", about: "why it was not taken")),
        ]
    )

    /// A page of deliveries.
    static let deliveryPage = answer(
        "DeliveryPage",
        "a page of events that were not taken, newest first",
        [
            required(
                "deliveries",
                .list(
                    answer(
                        "Delivery",
                        "an event that a webhook's target has not taken",
                        [
                            required("event", eventID),
                            required("kind", feedKind),
                            required("cases", .list(caseNumber), "the cases that it is about"),
                            required("state", names(of: DeliveryState.self, "whether it is sent again")),
                            required("attempts", .count, "how often it was sent"),
                            sometimes("firstAt", .moment, "when it was sent first"),
                            sometimes("lastAt", .moment, "when it was sent last"),
                            sometimes("nextAt", .moment, "when it is sent next at the earliest"),
                            sometimes("status", httpStatus),
                            sometimes("failure", .text(example: "answered 500", about: "why it was not taken last")),
                        ]
                    )
                )
            ), sometimes("next", .cursor),
        ]
    )

    /// How many deliveries are sent again.
    static let replayedDeliveries = answer(
        "ReplayedDeliveries",
        "what a replay did",
        [required("replayed", .count, "how many events are sent again")]
    )

    private static let eventID = whole(0...Int64.max, example: 1_042, about: "the event's id")
    private static let httpStatus = whole(100...599, example: 500, about: "the status of the target's answer")
}
