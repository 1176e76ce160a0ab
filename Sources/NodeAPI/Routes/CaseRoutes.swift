import CaseModel
import HTTPTypes
import Hummingbird

/// Cases: submit, list, show, act, reveal.
struct CaseRoutes {
    let service: any CaseService & SharedService

    func add(to router: Router<APIContext>) {
        router.on(.submitCase, use: submit)
        router.on(.listCases, use: list)
        router.on(.showCase, use: show)
        router.on(.actOnCase, use: act)
        router.on(.revealCase, use: reveal)
    }

    @Sendable private func submit(_ request: Request, _ context: APIContext) async throws -> Response {
        let headers = try WriteHeaders(request, context)
        guard headers.expectedVersion == nil else {
            throw Problem(.badHeader, "A new case has no version. Leave If-Match out.", field: "If-Match")
        }
        let body = try await JSONBody(request)
        let draft = try body.decode(CaseDraft.self, shape: .draft)
        try context.caller.permit(office: draft.office, role: draft.role, officer: draft.officer)
        let answer = try await service.submit(draft, write: headers.write("POST /v1/cases", body: body))
        return try await respond(request, answer, status: .created)
    }

    @Sendable private func act(_ request: Request, _ context: APIContext) async throws -> Response {
        let number = try context.caseNumber()
        let headers = try WriteHeaders(request, context)
        let body = try await JSONBody(request)
        let action = try CaseAction(body)
        try context.caller.permit(action.deed)
        let answer = try await service.act(
            action,
            on: number,
            expectedVersion: headers.expectedVersion,
            write: headers.write("POST /v1/cases/\(number)/actions", body: body)
        )
        // What the handling city has yet to answer is accepted, not done.
        return try await respond(request, answer, status: answer.effect == .applied ? .ok : .accepted)
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let number = try context.caseNumber()
        guard let view = try await service.caseView(number) else {
            throw ServiceError.notFound(.case, "\(number)")
        }
        return .json(
            CaseJSON(view, records: try await records(of: number)),
            headers: [.eTag: "\"\(view.record.version)\""]
        )
    }

    /// A look takes no key: each is a look of its own, with records of its own in the audit trail.
    @Sendable private func reveal(_ request: Request, _ context: APIContext) async throws -> Response {
        let number = try context.caseNumber()
        let order = try await JSONBody(request).decode(RevealOrder.self, shape: .reveal)
        try context.caller.permit(office: order.office, role: order.role, officer: order.officer)
        return .json(RevealedJSON(try await service.reveal(order, of: number)))
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let page = try await service.cases(
            CaseQuery(
                order: try query.choice("sort", of: CaseQuery.Order.self) ?? .newest,
                states: try query.choices("state", of: CaseState.self),
                side: try query.choice("side", of: Side.self),
                peer: try query.city("peer"),
                mode: try query.choice("mode", of: HandlingMode.self),
                ending: try query.number("ending", in: 0...6).flatMap { EndingCode(rawValue: Int($0)) },
                itemCodes: try query.items("item", atMost: APILimits.itemsOfListMax),
                dueBy: try query.day("dueBy"),
                cursor: try query.caseCursor(),
                limit: try query.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
            )
        )
        return .json(CasePageJSON(page))
    }

    /// The newest parcels, evaluations, sessions and documents of a case.
    private func records(of number: CaseNumber) async throws -> [SharedItem] {
        var records: [SharedItem] = []
        for kind in SharedKind.allCases where kind != .contacts {
            let query = SharedQuery(kind: kind, caseNumber: number, limit: APILimits.pageItemsDefault)
            records += try await service.sharedRecords(query).items
        }
        return records
    }

    private func respond(
        _ request: Request,
        _ answer: WriteAnswer,
        status: HTTPResponse.Status
    ) async throws -> Response {
        var headers: HTTPFields = [
            .location: "/v1/cases/\(answer.number)",
            .eTag: "\"\(answer.version)\"",
        ]
        if answer.replayed { headers[.idempotencyReplayed] = "true" }
        if let number = CaseNumber(answer.number) {
            headers.append(contentsOf: try await Preference(request).waiting(for: number, at: service))
        }
        return .json(WriteAnswerJSON(answer), status: status, headers: headers)
    }
}
