// What an operation answers, status by status.
extension APIDescription {
    static func responses(
        _ said: OperationDescription,
        isHead: Bool,
        _ writer: inout SchemaWriter
    ) -> JSONValue {
        var pairs: [JSONValue.Pair] = []
        for answer in said.answers { pairs.append(.init(String(answer.status), self.answer(answer, &writer))) }
        let problems = said.allProblems
        for status in Set(problems.map(\.status)).sorted() {
            let kinds = problems.filter { $0.status == status }
            pairs.append(.init(String(status), problem(kinds, hasBody: !isHead, &writer)))
        }
        return .object(pairs)
    }

    private static func answer(
        _ answer: OperationDescription.Answer,
        _ writer: inout SchemaWriter
    ) -> JSONValue {
        var pairs: [JSONValue.Pair] = [.init("description", .text(answer.about))]
        pairs.append(.init("headers", headers(answer.headers, &writer)))
        var content: [JSONValue.Pair] = []
        for one in answer.content {
            let media: JSONValue =
                one.shape.map { ["schema": writer.schema($0), "example": $0.example] } ?? [:]
            content.append(.init(one.mediaType, media))
        }
        if !content.isEmpty { pairs.append(.init("content", .object(content))) }
        return .object(pairs)
    }

    private static func problem(
        _ kinds: [ProblemKind],
        hasBody: Bool,
        _ writer: inout SchemaWriter
    ) -> JSONValue {
        let names = kinds.map { "`\($0.name)`: \($0.title)" }.joined(separator: "; ")
        var pairs: [JSONValue.Pair] = [
            .init("description", .text(names)), .init("headers", headers([.retryAfter, .cacheControl], &writer)),
        ]
        if hasBody {
            let types = JSONValue.list(kinds.map { .text($0.uri) })
            let schema: JSONValue = [
                "allOf": [writer.schema(.problem)],
                "properties": ["type": ["enum": types]],
            ]
            pairs.append(.init("content", ["application/problem+json": ["schema": schema]]))
        }
        guard hasBody, kinds.count == 1, let kind = kinds.first else { return .object(pairs) }
        let name = kind.name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return writer.response(name, .object(pairs))
    }

    private static func headers(_ headers: [AnswerHeader], _ writer: inout SchemaWriter) -> JSONValue {
        .object(
            headers.map { header in
                .init(
                    header.name,
                    [
                        "description": .text(header.shape.meaning), "required": .flag(header.isRequired),
                        "schema": writer.schema(header.shape),
                    ]
                )
            }
        )
    }
}

extension OperationDescription.Tag {
    /// What the group is about.
    var about: String {
        switch self {
        case .cases: "Cases (办件) from the counter to the archive"
        case .records: "Sessions by video (视频联合受理) and documents (文书) of a case"
        case .evaluations: "What applicants say of a visit (好差评), and what follows from it"
        case .parcels: "Parcels between cities (邮寄件) and their chain of custody"
        case .contacts: "Whom to ask in another city (联络员)"
        case .items: "The catalogue (事项) and the cities' guides (办事指南)"
        case .materials: "Files, named by their SHA-256 (材料)"
        case .happenings: "Reminders (督办), counts (统计), and the event feed"
        case .operating: "Peers, the quarantine, and the audit trail (审计留痕)"
        case .webhooks: "Targets that are told of events by HTTP (事件回调)"
        case .accounts: "Who may call this node (账号): accounts and tokens"
        case .node: "The node itself, and this description"
        }
    }
}

extension JSONShape {
    /// Why a node takes no work.
    fileprivate static let readinessReason = answer(
        "ReadinessReason",
        "why a node takes no work",
        [
            required("code", .text(example: "disk-full", about: "its stable name")),
            required(
                "text",
                .text(
                    example: "only 12 MiB are left where the data is kept; make room",
                    about: "what is wrong and what to do"
                )
            ),
        ]
    )

    /// A problem.
    static let problem = answer(
        "Problem",
        "what is wrong and what to do next (RFC 9457)",
        [
            required(
                "type",
                .text(
                    pattern: "^urn:tongban:problem:",
                    example: "urn:tongban:problem:not-found",
                    about: "its stable name"
                )
            ),
            required("title", .text(example: "Not here", about: "what it is, the same each time")),
            required("status", .whole(400...599, example: 404, about: "the answer's status")),
            required(
                "detail",
                .text(
                    example: "There is no such case at this node. List them at /v1/cases.",
                    about: "what is wrong and what to do next"
                )
            ),
            sometimes("field", .text(example: "materials[2].name", about: "which part of the request is meant")),
            sometimes(
                "allowed",
                .list(.text(example: "reviewer", about: "something possible")),
                "what would have been possible there"
            ),
            sometimes("line", .whole(1...Int64.max, example: 1, about: "the line, for JSON that cannot be read")),
            sometimes("column", .whole(1...Int64.max, example: 7, about: "the character in that line")),
            sometimes("retryAfterSeconds", .whole(1...3_600, example: 5, about: "after how many seconds to try again")),
            sometimes("currentVersion", .version, "the case's version now, where the caller had another"),
            sometimes("reasons", .list(.readinessReason), "why the node takes no work now"),
        ]
    )
}
