/// Which files a node takes as materials.
public struct ContentRules: Hashable, Sendable {
    /// A type that is taken.
    public struct Allowed: Hashable, Sendable {
        /// The media type.
        public var type: DeclaredType
        /// The largest file of it in bytes; `nil` for the node's own limit.
        public var bytesMax: Int64?

        /// Takes files of a type.
        public init(type: DeclaredType, bytesMax: Int64? = nil) {
            self.type = type
            self.bytesMax = bytesMax
        }
    }

    /// The types that are taken; `nil` takes everything that is not dangerous.
    public var allowed: [Allowed]?

    /// Takes these types, or, without a list, everything that is not dangerous.
    public init(allowed: [Allowed]? = nil) { self.allowed = allowed }

    /// The types that counters really get: scans, photographs, videos, Office and WPS, OFD, text and archives.
    public static let usual: [Allowed] = [
        "application/pdf", "application/ofd", "image/jpeg", "image/png", "image/tiff", "image/bmp", "image/gif",
        "image/webp", "image/heic", "video/mp4", "application/msword", "application/vnd.ms-excel",
        "application/wps-office.wps", "application/wps-office.et",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/xml", "text/plain",
        "application/zip",
    ].compactMap { DeclaredType($0).map { Allowed(type: $0) } }

    /// Refuses a file that is not taken.
    ///
    /// - Parameters:
    ///   - kind: what it is by its bytes.
    ///   - declared: what it is said to be; `nil` where nothing was said, and then its kind alone decides.
    ///   - size: its bytes.
    public func check(_ kind: ContentKind, declared: DeclaredType?, size: Int64) throws(ContentRefusal) {
        guard size > 0 else { throw .empty }
        guard !kind.isDangerous else { throw .dangerous(kind) }
        if let declared { try compare(kind, with: declared) }
        guard let allowed else { return }
        let fitting = allowed.filter { one in
            if let declared, one.type == declared || one.type.kinds == nil { return one.type == declared }
            return one.type.kinds?.contains(kind) ?? false
        }
        guard !fitting.isEmpty else {
            throw .notTaken(declared?.text ?? kind.mediaType, allowed: allowed.map(\.type.text))
        }
        let limits = fitting.compactMap(\.bytesMax)
        // A type without a limit of its own has the node's, which was looked at before.
        if limits.count == fitting.count, let most = limits.max(), size > most {
            throw .tooLarge(declared?.text ?? kind.mediaType, limit: most)
        }
    }

    /// Refuses a declared type that the content is not; one that is not in the table cannot be compared.
    public func compare(_ kind: ContentKind, with declared: DeclaredType) throws(ContentRefusal) {
        guard let kinds = declared.kinds else { return }
        if let dangerous = kinds.first(where: \.isDangerous) { throw .dangerous(dangerous) }
        guard kinds.contains(kind) else { throw .differs(declared: declared.text, found: kind) }
    }

    /// Why a file of another city is not what it is said to be; `nil` where it is.
    ///
    /// Pages are among the documents that
    /// cities issue.
    public static func difference(_ kind: ContentKind, from declared: DeclaredType?) -> ContentRefusal? {
        if let kinds = declared?.kinds, let declared {
            return kinds.contains(kind) && (!kind.isDangerous || kind == .html)
                ? nil : .differs(declared: declared.text, found: kind)
        }
        return kind.isDangerous ? .dangerous(kind) : nil
    }
}
