import FoundationEssentials
import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let tusResumable = tus("Tus-Resumable")
    static let tusVersion = tus("Tus-Version")
    static let tusExtension = tus("Tus-Extension")
    static let tusMaxSize = tus("Tus-Max-Size")
    static let tusChecksumAlgorithm = tus("Tus-Checksum-Algorithm")
    static let uploadLength = tus("Upload-Length")
    static let uploadOffset = tus("Upload-Offset")
    static let uploadDeferLength = tus("Upload-Defer-Length")
    static let uploadMetadata = tus("Upload-Metadata")
    static let uploadChecksum = tus("Upload-Checksum")
    static let uploadExpires = tus("Upload-Expires")
    static let materialDigest = tus("Material-Digest")
    static let methodOverride = tus("X-HTTP-Method-Override")

    private static func tus(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a header's name") }
        return name
    }
}

/// The headers of the protocol for uploads in parts, tus 1.0.
enum TusHeaders {
    /// The version that is spoken.
    static let version = "1.0.0"
    /// What is spoken beside the core.
    static let extensions = "creation,creation-with-upload,creation-defer-length,checksum,termination,expiration"
    /// The media type of a part.
    static let partType = "application/offset+octet-stream"
    /// The longest description of a file.
    static let metadataBytesMax = 4_096

    /// Refuses a request that speaks another version.
    static func checkVersion(_ request: Request) throws(Problem) {
        guard request.headers[.tusResumable] != version else { return }
        var problem = Problem(
            .tusVersion,
            "Say Tus-Resumable: \(version) with every request; no other version is spoken here.",
            field: "Tus-Resumable",
            allowed: [version]
        )
        problem.headers[.tusVersion] = version
        throw problem
    }

    /// A number of bytes in a header; `nil` where the header is not there.
    static func bytes(_ request: Request, _ name: HTTPField.Name) throws(Problem) -> Int64? {
        guard let text = request.headers[name] else { return nil }
        guard let number = Int64(text), number >= 0, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw Problem(.badHeader, "\(name.rawName) is a whole number of bytes.", field: name.rawName)
        }
        return number
    }

    /// The description of a file, checked: `key base64, key base64`, where a value may be left out.
    static func metadata(_ request: Request) throws(Problem) -> String {
        // Some clients send the header with nothing in it.
        guard let text = request.headers[.uploadMetadata], text.contains(where: { $0 != " " }) else { return "" }
        var keys: Set<Substring> = []
        for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = pair.split(separator: " ")
            guard let key = parts.first, parts.count <= 2, keys.insert(key).inserted,
                parts.count == 1 || Data(base64Encoded: String(parts[1])) != nil,
                text.utf8.count <= metadataBytesMax
            else {
                throw Problem(
                    .badHeader,
                    "Upload-Metadata holds pairs of a key and a value in Base64, set apart by commas, such as "
                        + "filename c2Nhbi5wZGY=,filetype YXBwbGljYXRpb24vcGRm. No key stands twice, and all together has at "
                        + "most \(metadataBytesMax) bytes.",
                    field: "Upload-Metadata"
                )
            }
        }
        return text
    }

    /// The checksum of a part; `nil` where none is given.
    static func checksum(_ request: Request) throws(Problem) -> UploadPart.Checksum? {
        guard let text = request.headers[.uploadChecksum] else { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let name = parts.first.map({ $0.lowercased() }), let last = parts.last,
            let algorithm = UploadPart.Checksum.Algorithm(rawValue: name == "sha256" ? "sha-256" : name),
            let value = Data(base64Encoded: String(last))
        else {
            throw Problem(
                .badHeader,
                "Upload-Checksum holds the name of an algorithm and the checksum in Base64.",
                field: "Upload-Checksum",
                allowed: UploadPart.Checksum.Algorithm.allCases.map(\.rawValue)
            )
        }
        return UploadPart.Checksum(algorithm: algorithm, value: Array(value))
    }

    /// What every answer about an upload says.
    static func answer(_ upload: UploadView) -> HTTPFields {
        var fields: HTTPFields = [
            .tusResumable: version, .uploadOffset: "\(upload.offset)", .cacheControl: "no-store",
            .uploadExpires: HTTPDate.text(milliseconds: upload.expiresAt),
        ]
        if let material = upload.material { fields[.materialDigest] = "\(material)" }
        return fields
    }
}
