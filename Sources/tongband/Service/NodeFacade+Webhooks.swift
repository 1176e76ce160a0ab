import CaseModel
import CaseStore
import CityNode
import NodeAPI

extension NodeFacade {
    func addWebhook(_ draft: WebhookDraft, write: WriteKey) async throws(ServiceError) -> Written<Webhook> {
        try await writing(write) { try await node.addWebhook(draft, key: $0) }
    }

    func webhooks() async throws(ServiceError) -> [Webhook] { try await serving { try await node.allWebhooks() } }

    func webhook(_ id: Int64) async throws(ServiceError) -> Webhook? {
        try await serving { try await node.webhook(WebhookID(rawValue: id)) }
    }

    func changeWebhook(
        _ id: Int64,
        _ change: WebhookChange,
        write: WriteKey
    ) async throws(ServiceError) -> Written<Webhook> {
        try await writing(write) { try await node.changeWebhook(WebhookID(rawValue: id), change, key: $0) }
    }

    func rotateWebhook(_ id: Int64, write: WriteKey) async throws(ServiceError) -> Written<Webhook> {
        try await writing(write) { try await node.rotateWebhook(WebhookID(rawValue: id), key: $0) }
    }

    func removeWebhook(_ id: Int64, write: WriteKey) async throws(ServiceError) -> Written<Webhook> {
        try await writing(write) { try await node.removeWebhook(WebhookID(rawValue: id), key: $0) }
    }

    func testWebhook(_ id: Int64) async throws(ServiceError) -> WebhookTestResult {
        try await serving { try await node.testWebhook(WebhookID(rawValue: id)) }
    }

    func deliveries(_ query: DeliveryQuery) async throws(ServiceError) -> DeliveryPage {
        try await serving {
            var stored = WebhookDeliveryQuery(WebhookID(rawValue: query.webhook))
            stored.standing = query.isDead.map { $0 ? .dead : .waiting } ?? .any
            stored.before = query.cursor.map { EntryID(rawValue: $0) }
            stored.limit = query.limit
            let items = try await node.undelivered(stored)
            return DeliveryPage(items: items, next: items.count == query.limit ? items.last?.event : nil)
        }
    }

    func replayDeliveries(
        of id: Int64,
        event: Int64?,
        write: WriteKey
    ) async throws(ServiceError) -> Written<Int> {
        try await writing(write) {
            try await node.replayDeliveries(
                of: WebhookID(rawValue: id),
                event.map { EntryID(rawValue: $0) },
                key: $0
            )
        }
    }

    private func writing<Answer: Sendable>(
        _ write: WriteKey,
        _ body: (CommandKey) async throws -> (answer: Answer, replayed: Bool)
    ) async throws(ServiceError) -> Written<Answer> {
        try await serving {
            let (answer, replayed) = try await body(CommandKey(key: write.key, request: write.request))
            return Written(answer, replayed: replayed)
        }
    }
}
