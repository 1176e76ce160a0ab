import CaseModel

/// A material on its way in.
package struct MaterialUpload: Sendable {
    /// The bytes; throws where the caller breaks off.
    package var bytes: ByteStream
    /// What the caller says it is; `nil` where that says nothing.
    package var declared: DeclaredType?
    /// The digest that the caller says it has, to be compared at the end.
    package var expectedDigest: MaterialDigest?
    /// The number of bytes that the caller announced.
    package var expectedSize: Int64?
    /// The most bytes to take; more is `.tooLarge`.
    package var sizeMax: Int64

    /// Makes an upload.
    package init(
        bytes: ByteStream,
        declared: DeclaredType?,
        expectedDigest: MaterialDigest?,
        expectedSize: Int64?,
        sizeMax: Int64
    ) {
        self.bytes = bytes
        self.declared = declared
        self.expectedDigest = expectedDigest
        self.expectedSize = expectedSize
        self.sizeMax = sizeMax
    }
}

/// A material that is on disk.
package struct StoredMaterial: Hashable, Sendable {
    /// Its name.
    package var digest: MaterialDigest
    /// Its length in bytes.
    package var size: Int64
    /// Whether it was here before.
    package var existed: Bool
    /// Whether it waits for the check for viruses.
    package var isBeingChecked: Bool

    /// Makes an answer.
    package init(digest: MaterialDigest, size: Int64, existed: Bool, isBeingChecked: Bool = false) {
        self.isBeingChecked = isBeingChecked
        self.digest = digest
        self.size = size
        self.existed = existed
    }
}

/// What is known of a material.
package struct MaterialInfo: Hashable, Sendable {
    /// Its name.
    package var digest: MaterialDigest
    /// Its length in bytes when complete.
    package var size: Int64
    /// The bytes that are here.
    package var heldBytes: Int64
    /// The media type that a case gave it, where a case speaks of it.
    package var mediaType: String?
    /// The file name that a case gave it, where a case speaks of it.
    package var name: String?
    /// What was found about it, where something was.
    package var flag: MaterialFlag?

    /// Makes an answer.
    package init(
        digest: MaterialDigest,
        size: Int64,
        heldBytes: Int64,
        mediaType: String? = nil,
        name: String? = nil,
        flag: MaterialFlag? = nil
    ) {
        self.flag = flag
        self.digest = digest
        self.size = size
        self.heldBytes = heldBytes
        self.mediaType = mediaType
        self.name = name
    }
}
