import HTTPTypes
import Hummingbird
import JSONCoding

/// A request's JSON body: read within the limit, checked for its shape, and decoded.
struct JSONBody {
    /// The bytes as they came.
    let bytes: [UInt8]
    /// What they say.
    let node: JSONNode

    /// Reads a request's body; refuses another media type, too many bytes, and what is not JSON.
    init(_ request: Request) async throws(Problem) {
        try Self.checkMediaType(request.headers[.contentType], is: "application/json")
        let limit = APILimits.jsonBodyBytesMax
        if let announced = request.headers[.contentLength].flatMap(Int.init), announced > limit {
            throw Self.tooLarge
        }
        var bytes: [UInt8] = []
        do {
            for try await chunk in request.body {
                guard bytes.count + chunk.readableBytes <= limit else { throw Self.tooLarge }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.uploadBroken, "The body ended early. Nothing was done. Send the request again.")
        }
        try self.init(bytes: bytes)
    }

    /// Reads bytes that are there; refuses what is not JSON.
    init(bytes: [UInt8]) throws(Problem) {
        self.bytes = bytes
        do {
            node = try JSONParser.parse(bytes, depthMax: APILimits.jsonDepthMax)
        } catch {
            throw Problem(
                .malformedJSON,
                "Line \(error.place.line), column \(error.place.column): \(error.why).",
                place: error.place
            )
        }
    }

    /// Decodes after the shape was checked.
    func decode<Value: Decodable>(_ type: Value.Type, shape: JSONShape) throws(Problem) -> Value {
        try shape.check(node)
        return try decode(type)
    }

    /// Decodes a body whose shape was checked before.
    func decode<Value: Decodable>(_ type: Value.Type) throws(Problem) -> Value {
        do {
            return try JSONTree.decode(type, from: node)
        } catch let error as DecodingError {
            throw Problem(decoding: error)
        } catch {
            throw Problem(.badValue, "The body could not be understood.")
        }
    }

    private static var tooLarge: Problem {
        Problem(
            .bodyTooLarge,
            "A JSON body has at most \(APILimits.jsonBodyBytesMax) bytes. Put files to /v1/materials and name them here."
        )
    }

    /// Refuses a body of another media type.
    static func checkMediaType(_ text: String?, is wanted: String) throws(Problem) {
        let essence = text?.split(separator: ";").first.map { $0.trimming { $0 == " " }.lowercased() }
        guard essence == wanted else {
            throw Problem(
                .unsupportedMediaType,
                "Send JSON with the header Content-Type: \(wanted).",
                field: "Content-Type",
                allowed: [wanted]
            )
        }
    }
}

extension Problem {
    /// The problem that tells a caller which value could not be decoded.
    ///
    /// Never repeats the value.
    init(decoding error: DecodingError) {
        let context: DecodingError.Context
        var why = ""
        switch error {
        case .typeMismatch(_, let inner), .valueNotFound(_, let inner): context = inner
        case .keyNotFound(let key, let inner):
            self.init(
                .missingKey,
                "The key \(key.stringValue) is missing.",
                field: Self.path(inner.codingPath + [key])
            )
            return
        case .dataCorrupted(let inner):
            context = inner
            // The sentences of the model and of the decoder say what is expected and start in lower case; others may show
            // the value.
            if inner.debugDescription.first?.isLowercase == true { why = ": \(inner.debugDescription)" }
        @unknown default:
            self.init(.badValue, "The body could not be understood.")
            return
        }
        let field = Self.path(context.codingPath)
        self.init(.badValue, "\(field.isEmpty ? "The body" : field) could not be understood\(why).", field: field)
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}

extension StringProtocol {
    /// Without the characters at both ends that match.
    func trimming(_ matches: (Character) -> Bool) -> SubSequence {
        var rest = self[...]
        while let first = rest.first, matches(first) { rest = rest.dropFirst() }
        while let last = rest.last, matches(last) { rest = rest.dropLast() }
        return rest
    }
}
