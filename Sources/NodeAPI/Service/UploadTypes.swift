import CaseModel

/// An upload in parts that a caller wants to begin (tus creation).
package struct UploadOrder: Hashable, Sendable {
    /// The file's bytes; `nil` where they are not known yet.
    package var length: Int64?
    /// What the caller says of the file, as the header `Upload-Metadata` writes it; empty for nothing.
    package var metadata: String
    /// The caller's name for this write, if there is one.
    package var key: String?

    /// Makes an order.
    package init(length: Int64?, metadata: String, key: String?) {
        self.length = length
        self.metadata = metadata
        self.key = key
    }
}

/// How an upload in parts stands.
package struct UploadView: Hashable, Sendable {
    /// Its name in the path.
    package var id: String
    /// Bytes that are here, durable.
    package var offset: Int64
    /// The file's bytes; `nil` where they are not known yet.
    package var length: Int64?
    /// What the caller said of the file.
    package var metadata: String
    /// When it is over, in milliseconds since 1970-01-01T00:00:00Z.
    package var expiresAt: Int64
    /// The material that it became; `nil` until it is whole.
    package var material: MaterialDigest?

    /// Makes a view.
    package init(
        id: String,
        offset: Int64,
        length: Int64?,
        metadata: String,
        expiresAt: Int64,
        material: MaterialDigest? = nil
    ) {
        self.id = id
        self.offset = offset
        self.length = length
        self.metadata = metadata
        self.expiresAt = expiresAt
        self.material = material
    }
}

/// One part of an upload on its way in.
package struct UploadPart: Sendable {
    /// Where it begins.
    package var offset: Int64
    /// The bytes; throws where the caller breaks off.
    package var bytes: ByteStream
    /// The length of the whole file, where it was not known before.
    package var length: Int64?
    /// The checksum that the part should have.
    package var checksum: Checksum?

    /// A checksum.
    package struct Checksum: Hashable, Sendable {
        /// How it is made.
        package enum Algorithm: String, CaseIterable, Sendable {
            case sha256 = "sha-256"
            case sha1, md5
        }

        /// How it is made.
        package var algorithm: Algorithm
        /// What it should be.
        package var value: [UInt8]

        /// Makes a checksum.
        package init(algorithm: Algorithm, value: [UInt8]) {
            self.algorithm = algorithm
            self.value = value
        }
    }

    /// Makes a part.
    package init(offset: Int64, bytes: ByteStream, length: Int64? = nil, checksum: Checksum? = nil) {
        self.offset = offset
        self.bytes = bytes
        self.length = length
        self.checksum = checksum
    }
}
