import CaseModel
import FoundationEssentials
import HTTPTypes

/// Reads the digest that a caller gives with an upload.
enum DigestHeader {
    /// The SHA-256 in `Content-Digest` or `Repr-Digest` (RFC 9530, `sha-256=:base64:`) or `Digest` (RFC 3230,
    /// `sha-256=base64`); `nil` where there is none of these headers.
    ///
    /// Other algorithms beside it are passed over; a header without SHA-256 is refused, for it would promise a check
    /// that is not made.
    static func read(_ headers: HTTPFields) throws(Problem) -> MaterialDigest? {
        var found: MaterialDigest?
        for name in [HTTPField.Name.contentDigest, .reprDigest, .digest] {
            guard let text = headers[name] else { continue }
            guard let digest = digest(in: text) else {
                throw Problem(
                    .badHeader,
                    "Write \(name.rawName): sha-256=:BASE64: with the SHA-256 of the file.",
                    field: name.rawName,
                    allowed: ["sha-256"]
                )
            }
            if let found, found != digest {
                throw Problem(.badHeader, "The headers name two different digests. Give one.", field: name.rawName)
            }
            found = digest
        }
        return found
    }

    private static func digest(in text: String) -> MaterialDigest? {
        for part in text.split(separator: ",") {
            let pair = part.trimming { $0 == " " }
            guard let sign = pair.firstIndex(of: "="), pair[..<sign].lowercased() == "sha-256" else { continue }
            let value = pair[pair.index(after: sign)...].trimming { $0 == ":" }
            guard let data = Data(base64Encoded: String(value)) else { return nil }
            return MaterialDigest(data)
        }
        return nil
    }
}
