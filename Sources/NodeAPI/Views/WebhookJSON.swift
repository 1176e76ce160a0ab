import CaseModel

/// A webhook as the API shows it.
struct WebhookJSON: Encodable {
    var id: Int64
    var url: String
    var note: String?
    var filter: EventFilter
    var state: String
    var reason: String?
    var version: Int
    var createdAt: Timestamp
    var changedAt: Timestamp
    var through: Int64
    var failingSince: Timestamp?
    var waiting: Int
    var dead: Int
    var secret: String?
    var earlierSecretUntil: Timestamp?

    init(_ webhook: Webhook) {
        id = webhook.id
        url = webhook.url
        note = webhook.note.isEmpty ? nil : webhook.note
        filter = webhook.filter
        state = webhook.state.rawValue
        reason = webhook.reason
        version = webhook.version
        createdAt = Timestamp(webhook.createdAt)
        changedAt = Timestamp(webhook.changedAt)
        through = webhook.through
        failingSince = webhook.failingSince.map { Timestamp($0) }
        waiting = webhook.waiting
        dead = webhook.dead
        secret = webhook.secret
        earlierSecretUntil = webhook.earlierSecretUntil.map { Timestamp($0) }
    }
}

/// All webhooks.
struct WebhookListJSON: Encodable {
    var webhooks: [WebhookJSON]

    init(_ webhooks: [Webhook]) { self.webhooks = webhooks.map { WebhookJSON($0) } }
}

/// What a test delivery came to.
struct WebhookTestJSON: Encodable {
    var delivered: Bool
    var status: Int?
    var failure: String?

    init(_ result: WebhookTestResult) {
        delivered = result.isDelivered
        status = result.status
        failure = result.failure
    }
}

/// How many deliveries are sent again.
struct ReplayedJSON: Encodable {
    var replayed: Int
}
