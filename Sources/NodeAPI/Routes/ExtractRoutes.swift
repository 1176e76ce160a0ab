import CaseModel
import HTTPTypes
import Hummingbird

/// How a table that other systems take over is written.
enum ExtractFormat: String, CaseIterable {
    case ndjson, csv
}

/// Tables of cases and events that other systems take over, streamed row by row.
///
/// A piece is read only after the one before is written, so that a slow reader costs one piece of memory.
struct ExtractRoutes {
    let service: any ExtractService

    func add(to router: Router<APIContext>) {
        router.on(.extractCases, use: cases)
        router.on(.extractEvents, use: events)
    }

    @Sendable private func cases(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let asked = try Self.asked(query, by: try query.choice("by", of: ExtractQuery.Basis.self) ?? .registered)
        return try await answer(request, query, asked, CaseExtract.table, name: "cases", service.extractCases)
    }

    @Sendable private func events(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let asked = try Self.asked(query, by: .registered)
        return try await answer(request, query, asked, EventExtract.table, name: "events", service.extractEvents)
    }

    private static func asked(_ query: RequestQuery, by basis: ExtractQuery.Basis) throws -> ExtractQuery {
        let asked = ExtractQuery(
            after: try query.number("after", in: 0...Int64.max) ?? 0,
            from: try query.day("from"),
            to: try query.day("to"),
            basis: basis
        )
        if let from = asked.from, let to = asked.to, from > to {
            throw Problem(.badQuery, "to lies before from. Give the later day as to.", field: "to")
        }
        return asked
    }

    private func answer<Row: Hashable & Sendable>(
        _ request: Request,
        _ query: RequestQuery,
        _ asked: ExtractQuery,
        _ table: ExtractTable<Row>,
        name: String,
        _ read: @escaping @Sendable (ExtractQuery) async throws(ServiceError) -> ExtractPage<Row>
    ) async throws -> Response {
        // The parameter is for callers that cannot set a header.
        let format = try query.choice("format", of: ExtractFormat.self) ?? (request.headers.acceptCSV ? .csv : .ndjson)
        // Read before the head is sent, so that what cannot be read at all is a problem.
        let first = try await read(asked)
        let body = ResponseBody { writer in
            try await aside {
                var page = first
                var asked = asked
                if format == .csv { try await writer.write(ByteBuffer(string: table.header)) }
                while true {
                    var piece = ByteBuffer()
                    for row in page.rows {
                        switch format {
                        case .csv: piece.writeString(table.line(row))
                        case .ndjson: piece.writeString(try JSONText.line(ExtractJSON(cells: table.cells(row))) + "\n")
                        }
                    }
                    if piece.readableBytes > 0 { try await writer.write(piece) }
                    guard let next = page.next else { break }
                    asked.after = next
                    page = try await read(asked)
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: format == .csv
                    ? "text/csv; charset=utf-8; header=present" : "\(BulkRoutes.mediaType); charset=utf-8",
                .cacheControl: "no-store",
                .contentDisposition: FileName.disposition("\(name).\(format.rawValue)"),
            ],
            body: body
        )
    }
}
