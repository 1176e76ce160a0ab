import CaseModel
import Foundation

/// What a caller says of a file that comes in parts: names and values, as the header `Upload-Metadata` writes them.
struct UploadMetadata {
    /// What the file is said to be.
    var declared: DeclaredType?
    /// The digest that it should have.
    var digest: MaterialDigest?

    /// Reads `key base64, key base64`; what is not known is left alone.
    init(_ text: String) {
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: " ", omittingEmptySubsequences: true)
            guard parts.count == 2, let data = Data(base64Encoded: String(parts[1])) else { continue }
            let value = String(decoding: data, as: UTF8.self)
            switch parts[0] {
            case "filetype": declared = DeclaredType(value)
            case "sha256": digest = MaterialDigest(hex: value)
            default: break
            }
        }
    }
}
