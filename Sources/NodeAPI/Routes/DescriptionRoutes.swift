import HTTPTypes
import Hummingbird

/// What this API is: the description for programs, the reference page for people.
///
/// Both are made once in a program's life, for the first who asks: most nodes are never asked, and would hold them for nothing.
enum DescriptionRoutes {
    private static let document = PublishedPage(APIDescription.document().compact, mediaType: APIDescription.mediaType)
    private static let reference = PublishedPage(
        ReferencePage().html,
        mediaType: "text/html; charset=utf-8",
        security: "default-src 'none'; style-src '\(ReferenceStyle.source)'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'"
    )

    /// Adds them to a router.
    static func add(to router: Router<APIContext>) {
        router.on(.describe) { request, _ in document.answer(to: request) }
        router.on(.showReference) { request, _ in reference.answer(to: request) }
    }
}

/// A page that stays the same while the node runs.
private struct PublishedPage: Sendable {
    private let text: String
    private let tag: String
    private let headers: HTTPFields

    init(_ text: String, mediaType: String, security: String = "default-src 'none'; frame-ancestors 'none'") {
        self.text = text
        tag = Fingerprint.hex(of: text)
        headers = [
            .contentType: mediaType, .eTag: "\"\(tag)\"", .cacheControl: "no-cache",
            .xContentTypeOptions: "nosniff", .contentSecurityPolicy: security,
        ]
    }

    /// The page, or that the caller holds it already.
    func answer(to request: Request) -> Response {
        var headers = headers
        if ETag.matches(request.headers[.ifNoneMatch], tag) {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
