import ExchangeCore

/// Please send part of a material.
package struct MaterialRequest: Hashable, Sendable {
    /// The SHA-256 of the whole material.
    package var digest: Digest
    /// Where to begin, in bytes from 0.
    package var offset: UInt64
    /// How many bytes, 1 to `WireLimits.chunkBytesMax`.
    package var length: Int
    /// The case that it belongs to, where the asking node knows one.
    package var caseNumber: String?

    /// Makes a request.
    package init(digest: Digest, offset: UInt64, length: Int, caseNumber: String? = nil) {
        self.digest = digest
        self.offset = offset
        self.length = length
        self.caseNumber = caseNumber
    }
}

/// Part of a material, or why there is none.
package struct MaterialChunk: Hashable, Sendable {
    /// Why a material cannot be sent.
    ///
    /// The numbers are open.
    package struct Missing: RawRepresentable, Hashable, Error {
        /// The number in the message, not 0.
        package let rawValue: Int

        /// Takes a number; 0 would say that nothing is missing and is `nil`.
        package init?(rawValue: Int) {
            guard rawValue != 0 else { return nil }
            self.rawValue = rawValue
        }

        private init(known: Int) { rawValue = known }

        /// The node does not have it and does not expect it.
        package static let unknown = Missing(known: 1)
        /// The node does not have all of it yet: ask again later.
        package static let incomplete = Missing(known: 2)
        /// It was erased by law or by the retention rule.
        package static let erased = Missing(known: 3)
        /// It belongs to no case between the two nodes.
        package static let forbidden = Missing(known: 4)
        /// The node has too many requests in hand: ask again later.
        package static let busy = Missing(known: 5)
        /// The range begins at or beyond the end.
        package static let range = Missing(known: 6)
        /// The node could not read it from its disk.
        package static let unreadable = Missing(known: 7)

        /// True when it makes sense to ask again later, as for every reason that this software does not know.
        package var isPassing: Bool {
            switch self {
            case .unknown, .erased, .forbidden, .range: false
            default: true
            }
        }
    }

    /// The SHA-256 of the whole material.
    package var digest: Digest
    /// Where the bytes begin.
    package var offset: UInt64
    /// Bytes of the whole material; 0 when it is missing.
    package var totalBytes: UInt64
    /// The bytes, at most `WireLimits.chunkBytesMax`.
    package var bytes: FrameBytes
    /// Why there are none, or `nil`.
    package var missing: Missing?

    /// Makes a chunk with bytes.
    package init(digest: Digest, offset: UInt64, totalBytes: UInt64, bytes: FrameBytes) {
        self.digest = digest
        self.offset = offset
        self.totalBytes = totalBytes
        self.bytes = bytes
    }

    /// Says that there are none, and why.
    package init(digest: Digest, offset: UInt64, missing: Missing) {
        self.init(digest: digest, offset: offset, totalBytes: 0, bytes: [])
        self.missing = missing
    }
}
