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
    /// Files like this one are not taken.
    case content(ContentRefusal)
    /// The check for viruses found something; the material is kept aside.
    case infected(MaterialDigest, finding: String)
    /// An operator put it away for good.
    case discarded(MaterialDigest)
    /// It could not be checked for viruses, and the configuration refuses such files.
    case unchecked(String)

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
        case .content(let refusal): refusal.message
        case .infected(let digest, let finding):
            "the check of \(digest) found \(finding); it is kept aside, and 'tongban material quarantine list' shows it"
        case .discarded(let digest): "an operator put \(digest) away for good; send another file"
        case .unchecked(let why): "the file could not be checked for viruses (\(why)); send it again later"
        case .absent(let digest): "the material \(digest) is not here yet; ask again when it is complete"
        }
    }
}

extension ContentRules {
    /// Refuses a file that is not taken, as ``check(_:declared:size:)`` does.
    func admit(_ kind: ContentKind, declared: DeclaredType?, size: Int64) throws(MaterialError) {
        do {
            try check(kind, declared: declared, size: size)
        } catch {
            throw .content(error)
        }
    }
}
