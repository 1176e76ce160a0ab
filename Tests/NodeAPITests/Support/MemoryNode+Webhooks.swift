import CaseModel
import NodeAPI

extension MemoryNode {
    struct Hook {
        var webhook: Webhook
        var deliveries: [UndeliveredEvent] = []
    }

    package func addWebhook(_ draft: WebhookDraft, write: WriteKey) async throws(ServiceError) -> Written<Webhook> {
        try written(write) { (state) throws(ServiceError) -> Webhook in
            guard draft.url.hasPrefix("https://") else { throw .refused(Self.notSecure) }
            do throws(CaseRefusal) { _ = try draft.filter.checked() } catch { throw .refused(error) }
            let last = Int64(state.events.count)
            var webhook = Webhook(
                id: Int64(state.hooks.count + 1),
                url: draft.url,
                note: draft.note,
                filter: draft.filter,
                through: min(draft.after ?? last, last),
                at: state.clock
            )
            state.hooks[webhook.id] = Hook(webhook: webhook)
            webhook.secret = "whsec_" + String(repeating: "A", count: 43) + "="
            return webhook
        }
    }

    package func webhooks() async throws(ServiceError) -> [Webhook] {
        try change { state throws(ServiceError) -> [Webhook] in
            state.hooks.values.map(\.webhook).sorted { $0.id < $1.id }
        }
    }

    package func webhook(_ id: Int64) async throws(ServiceError) -> Webhook? {
        try change { state throws(ServiceError) -> Webhook? in state.hooks[id]?.webhook }
    }

    package func changeWebhook(
        _ id: Int64,
        _ change: WebhookChange,
        write: WriteKey
    ) async throws(ServiceError) -> Written<Webhook> {
        try written(write) { (state) throws(ServiceError) -> Webhook in
            var webhook = try Self.hook(id, state).webhook
            if let url = change.url {
                guard url.hasPrefix("https://") else { throw .refused(Self.notSecure) }
                webhook.url = url
            }
            webhook.note = change.note ?? webhook.note
            webhook.filter = change.filter ?? webhook.filter
            if let isActive = change.isActive { webhook.state = isActive ? .active : .paused }
            return Self.renew(webhook, &state)
        }
    }

    package func rotateWebhook(_ id: Int64, write: WriteKey) async throws(ServiceError) -> Written<Webhook> {
        try written(write) { (state) throws(ServiceError) -> Webhook in
            var webhook = try Self.hook(id, state).webhook
            webhook.earlierSecretUntil = state.clock + 86_400_000
            var answer = Self.renew(webhook, &state)
            answer.secret = "whsec_" + String(repeating: "B", count: 43) + "="
            return answer
        }
    }

    package func removeWebhook(_ id: Int64, write: WriteKey) async throws(ServiceError) -> Written<Webhook> {
        try written(write) { (state) throws(ServiceError) -> Webhook in
            let webhook = try Self.hook(id, state).webhook
            state.hooks[id] = nil
            return webhook
        }
    }

    package func testWebhook(_ id: Int64) async throws(ServiceError) -> WebhookTestResult {
        try change { state throws(ServiceError) -> WebhookTestResult in
            _ = try Self.hook(id, state)
            return WebhookTestResult(isDelivered: false, status: nil, failure: "nothing answered in time")
        }
    }

    package func deliveries(_ query: DeliveryQuery) async throws(ServiceError) -> DeliveryPage {
        try change { state throws(ServiceError) -> DeliveryPage in
            let found = try Self.hook(query.webhook, state).deliveries.filter { item in
                (query.isDead ?? item.isDead) == item.isDead && (query.cursor.map { item.event < $0 } ?? true)
            }.sorted { $0.event > $1.event }
            let page = Array(found.prefix(query.limit))
            return DeliveryPage(items: page, next: found.count > page.count ? page.last?.event : nil)
        }
    }

    package func replayDeliveries(
        of id: Int64,
        event: Int64?,
        write: WriteKey
    ) async throws(ServiceError) -> Written<Int> {
        try written(write) { (state) throws(ServiceError) -> Int in
            let dead = try Self.hook(id, state).deliveries.filter { $0.isDead && (event ?? $0.event) == $0.event }
            if let event, dead.isEmpty { throw .notFound(.delivery, "\(event)") }
            state.hooks[id]?.deliveries.removeAll { item in dead.contains { $0.event == item.event } }
            return dead.count
        }
    }

    /// Tells that a webhook's target has not taken something.
    package func keep(_ delivery: UndeliveredEvent, of id: Int64) {
        state.withLock { $0.hooks[id]?.deliveries.append(delivery) }
    }

    private static let notSecure = CaseRefusal(.malformed, "it begins with https://", field: "url")

    private static func hook(_ id: Int64, _ state: State) throws(ServiceError) -> Hook {
        guard let hook = state.hooks[id] else { throw .notFound(.webhook, "\(id)") }
        return hook
    }

    private static func renew(_ webhook: Webhook, _ state: inout State) -> Webhook {
        var webhook = webhook
        webhook.version += 1
        webhook.changedAt = state.clock
        state.hooks[webhook.id]?.webhook = webhook
        return webhook
    }

    private func written<Value: Sendable>(
        _ write: WriteKey,
        _ body: (inout State) throws(ServiceError) -> Value
    ) throws(ServiceError) -> Written<Value> {
        try change { state throws(ServiceError) -> Written<Value> in
            if let before = try Self.before(write, state) {
                guard case .webhook(let answer) = before, let value = answer as? Value else {
                    throw .keyReused(write.key)
                }
                return Written(value, replayed: true)
            }
            let answer = try body(&state)
            state.keys[write.key] = Remembered(request: write.request, answer: .webhook(answer))
            return Written(answer, replayed: false)
        }
    }
}
