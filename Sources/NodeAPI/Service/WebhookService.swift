import CaseModel

/// Webhooks: who is told of events by HTTP.
///
/// Each change takes a write key: one that was seen before with the same request answers what it answered then, secrets
/// included, with `replayed` set; with another request it throws `.keyReused`.
package protocol WebhookService: Sendable {
    /// Makes a webhook, once its address was looked at; the answer shows its secret.
    func addWebhook(_ draft: WebhookDraft, write: WriteKey) async throws(ServiceError) -> Written<Webhook>

    /// Every webhook of this node, oldest first.
    func webhooks() async throws(ServiceError) -> [Webhook]

    /// One webhook, or `nil`.
    func webhook(_ id: Int64) async throws(ServiceError) -> Webhook?

    /// Changes a webhook.
    func changeWebhook(
        _ id: Int64,
        _ change: WebhookChange,
        write: WriteKey
    ) async throws(ServiceError) -> Written<Webhook>

    /// Gives a webhook a new secret; the answer shows it.
    func rotateWebhook(_ id: Int64, write: WriteKey) async throws(ServiceError) -> Written<Webhook>

    /// Removes a webhook; the answer is how it stood.
    func removeWebhook(_ id: Int64, write: WriteKey) async throws(ServiceError) -> Written<Webhook>

    /// Sends a test delivery now; throws `.notFound` where there is no such webhook.
    func testWebhook(_ id: Int64) async throws(ServiceError) -> WebhookTestResult

    /// A page of the events that a target has not taken, newest first; throws `.notFound` likewise.
    func deliveries(_ query: DeliveryQuery) async throws(ServiceError) -> DeliveryPage

    /// Lets dead deliveries be sent again, one event's or all; how many there were.
    func replayDeliveries(
        of id: Int64,
        event: Int64?,
        write: WriteKey
    ) async throws(ServiceError) -> Written<Int>
}

/// What a change came to, and whether that was told before.
package struct Written<Answer: Sendable>: Sendable {
    /// What it came to.
    package var answer: Answer
    /// Whether this is a stored answer given again.
    package var replayed: Bool

    /// States an answer.
    package init(_ answer: Answer, replayed: Bool) {
        self.answer = answer
        self.replayed = replayed
    }
}

/// Which deliveries of a webhook.
package struct DeliveryQuery: Hashable, Sendable {
    /// The webhook.
    package var webhook: Int64
    /// Whether only dead ones, or only those that are sent again; `nil` for all.
    package var isDead: Bool?
    /// Only those before this event: where the page before ended.
    package var cursor: Int64?
    /// At most so many.
    package var limit: Int

    /// Asks for a page.
    package init(webhook: Int64, isDead: Bool?, cursor: Int64?, limit: Int) {
        self.webhook = webhook
        self.isDead = isDead
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of deliveries.
package struct DeliveryPage: Hashable, Sendable {
    /// The deliveries, newest event first.
    package var items: [UndeliveredEvent]
    /// Where the next page begins; `nil` when this is the last.
    package var next: Int64?

    /// Makes a page.
    package init(items: [UndeliveredEvent], next: Int64?) {
        self.items = items
        self.next = next
    }
}
