import CaseModel
import HTTPTypes
import Hummingbird

/// Evaluations of visits (好差评), and the tickets of bad ones.
struct EvaluationRoutes {
    let service: any CaseService & SharedService

    func add(to router: Router<APIContext>) {
        router.on(.addEvaluation, use: add)
        router.on(.listEvaluations, use: list)
        router.on(.showEvaluation, use: show)
        router.on(.stepEvaluation, use: step)
    }

    private var writes: SharedWrites { SharedWrites(service: service) }

    @Sendable private func add(_ request: Request, _ context: APIContext) async throws -> Response {
        let number = try context.caseNumber()
        guard try await service.caseView(number) != nil else { throw ServiceError.notFound(.case, "\(number)") }
        return try await writes.write(request, context, "POST /v1/cases/\(number)/evaluations", begins: true) {
            body,
            here in
            try body.decode(EvaluationDraft.self, shape: .evaluation)
                .change(of: number, at: here, name: Self.newName())
        }
    }

    @Sendable private func step(_ request: Request, _ context: APIContext) async throws -> Response {
        let name = try name(context)
        _ = try await writes.require(name, as: .evaluation)
        return try await writes.write(
            request,
            context,
            "POST /v1/evaluations/\(name.owner)/\(name.id)/steps",
            begins: false
        ) { body, here in
            let step = try body.decode(RectificationDraft.self, shape: .rectification)
            try context.caller.permit(office: step.by.office, officer: step.officer)
            return step.change(of: .init(city: name.owner, id: name.id), at: here)
        }
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let page = try await service.sharedRecords(try query.shared(.visit, owner: "city"))
        return .json(EvaluationPageJSON(page, now: try await service.standpoint().now))
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let name = try name(context)
        let item = try await writes.require(name, as: .evaluation)
        guard let evaluation = EvaluationJSON(item, now: try await service.standpoint().now) else {
            throw ServiceError.fault("\(name) holds something else than a visit")
        }
        return .json(evaluation, headers: [.eTag: "\"\(item.version)\""])
    }

    private func name(_ context: APIContext) throws -> SharedName {
        SharedName(kind: .visit, owner: try context.cityCode("city"), id: try context.recordID())
    }

    /// A name for a visit that has none: random, since two nodes give names to visits of one office.
    private static func newName() -> String {
        "V-" + String(UInt64.random(in: UInt64.min...UInt64.max), radix: 36, uppercase: true)
    }
}
