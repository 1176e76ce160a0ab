import CaseModel
import CityNode
import NodeAPI

extension NodeFacade {
    func extractCases(_ query: ExtractQuery) async throws(ServiceError) -> ExtractPage<CaseExtract> {
        try await serving {
            let rows = try await node.extractCases(
                after: query.after,
                from: query.from,
                through: query.to,
                by: query.basis == .changed ? .changed : .registered
            )
            // A piece that is empty is the last.
            return ExtractPage(rows: rows, next: rows.last?.sequence)
        }
    }

    func extractEvents(_ query: ExtractQuery) async throws(ServiceError) -> ExtractPage<EventExtract> {
        try await serving {
            let (events, next) = try await node.extractEvents(
                after: query.after,
                from: query.from,
                through: query.to
            )
            return ExtractPage(rows: events, next: next)
        }
    }
}
