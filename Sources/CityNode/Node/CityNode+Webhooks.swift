import CaseModel
import CaseStore
import Foundation

// Webhooks: who is told of events by HTTP. Each change answers once it is on disk, and nothing begins by what was before it.
extension CityNode {
    private var gate: TargetGate { webhooks.setup.gate }
    private var box: SecretBox { webhooks.setup.box }

    /// Makes a webhook; its answer alone shows the secret.
    ///
    /// - Throws: `CommandError` where it is refused, `StoreError` where it can't be written.
    package func addWebhook(
        _ draft: WebhookDraft,
        key: CommandKey
    ) async throws -> (answer: Webhook, replayed: Bool) {
        let target = await admit(draft.url)
        return try await changing(nil) { try $0.add(draft, to: target, key: key) }
    }

    /// Changes a webhook.
    ///
    /// - Throws: as `addWebhook`.
    package func changeWebhook(
        _ id: WebhookID,
        _ change: WebhookChange,
        key: CommandKey
    ) async throws -> (answer: Webhook, replayed: Bool) {
        var target: Result<TargetAddress, any Error>?
        if let url = change.url { target = await admit(url) }
        let admitted = target
        return try await changing(id) { try $0.change(id, change, to: admitted, key: key) }
    }

    /// Gives a webhook a new secret; its answer alone shows it.
    ///
    /// - Throws: as `addWebhook`.
    package func rotateWebhook(_ id: WebhookID, key: CommandKey) async throws -> (answer: Webhook, replayed: Bool) {
        try await changing(id) { try $0.rotate(id, key: key) }
    }

    /// Forgets a webhook with everything that waits for it; the answer is how it stood.
    ///
    /// - Throws: as `addWebhook`.
    package func removeWebhook(_ id: WebhookID, key: CommandKey) async throws -> (answer: Webhook, replayed: Bool) {
        try await changing(id) { try $0.remove(id, key: key) }
    }

    /// Lets dead deliveries be sent again, one or all; how many there were.
    ///
    /// - Throws: as `addWebhook`.
    package func replayDeliveries(
        of id: WebhookID,
        _ event: EntryID?,
        key: CommandKey
    ) async throws -> (answer: Int, replayed: Bool) {
        try await changing(id) { try $0.replay(id, event, key: key) }
    }

    /// All webhooks, oldest first.
    package func allWebhooks() async throws -> [Webhook] {
        let now = now
        return try await store.read { reader in
            try reader.webhooks().map { Webhook($0, try reader.deliveryCounts(of: $0.id), now: now) }
        }
    }

    /// One webhook, or `nil`.
    package func webhook(_ id: WebhookID) async throws -> Webhook? {
        let now = now
        return try await store.read { reader in
            try reader.webhook(id).map { Webhook($0, try reader.deliveryCounts(of: id), now: now) }
        }
    }

    /// A page of the events that a webhook's target has not taken, newest first.
    package func undelivered(_ query: WebhookDeliveryQuery) async throws -> [UndeliveredEvent] {
        let events = EventReader(node: configuration.node, city: configuration.city)
        return try await store.read { reader in
            guard try reader.webhook(query.webhook) != nil else { throw CommandError.noWebhook(query.webhook) }
            return try reader.deliveries(query).map { delivery in
                UndeliveredEvent(delivery, try events.event(delivery.entry, reader))
            }
        }
    }

    /// Sends a test delivery to a webhook's target now, whatever its state.
    ///
    /// - Throws: `CommandError` where there is no such webhook.
    package func testWebhook(_ id: WebhookID) async throws -> WebhookTestResult {
        guard let row = try await store.read({ try $0.webhook(id) }) else { throw CommandError.noWebhook(id) }
        do {
            let target = try await gate.admit(row.url)
            let message = CloudEvent(testing: id.rawValue, node: configuration.node, at: now)
            let secret = WebhookSecret(bytes: try box.open(row.secret))
            let sender = WebhookSender(target, gate: gate)
            let outcome = await sender.send(.init(id: message.id, body: try message.body(), secrets: [secret]))
            await sender.close()
            return WebhookTestResult(outcome)
        } catch let objection as TargetAddress.Objection {
            return WebhookTestResult(isDelivered: false, status: nil, failure: objection.text)
        } catch is SecretBox.Unreadable {
            return WebhookTestResult(isDelivered: false, status: nil, failure: "its secret can't be opened; rotate it")
        }
    }

    private func admit(_ url: String) async -> Result<TargetAddress, any Error> {
        do {
            return .success(try await gate.admit(url))
        } catch {
            return .failure(CommandError.refused(CaseRefusal(.malformed, error.text, field: "url")))
        }
    }

    private func changing<Answer: Sendable>(
        _ id: WebhookID?,
        _ body: @escaping @Sendable (WebhookDesk) throws -> Answer
    ) async throws -> Answer {
        let box = box
        let answer = try await pipeline.run { try body(WebhookDesk(scope: $0, box: box)) }
        await webhooks.changed(id)
        return answer
    }
}

extension UndeliveredEvent {
    /// What people see of a delivery; `event` is what the journal holds.
    init(_ delivery: WebhookDelivery, _ event: FeedEvent?) {
        self.init(
            event: delivery.entry.rawValue,
            kind: event?.kind ?? .unknown,
            cases: event?.numbers ?? [],
            isDead: delivery.diedAt != nil,
            attempts: delivery.attempts
        )
        firstAt = delivery.firstAt
        lastAt = delivery.lastAt
        nextAt = delivery.diedAt == nil ? delivery.nextAt : nil
        status = delivery.status
        failure = delivery.failure
    }
}

extension WebhookTestResult {
    /// What an attempt came to.
    init(_ outcome: DeliveryOutcome) {
        switch outcome {
        case .delivered(let status): self.init(isDelivered: true, status: status, failure: nil)
        case .gone: self.init(isDelivered: false, status: 410, failure: "it wants nothing more")
        case .failed(let failure): self.init(isDelivered: false, status: failure.status, failure: failure.text)
        }
    }
}
