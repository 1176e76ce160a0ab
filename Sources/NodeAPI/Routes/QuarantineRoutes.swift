import CaseModel
import Hummingbird

/// The quarantine: list, show, replay, discard.
struct QuarantineRoutes {
    let service: any QuarantineService

    func add(to router: Router<APIContext>) {
        router.on(.listQuarantine, use: list)
        router.on(.showQuarantined, use: show)
        router.on(.replayQuarantined, use: replay)
        router.on(.discardQuarantined, use: discard)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let state: QuarantineItem.State? =
            query.text("state") == "all" ? nil : try query.choice("state", of: QuarantineItem.State.self) ?? .waiting
        let page = try await service.quarantine(
            QuarantineQuery(
                state: state,
                peer: try query.city("peer"),
                cursor: try query.number("cursor", in: 0...Int64.max),
                limit: try query.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
            )
        )
        return .json(QuarantinePageJSON(page))
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.quarantineID()
        guard let item = try await service.quarantined(id) else {
            throw ServiceError.notFound(.quarantined, "\(id)")
        }
        return .json(QuarantineJSON(item))
    }

    @Sendable private func replay(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.quarantineID()
        let order = try await JSONBody(request).decode(
            ReplayOrder.self,
            shape: .replay
        )
        try checkText(order.officer, field: "officer")
        try context.caller.permit(officer: order.officer)
        return .json(QuarantineJSON(try await service.replay(id, by: order.officer)))
    }

    @Sendable private func discard(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.quarantineID()
        let order = try await JSONBody(request).decode(
            DiscardOrder.self,
            shape: .discard
        )
        try checkText(order.officer, field: "officer")
        try context.caller.permit(officer: order.officer)
        try checkText(order.reason, field: "reason")
        return .json(QuarantineJSON(try await service.discard(id, by: order.officer, reason: order.reason)))
    }

    private func checkText(_ text: String, field: String) throws(Problem) {
        guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= APILimits.operatorTextBytesMax else {
            throw Problem(
                .badValue,
                "\(field) is a text of 1 to \(APILimits.operatorTextBytesMax) bytes, not blank.",
                field: field
            )
        }
    }
}

/// Who replays an entry.
private struct ReplayOrder: Decodable {
    var officer: String
}

/// Who discards an entry, and why.
private struct DiscardOrder: Decodable {
    var officer: String
    var reason: String
}
