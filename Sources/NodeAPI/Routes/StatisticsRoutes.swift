import CaseModel
import HTTPTypes
import Hummingbird

/// Reports, as JSON or as comma-separated values.
struct StatisticsRoutes {
    let service: any StatisticsService

    func add(to router: Router<APIContext>) { router.on(.reportStatistics, use: report) }

    @Sendable private func report(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let asked = StatisticsQuery(
            by: try query.choice("by", of: ReportPeriod.Length.self) ?? .month,
            from: try query.day("from"),
            to: try query.day("to")
        )
        if let from = asked.from, let to = asked.to, from > to {
            throw Problem(.badQuery, "to lies before from. Give the later day as to.", field: "to")
        }
        // The parameter is for callers that cannot set a header.
        let format = try query.choice("format", of: ReportFormat.self) ?? (request.headers.acceptCSV ? .csv : .json)
        let report = try await service.statistics(asked)
        guard format == .csv else { return .json(StatisticsJSON(report, asked)) }
        return Response(
            status: .ok,
            headers: [.contentType: "text/csv; charset=utf-8; header=present", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: report.csv))
        )
    }
}
