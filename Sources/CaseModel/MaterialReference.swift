/// A file that belongs to a case, as the case names it.
///
/// Its bytes travel apart.
public struct MaterialReference: Hashable, Sendable, Codable {
    /// What the scanned paper is (材料形式).
    public enum Form: String, Hashable, Sendable, CaseIterable, Codable {
        /// The original was seen (原件).
        case original
        /// A copy (复印件).
        case copy
        /// It never was paper (电子材料).
        case electronic
    }

    /// The SHA-256 of its bytes.
    public var digest: MaterialDigest
    /// What it is called in the list of materials, 1 to 100 characters.
    public var name: String
    /// `type/subtype` as in RFC 6838, without parameters.
    public var mediaType: String
    /// Its bytes, 1 to 2 GiB.
    public var size: Int64
    /// What the scanned paper is.
    public var form: Form

    /// Names a material.
    public init(digest: MaterialDigest, name: String, mediaType: String, size: Int64, form: Form) {
        self.digest = digest
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.form = form
    }
}
