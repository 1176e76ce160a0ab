/// The API's description in OpenAPI 3.1, made of what the operations say of themselves.
enum APIDescription {
    /// The media type under which it is served.
    static let mediaType = "application/vnd.oai.openapi+json"
    /// What the API is, on the page and in the document.
    static let title = "Tongban 通办: the API of a city's node"
    /// The version of the API, which is in every path.
    static let version = "1"
    /// What there is to know before the first call.
    static let introduction = """
        Department systems (业务系统), portals and window software reach a node through this API and through nothing else.

        Bodies and answers are JSON in UTF-8. What is not known is left out, and answers may get more keys in later versions: \
        pass over those that are not known. Times are RFC 3339 in Asia/Shanghai. Keys and parameters that do not exist are \
        refused, never passed over.

        A write names itself with `Idempotency-Key`. Repeated with the same key and body, at any moment and from anywhere, \
        it has one effect and the same answer.

        A caller signs in with a token in the header `Authorization: Bearer TOKEN`. A token has scopes, and its account has \
        roles and offices; each call says which scope and which roles it needs. A node whose configuration has sign-in \
        switched off asks nobody, and neither does the Unix socket for what its machine's operators need.

        What cannot be done is answered with a problem (RFC 9457): `type` is a stable name, `detail` says what is wrong and \
        what to do next, `field` which part of the request is meant, and `allowed` what would have been possible there.
        """

    /// The whole document.
    static func document() -> JSONValue {
        var writer = SchemaWriter()
        let paths = self.paths(&writer)
        _ = writer.schema(.problem)
        _ = writer.schema(.event)
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .text(title), "version": .text(version), "description": .text(introduction),
                "license": ["name": "Apache License 2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/", "description": "the node that served this"]],
            "tags": .list(
                OperationDescription.Tag.allCases.map { ["name": .text($0.rawValue), "description": .text($0.about)] }
            ),
            "paths": .object(paths),
            "components": [
                "schemas": sorted(writer.schemas), "responses": sorted(writer.responses),
                "securitySchemes": .object([.init(Access.scheme, token), .init(Access.session, session)]),
            ],
        ]
    }

    private static let token: JSONValue = [
        "type": "http", "scheme": "bearer",
        "description": "a token of an account, as a security administrator makes it",
    ]

    private static let session: JSONValue = [
        "type": "apiKey", "in": "cookie", "name": "tongban",
        "description": """
        a person's session after `/v1/sign-in`; its name begins with `__Host-` under TLS, and its writes need the header \
        `X-Requested-With`
        """,
    ]

    private static func sorted(_ parts: [String: JSONValue]) -> JSONValue {
        .object(parts.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) })
    }

    private static func paths(_ writer: inout SchemaWriter) -> [JSONValue.Pair] {
        var order: [String] = []
        var methods: [String: [JSONValue.Pair]] = [:]
        for operation in Operation.allCases {
            let route = operation.route
            if methods[route.path] == nil { order.append(route.path) }
            methods[route.path, default: []].append(
                .init(route.method.rawValue.lowercased(), self.operation(operation, &writer))
            )
        }
        return order.map { .init($0, .object(methods[$0, default: []])) }
    }

    private static func operation(_ operation: Operation, _ writer: inout SchemaWriter) -> JSONValue {
        let said = operation.description
        var pairs: [JSONValue.Pair] = [
            .init("operationId", .text(operation.rawValue)),
            .init("tags", [.text(said.tag.rawValue)]),
            .init("summary", .text(said.summary)),
            .init("description", .text(said.text + "\n\n" + operation.access.words)),
            .init("security", operation.access.security),
        ]
        if !said.parameters.isEmpty {
            pairs.append(.init("parameters", .list(said.parameters.map { parameter($0, &writer) })))
        }
        if let body = said.body { pairs.append(.init("requestBody", self.body(body, &writer))) }
        pairs.append(.init("responses", responses(said, isHead: operation.route.method == .head, &writer)))
        return .object(pairs)
    }

    private static func parameter(_ parameter: Parameter, _ writer: inout SchemaWriter) -> JSONValue {
        var schema = writer.schema(parameter.shape)
        if let fallback = parameter.fallback, case .object(let pairs) = schema {
            schema = .object(pairs + [.init("default", fallback)])
        }
        var pairs: [JSONValue.Pair] = [
            .init("name", .text(parameter.name)), .init("in", .text(parameter.place.rawValue)),
            .init("description", .text(parameter.shape.meaning)), .init("required", .flag(parameter.isRequired)),
        ]
        if case .list = parameter.shape.kind { pairs += [.init("style", "form"), .init("explode", false)] }
        return .object(pairs + [.init("schema", schema), .init("example", parameter.shape.example)])
    }

    private static func body(_ body: OperationDescription.Body, _ writer: inout SchemaWriter) -> JSONValue {
        var content: [JSONValue.Pair] = []
        if let shape = body.shape { content.append(.init("schema", writer.schema(shape))) }
        if !body.examples.isEmpty {
            content.append(
                .init("examples", .object(body.examples.map { .init($0.name, ["value": $0.value]) }))
            )
        }
        return [
            "required": .flag(body.shape != nil),
            "description": .text(body.shape?.about ?? "the bytes of the file"),
            "content": .object([.init(body.mediaType, .object(content))]),
        ]
    }
}
