import ExchangeCore

import struct Crypto.SHA256

/// The two hashes of the contract, over exact bytes.
package enum EntryHash {
    private static let domain: StaticString = "tongban-entry-v1\n"

    /// An entry's hash: SHA-256 over `tongban-entry-v1`, a line feed and the header's bytes.
    package static func entry(header: UnsafeRawBufferPointer) -> Digest {
        var hash = SHA256()
        hash.update(bufferPointer: UnsafeRawBufferPointer(start: domain.utf8Start, count: domain.utf8CodeUnitCount))
        hash.update(bufferPointer: header)
        return digest(hash.finalize())
    }

    /// An entry's hash: SHA-256 over `tongban-entry-v1`, a line feed and the header's bytes.
    package static func entry(header: [UInt8]) -> Digest { header.withUnsafeBytes { entry(header: $0) } }

    /// A body's digest: SHA-256 over its bytes.
    package static func body(_ body: UnsafeRawBufferPointer) -> Digest {
        var hash = SHA256()
        hash.update(bufferPointer: body)
        return digest(hash.finalize())
    }

    /// A body's digest: SHA-256 over its bytes.
    package static func body(_ body: [UInt8]) -> Digest { body.withUnsafeBytes { self.body($0) } }

    private static func digest(_ value: SHA256.Digest) -> Digest {
        guard let digest = value.withUnsafeBytes({ Digest($0) }) else {
            preconditionFailure("SHA-256 gives 32 bytes")
        }
        return digest
    }
}
