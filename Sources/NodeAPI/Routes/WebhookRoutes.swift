import CaseModel
import HTTPTypes
import Hummingbird

/// Webhooks: who is told of events by HTTP.
struct WebhookRoutes {
    let service: any WebhookService

    func add(to router: Router<APIContext>) {
        router.on(.addWebhook, use: add)
        router.on(.listWebhooks, use: list)
        router.on(.showWebhook, use: show)
        router.on(.changeWebhook, use: change)
        router.on(.removeWebhook, use: remove)
        router.on(.rotateWebhook, use: rotate)
        router.on(.testWebhook, use: test)
        router.on(.listDeliveries, use: deliveries)
        router.on(.replayDeliveries, use: replay)
    }

    @Sendable private func add(_ request: Request, _ context: APIContext) async throws -> Response {
        let headers = try headers(request, context)
        let body = try await JSONBody(request)
        let draft = try body.decode(WebhookBody.self, shape: .webhook).draft()
        let written = try await service.addWebhook(draft, write: headers.write("POST /v1/webhooks", body: body))
        var response = respond(WebhookJSON(written.answer), written.replayed, status: .created)
        response.headers[.location] = "/v1/webhooks/\(written.answer.id)"
        return response
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        .json(WebhookListJSON(try await service.webhooks()))
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.webhookID()
        guard let webhook = try await service.webhook(id) else { throw ServiceError.notFound(.webhook, "\(id)") }
        return .json(WebhookJSON(webhook))
    }

    @Sendable private func change(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.webhookID()
        let headers = try headers(request, context)
        let body = try await JSONBody(request)
        let change = try body.decode(WebhookChangeBody.self, shape: .webhookChange).change
        let written = try await service.changeWebhook(
            id,
            change,
            write: headers.write("PATCH /v1/webhooks/\(id)", body: body)
        )
        return respond(WebhookJSON(written.answer), written.replayed)
    }

    @Sendable private func remove(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.webhookID()
        let written = try await service.removeWebhook(
            id,
            write: try headers(request, context).write("DELETE /v1/webhooks/\(id)")
        )
        return respond(WebhookJSON(written.answer), written.replayed)
    }

    @Sendable private func rotate(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.webhookID()
        let written = try await service.rotateWebhook(
            id,
            write: try headers(request, context).write("POST /v1/webhooks/\(id)/rotate")
        )
        return respond(WebhookJSON(written.answer), written.replayed)
    }

    /// Needs no key: each test is a test.
    @Sendable private func test(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.webhookID()
        return .json(WebhookTestJSON(try await service.testWebhook(id)))
    }

    @Sendable private func deliveries(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.webhookID()
        let query = context.query
        let state = try query.choice("state", of: DeliveryState.self)
        let page = try await service.deliveries(
            DeliveryQuery(
                webhook: id,
                isDead: state.map { $0 == .dead },
                cursor: try query.number("cursor", in: 0...Int64.max),
                limit: try query.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
            )
        )
        return .json(DeliveryPageJSON(page))
    }

    @Sendable private func replay(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.webhookID()
        let headers = try headers(request, context)
        let body = try await JSONBody(request)
        let written = try await service.replayDeliveries(
            of: id,
            event: try body.decode(ReplayBody.self, shape: .deliveryReplay).only(),
            write: headers.write("POST /v1/webhooks/\(id)/replay", body: body)
        )
        return respond(ReplayedJSON(replayed: written.answer), written.replayed)
    }

    private func headers(_ request: Request, _ context: APIContext) throws(Problem) -> WriteHeaders {
        let headers = try WriteHeaders(request, context)
        guard headers.expectedVersion == nil else {
            throw Problem(.badHeader, "A webhook is changed as it stands. Leave If-Match out.", field: "If-Match")
        }
        return headers
    }

    private func respond(
        _ answer: some Encodable,
        _ replayed: Bool,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        .json(answer, status: status, headers: replayed ? [.idempotencyReplayed: "true"] : [:])
    }
}
