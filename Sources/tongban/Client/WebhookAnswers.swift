/// A webhook as a node shows it.
struct WebhookAnswer: Decodable {
    var id: Int64
    var url: String
    var note: String?
    var filter: Filter
    var state: String
    var reason: String?
    var createdAt: String
    var through: Int64
    var failingSince: String?
    var waiting: Int
    var dead: Int
    var secret: String?
    var earlierSecretUntil: String?

    /// Which events are sent.
    struct Filter: Decodable {
        var cases: [String]?
        var items: [String]?
        var offices: [String]?
        var kinds: [String]?
        var side: String?

        /// What is asked for, in a line.
        var text: String {
            let parts = [
                ("case", cases), ("item", items), ("office", offices), ("kind", kinds), ("side", side.map { [$0] }),
            ].compactMap { name, values in values.map { "\(name) \($0.joined(separator: ","))" } }
            return parts.isEmpty ? "everything" : parts.joined(separator: "; ")
        }
    }

    /// Every webhook.
    struct List: Decodable {
        var webhooks: [WebhookAnswer]
    }
}

/// An event that a target has not taken.
struct DeliveryAnswer: Decodable {
    var event: Int64
    var kind: String
    var cases: [String]
    var state: String
    var attempts: Int
    var lastAt: String?
    var nextAt: String?
    var failure: String?

    /// A page of them.
    struct Page: Decodable {
        var deliveries: [DeliveryAnswer]
        var next: String?
    }
}

/// What came of a test delivery.
struct WebhookTestAnswer: Decodable {
    var delivered: Bool
    var status: Int?
    var failure: String?
}

/// How many deliveries are sent again.
struct ReplayedAnswer: Decodable {
    var replayed: Int
}
