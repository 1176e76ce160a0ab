/// Why a file is not taken as a material.
public enum ContentRefusal: Error, Hashable, Sendable {
    /// It can run on the machine of whoever opens it.
    case dangerous(ContentKind)
    /// Its bytes are something else than what it is said to be.
    case differs(declared: String, found: ContentKind)
    /// Its type is not among those that are taken.
    case notTaken(String, allowed: [String])
    /// It has no bytes.
    case empty
    /// It is larger than files of its type may be.
    case tooLarge(String, limit: Int64)

    /// What is wrong and what to do next, in one sentence or two.
    public var message: String {
        switch self {
        case .dangerous(let kind):
            "Programs, scripts, macros, web pages and SVG are never taken, and this is \(kind.rawValue). Send a PDF, an OFD "
                + "or a picture."
        case .differs(let declared, let found):
            "This is said to be \(declared), and its bytes are \(found.mediaType). Send the file itself, or say what it is."
        case .notTaken(let type, _): "Files of the type \(type) are not taken. Send one of the types that are allowed."
        case .empty: "An empty file is no material. Send the file with its content."
        case .tooLarge(let type, let limit):
            "Files of the type \(type) have at most \(limit) bytes. Send a smaller one."
        }
    }
}
