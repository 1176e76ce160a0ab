import Foundation

/// What is wrong with a package, whatever it says: the folder's own rules.
package enum DropFault: Error, Hashable, Sendable {
    /// The name is not one that a package may have.
    case name
    /// Neither a folder nor a file that ends in `.json`.
    case kind
    /// A folder without `package.json`.
    case noDocument
    /// A file is not there, or its name leads elsewhere.
    case noFile(String)
    /// A link, or something else that is no plain file.
    case notPlain(String)
    /// The document is larger than a request may be.
    case documentTooLarge(limit: Int)
    /// All files together are larger than is allowed.
    case tooLarge(limit: Int64)
    /// There are more files than is allowed.
    case tooMany(limit: Int)

    /// What is wrong and what to do next.
    package var message: String {
        switch self {
        case .name:
            "The name of a package has 1 to \(DropLimits.nameCharactersMax) letters, digits, hyphens, underscores and dots, "
                + "of ASCII. Give it such a name."
        case .kind: "A package is a folder with package.json in it, or one file that ends in .json."
        case .noDocument:
            "The folder has no package.json. Put it together under a name that ends in .part, then rename it."
        case .noFile(let name):
            "There is no file \(name) in the package. Name a file beside package.json, without a path."
        case .notPlain(let name): "\(name) is a link or no plain file. Put the file itself into the package."
        case .documentTooLarge(let limit): "The document has more than \(limit) bytes. Put what is long into a file."
        case .tooLarge(let limit): "The files of the package have more than \(limit) bytes together. Send fewer."
        case .tooMany(let limit): "The package has more than \(limit) files. Send fewer."
        }
    }

    /// The file that is meant, if one is.
    package var file: String? {
        switch self {
        case .noFile(let name), .notPlain(let name): name
        default: nil
        }
    }
}

/// Bounds of a folder of packages.
package enum DropLimits {
    /// Characters of a package's name.
    package static let nameCharactersMax = 64
    /// Bytes of what a package says.
    package static let documentBytesMax = 1 << 20
    /// Files of a package.
    package static let filesMax = 100
    /// Packages of one round.
    static let packagesPerRoundMax = 50
    /// Events that are looked at at once.
    static let eventsMax = 200
    /// How long a package waits that could not be taken just now.
    static let retryMilliseconds: Int64 = 10_000
}
