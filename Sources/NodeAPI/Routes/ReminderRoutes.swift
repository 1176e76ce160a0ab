import CaseModel
import Hummingbird

/// What people were told of cases that are slow.
struct ReminderRoutes {
    let service: any ReminderService

    func add(to router: Router<APIContext>) { router.on(.listReminders, use: list) }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let stage = try query.choice("stage", of: Stage.self)
        let clock = try query.choice("clock", of: ClockKind.self)
        guard stage == nil || clock == nil else {
            throw Problem(
                .badQuery,
                "A reminder is about a stage or about a clock. Give one of the two.",
                field: "clock"
            )
        }
        let page = try await service.reminders(
            ReminderFilter(
                state: try query.choice("state", of: ReminderFilter.State.self) ?? .open,
                role: try query.choice("role", of: Role.self),
                number: try query.caseNumber("case"),
                subject: stage?.rawValue ?? clock?.rawValue,
                cursor: try query.number("cursor", in: 0...Int64.max),
                limit: try query.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
            )
        )
        return .json(ReminderListJSON(page))
    }
}
