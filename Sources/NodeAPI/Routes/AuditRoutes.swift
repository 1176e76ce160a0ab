import CaseModel
import Hummingbird

/// The audit trail: list, verify.
struct AuditRoutes {
    let service: any AuditService

    func add(to router: Router<APIContext>) {
        router.on(.listAudit, use: list)
        router.on(.verifyAudit, use: verify)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let page = try await service.audit(
            AuditQuery(
                number: try query.caseNumber("case"),
                officer: query.text("officer"),
                cursor: try query.number("cursor", in: 0...Int64.max),
                limit: try query.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
            )
        )
        return .json(AuditPageJSON(page))
    }

    @Sendable private func verify(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        return .json(AuditReportJSON(try await service.checkAudit(known: try query.digest("digest"))))
    }
}
