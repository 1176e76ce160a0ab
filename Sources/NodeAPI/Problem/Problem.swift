import HTTPTypes
import Hummingbird
import JSONCoding

/// An answer that says what is wrong and what to do next (RFC 9457).
package struct Problem: Error, Hashable, Sendable {
    /// What kind of problem it is.
    package var kind: ProblemKind
    /// What is wrong this time and what to do next.
    ///
    /// Holds no personal data.
    package var detail: String
    /// Which part of the request, as a path such as `materials[2].name`, or a header's or a parameter's name.
    package var field: String?
    /// What would have been possible there.
    package var allowed: [String]
    /// Where in the body, for JSON that cannot be read.
    package var place: TextPlace?
    /// After how many seconds to try again, where that helps.
    package var retryAfterSeconds: Int?
    /// The case's version now, where the caller had another.
    package var currentVersion: Int?
    /// Why a node takes no work, where that is what is wrong.
    package var reasons: [ReadinessReason] = []
    /// More headers for the answer.
    package var headers: HTTPFields = [:]

    /// Makes a problem.
    package init(
        _ kind: ProblemKind,
        _ detail: String,
        field: String? = nil,
        allowed: [String] = [],
        place: TextPlace? = nil,
        retryAfterSeconds: Int? = nil,
        currentVersion: Int? = nil
    ) {
        self.kind = kind
        self.detail = detail
        self.field = field
        self.allowed = allowed
        self.place = place
        self.retryAfterSeconds = retryAfterSeconds
        self.currentVersion = currentVersion
    }

    /// The answer.
    func response() -> Response {
        var fields = headers
        fields[.contentType] = "application/problem+json"
        fields[.cacheControl] = "no-store"
        if let retryAfterSeconds { fields[.retryAfter] = String(retryAfterSeconds) }
        return Response(
            status: .init(code: kind.status),
            headers: fields,
            body: .init(byteBuffer: JSONText.encode(self))
        )
    }
}

extension Problem: Encodable {
    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, field, allowed, line, column, retryAfterSeconds, currentVersion,
            reasons
    }

    /// Writes the members of RFC 9457 and those of this API; what is not given is left out.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind.uri, forKey: .type)
        try container.encode(kind.title, forKey: .title)
        try container.encode(kind.status, forKey: .status)
        try container.encode(detail, forKey: .detail)
        try container.encodeIfPresent(field, forKey: .field)
        if !allowed.isEmpty { try container.encode(allowed, forKey: .allowed) }
        try container.encodeIfPresent(place?.line, forKey: .line)
        try container.encodeIfPresent(place?.column, forKey: .column)
        try container.encodeIfPresent(retryAfterSeconds, forKey: .retryAfterSeconds)
        try container.encodeIfPresent(currentVersion, forKey: .currentVersion)
        if !reasons.isEmpty { try container.encode(reasons, forKey: .reasons) }
    }
}
