import CaseModel
import Foundation

/// Why a material could not be kept or given.
package enum MaterialError: Error, Hashable, CustomStringConvertible {
    /// The operating system refused an operation, with its error number.
    case system(String, CInt)
    /// The disk is full.
    case diskFull
    /// The bytes have another digest than was promised.
    case digestDiffers(expected: MaterialDigest, got: MaterialDigest)
    /// The material is larger than the limit.
    case tooLarge(limit: Int64)
    /// This node doesn't have the material whole.
    case absent(MaterialDigest)

    /// Whether room on the disk would help.
    package var isDiskFull: Bool {
        switch self {
        case .diskFull, .system(_, ENOSPC), .system(_, EDQUOT): true
        default: false
        }
    }

    /// What happened and what to do next.
    package var description: String {
        switch self {
        case .system(let operation, let number):
            number == ENOSPC
                ? Self.diskFull.description
                : "the materials folder refused to \(operation): \(String(cString: strerror(number))); check the disk and the folder's owner"
        case .diskFull: "the disk of the materials folder is full; make room, then send the material again"
        case .digestDiffers(let expected, let got):
            "the bytes have the digest \(got), not \(expected); send the file again from its source"
        case .tooLarge(let limit):
            "the material is larger than \(limit) bytes; split it, or ask the operator for a larger limit"
        case .absent(let digest): "the material \(digest) is not here yet; ask again when it is complete"
        }
    }
}
