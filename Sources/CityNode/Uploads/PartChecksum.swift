import Crypto

/// The checksum of one part of an upload, as the caller gives it.
package struct PartChecksum: Hashable, Sendable {
    /// How it is made.
    package enum Algorithm: String, Hashable, Sendable, CaseIterable {
        case sha256, sha1, md5
    }

    /// How it is made.
    package var algorithm: Algorithm
    /// What it should be.
    package var value: [UInt8]

    /// Takes a checksum.
    package init(_ algorithm: Algorithm, _ value: [UInt8]) {
        self.algorithm = algorithm
        self.value = value
    }
}

/// Makes a checksum while a part comes in.
///
/// The older two find errors of transport and no malice.
enum PartHasher {
    case sha256(SHA256)
    case sha1(Insecure.SHA1)
    case md5(Insecure.MD5)

    init(_ algorithm: PartChecksum.Algorithm) {
        self =
            switch algorithm {
            case .sha256: .sha256(SHA256())
            case .sha1: .sha1(Insecure.SHA1())
            case .md5: .md5(Insecure.MD5())
            }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch self {
        case .sha256(var hasher):
            hasher.update(bufferPointer: bytes)
            self = .sha256(hasher)
        case .sha1(var hasher):
            hasher.update(bufferPointer: bytes)
            self = .sha1(hasher)
        case .md5(var hasher):
            hasher.update(bufferPointer: bytes)
            self = .md5(hasher)
        }
    }

    /// The checksum of what came.
    var value: [UInt8] {
        switch self {
        case .sha256(let hasher): Array(hasher.finalize())
        case .sha1(let hasher): Array(hasher.finalize())
        case .md5(let hasher): Array(hasher.finalize())
        }
    }
}
