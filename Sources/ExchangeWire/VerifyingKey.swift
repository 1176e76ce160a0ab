import Crypto

/// A node's public Ed25519 key (RFC 8032).
package struct VerifyingKey: Sendable, Hashable, CustomStringConvertible {
    private let key: Curve25519.Signing.PublicKey
    /// The 32 bytes.
    package let bytes: [UInt8]

    init(_ key: Curve25519.Signing.PublicKey) {
        self.key = key
        bytes = key.rawRepresentation.copied
    }

    /// Takes the 32 bytes of a public key.
    ///
    /// - Throws: `WireError.verifyingKeyUnreadable` for another number of bytes.
    package init(bytes: some Collection<UInt8>) throws(WireError) {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: [UInt8](bytes)) else {
            throw .verifyingKeyUnreadable
        }
        self.init(key)
    }

    /// Reads the 32 bytes in base64, 44 characters.
    ///
    /// - Throws: `WireError.verifyingKeyUnreadable`.
    package init(text: String) throws(WireError) {
        guard let bytes = Base64.bytes(text) else { throw .verifyingKeyUnreadable }
        try self.init(bytes: bytes)
    }

    /// The 32 bytes in base64.
    package var text: String { Base64.text(bytes) }

    /// True when this key's owner signed these bytes.
    ///
    /// Takes about a tenth of a millisecond, so one check serves a whole batch.
    package func isValid(signature: [UInt8], over bytes: [UInt8]) -> Bool {
        signature.count == WireLimits.signatureBytes && key.isValidSignature(signature, for: bytes)
    }

    /// The 32 bytes in base64.
    package var description: String { text }

    /// Two keys are one when their bytes are.
    package static func == (left: VerifyingKey, right: VerifyingKey) -> Bool { left.bytes == right.bytes }

    /// Hashes the bytes.
    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
