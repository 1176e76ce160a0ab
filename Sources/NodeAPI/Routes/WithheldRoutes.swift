import CaseModel
import Hummingbird

/// Materials that are kept aside: list, release, discard.
struct WithheldRoutes {
    let service: any WithheldService

    func add(to router: Router<APIContext>) {
        router.on(.listWithheld, use: list)
        router.on(.releaseWithheld) { request, context in
            let (digest, order) = (try context.digest(), try await Self.order(request, context))
            return Response.json(
                WithheldJSON(try await service.release(digest, by: order.officer, reason: order.reason))
            )
        }
        router.on(.discardWithheld) { request, context in
            let (digest, order) = (try context.digest(), try await Self.order(request, context))
            return Response.json(
                WithheldJSON(try await service.discard(digest, by: order.officer, reason: order.reason))
            )
        }
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let flags: Set<MaterialFlag> =
            query.text("state") == "all"
            ? [] : try query.choice("state", of: MaterialFlag.self).map { [$0] } ?? [.checking, .infected]
        let page = try await service.withheld(
            WithheldQuery(
                flags: flags,
                cursor: try query.number("cursor", in: 0...Int64.max),
                limit: try query.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
            )
        )
        return .json(WithheldPageJSON(page))
    }

    private static func order(_ request: Request, _ context: APIContext) async throws -> WithheldOrder {
        let order = try await JSONBody(request).decode(
            WithheldOrder.self,
            shape: .withheldOrder
        )
        try context.caller.permit(officer: order.officer)
        for (text, field) in [(order.officer, "officer"), (order.reason, "reason")] {
            guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= APILimits.operatorTextBytesMax else {
                throw Problem(
                    .badValue,
                    "\(field) is a text of 1 to \(APILimits.operatorTextBytesMax) bytes, not blank.",
                    field: field
                )
            }
        }
        return order
    }
}

/// Who decides about a material, and why.
private struct WithheldOrder: Decodable {
    var officer: String
    var reason: String
}
