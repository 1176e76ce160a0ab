import CaseModel
import HTTPTypes
import Hummingbird

/// What writes to shared records have in common.
struct SharedWrites {
    let service: any SharedService

    /// Reads a body and its headers, makes a change of it, and answers what came of that.
    ///
    /// - Parameters:
    ///   - route: The method and the path, which are part of what makes a repetition the same request.
    ///   - begins: Whether the change begins a record; `nil` where that is seen by its version.
    ///   - link: The address of a session, from the change.
    ///   - change: Makes the change of a body, at a node.
    func write(
        _ request: Request,
        _ context: APIContext,
        _ route: String,
        begins: Bool?,
        link: (SharedChange, Standpoint) -> String? = { _, _ in nil },
        change: (JSONBody, Standpoint) throws -> SharedChange
    ) async throws -> Response {
        let headers = try WriteHeaders(request, context)
        guard headers.expectedVersion == nil else {
            throw Problem(
                .badHeader,
                "What does not follow on a record is refused by its own rules. Leave If-Match out.",
                field: "If-Match"
            )
        }
        let body = try await JSONBody(request)
        let here = try await service.standpoint()
        let said: SharedChange
        do { said = try change(body, here) } catch let refusal as CaseRefusal { throw ServiceError.refused(refusal) }
        let answer = try await service.change(said, write: headers.write(route, body: body))
        return Self.respond(answer, to: said, begins: begins ?? (answer.version == 1), link: link(said, here))
    }

    /// Makes sure that a record is here, so that a wrong name is told as one.
    func require(_ name: SharedName, as subject: ServiceError.Subject) async throws -> SharedItem {
        guard let item = try await service.sharedRecord(name) else {
            throw ServiceError.notFound(subject, "\(name.owner)/\(name.id)")
        }
        return item
    }

    private static func respond(
        _ answer: SharedAnswer,
        to change: SharedChange,
        begins: Bool,
        link: String?
    ) -> Response {
        // What the owner has yet to answer is accepted, not done.
        let status: HTTPResponse.Status =
            switch answer.effect {
            case .requested: .accepted
            case .applied: begins ? .created : .ok
            }
        var headers: HTTPFields = [:]
        headers[.location] = location(of: answer.name, change)
        if answer.effect == .applied { headers[.eTag] = "\"\(answer.version)\"" }
        if answer.replayed { headers[.idempotencyReplayed] = "true" }
        return .json(SharedAnswerJSON(answer, link: link), status: status, headers: headers)
    }

    private static func location(of name: SharedName, _ change: SharedChange) -> String? {
        switch name.kind {
        case .parcel: "/v1/parcels/\(name.owner)/\(name.id)"
        case .visit: "/v1/evaluations/\(name.owner)/\(name.id)"
        case .video: change.cases.first.map { "/v1/cases/\($0)/videos" }
        case .document: change.cases.first.map { "/v1/cases/\($0)/documents" }
        case .contacts: "/v1/contacts/\(name.owner)"
        }
    }
}

extension RequestQuery {
    /// A list of records of a kind; `owner` is the parameter that names their city.
    func shared(_ kind: SharedKind, owner: String) throws(Problem) -> SharedQuery {
        SharedQuery(
            kind: kind,
            owner: try city(owner),
            caseNumber: try caseNumber("case"),
            states: try words("state", of: SharedRecord.states(of: kind)),
            cursor: try number("cursor", in: 0...Int64.max),
            limit: try number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
        )
    }

    /// A page of a case's records of a kind.
    func shared(_ kind: SharedKind, of number: CaseNumber) throws(Problem) -> SharedQuery {
        SharedQuery(
            kind: kind,
            caseNumber: number,
            cursor: try self.number("cursor", in: 0...Int64.max),
            limit: try self.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
        )
    }
}
