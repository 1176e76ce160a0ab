import CaseModel

extension JSONShape {
    /// A webhook.
    static let webhookView = answer(
        "Webhook",
        "a target that is told of events (事件回调)",
        [
            required("id", .whole(1...Int64.max, example: 2, about: "its number")),
            required("url", .text(format: "uri", example: "https://hooks.example.gov.cn/tongban"), "where events go"),
            sometimes("note", .text(example: "一窗受理平台"), "what it is for"),
            required("filter", eventFilter.answered, "which events go there"),
            required("state", names(of: Webhook.State.self), "whether events go there"),
            sometimes("reason", .text(example: "the target answered 410"), "why the node stopped sending"),
            required("version", .version),
            required("createdAt", .moment, "when it was added"),
            required("changedAt", .moment, "when it was changed last"),
            required("through", .count, "through which event of the journal it is done, but for those that wait"),
            sometimes("failingSince", .moment, "since when the target takes nothing"),
            required("waiting", .count, "how many are sent again"),
            required("dead", .count, "how many are not"),
            sometimes("secret", .text(example: "whsec_..."), "signs deliveries; told once"),
            sometimes("earlierSecretUntil", .moment, "until when the secret before signs too"),
        ]
    )

    /// A page of deliveries.
    static let deliveryPage = answer(
        "DeliveryPage",
        "events that a target has not taken, newest first",
        [
            required(
                "deliveries",
                .list(
                    answer(
                        "Delivery",
                        "an event that a target has not taken",
                        [
                            required("event", .whole(1...Int64.max, example: 1_042, about: "the event's id")),
                            required("kind", .text(example: "registered"), "what happened"),
                            required("cases", .list(caseNumber), "the cases that it is about"),
                            required("state", names(of: DeliveryState.self), "whether it is sent again"),
                            required("attempts", .count, "how often it was sent"),
                            sometimes("firstAt", .moment, "when first"),
                            sometimes("lastAt", .moment, "when last"),
                            sometimes("nextAt", .moment, "when again"),
                            sometimes("status", .whole(100...599, example: 503), "what the target answered last"),
                            sometimes("failure", .text(example: "connection refused"), "why it was not taken"),
                        ]
                    )
                )
            ),
            sometimes("next", .cursor),
        ]
    )
}
