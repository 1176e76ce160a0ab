import HTTPTypes
import Hummingbird

/// The headers that make a write repeatable and safe against another's change.
struct WriteHeaders {
    /// The `Idempotency-Key`, behind what stands for the caller's account, so that two accounts may use the same key.
    let key: String
    /// The version in `If-Match`, or `nil` for any.
    let expectedVersion: Int?

    /// Reads the headers of a write, and takes the caller from the context.
    init(_ request: Request, _ context: APIContext) throws(Problem) {
        guard let key = request.headers[.idempotencyKey], !key.isEmpty else {
            throw Problem(
                .keyRequired,
                "Give this request a name of its own in the header Idempotency-Key (a random UUID will do), and the same "
                    + "name when you repeat it: then it is done once.",
                field: "Idempotency-Key"
            )
        }
        guard Self.isKey(key) else { throw Problem(.badHeader, Self.keyForm, field: "Idempotency-Key") }
        self.key = context.caller.keyPrefix + key
        expectedVersion = try Self.version(request.headers[.ifMatch])
    }

    /// Names a request for repetition: the key, and everything that makes it this request.
    func write(_ route: String, body: JSONBody) -> WriteKey {
        let head = "\(route)\n\(expectedVersion.map(String.init) ?? "*")\n"
        return WriteKey(key: key, request: Array(head.utf8) + body.bytes)
    }

    /// Whether a text can name a request for repetition.
    static func isKey(_ text: String) -> Bool {
        (1...APILimits.idempotencyKeyBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// What such a name looks like.
    static let keyForm =
        "A key for repetition has 1 to \(APILimits.idempotencyKeyBytesMax) visible ASCII characters and no spaces."

    private static func version(_ text: String?) throws(Problem) -> Int? {
        guard let text, text != "*" else { return nil }
        let quoted = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
        guard quoted.count > 2, quoted.first == "\"", quoted.last == "\"",
            let version = Int(quoted.dropFirst().dropLast()), version > 0
        else {
            throw Problem(
                .badHeader,
                "If-Match holds the ETag of the case as it was given, such as \"3\".",
                field: "If-Match"
            )
        }
        return version
    }
}
