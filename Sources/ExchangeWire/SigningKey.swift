import Crypto

/// A node's secret Ed25519 key (RFC 8032).
package struct SigningKey: Sendable, CustomStringConvertible {
    private let key: Curve25519.Signing.PrivateKey

    /// Makes a fresh key from the system's random numbers.
    package init() { key = Curve25519.Signing.PrivateKey() }

    /// Takes the 32 bytes of a seed.
    ///
    /// - Throws: `WireError.signingKeyUnreadable` for another number of bytes.
    package init(seed: some Collection<UInt8>) throws(WireError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](seed)) else {
            throw .signingKeyUnreadable
        }
        self.key = key
    }

    /// Reads the 32 bytes of a seed in base64, 44 characters.
    ///
    /// - Throws: `WireError.signingKeyUnreadable`.
    package init(text: String) throws(WireError) {
        guard let seed = Base64.bytes(text) else { throw .signingKeyUnreadable }
        try self.init(seed: seed)
    }

    /// The seed in base64.
    ///
    /// Secret: for the key file only.
    package var text: String { Base64.text(key.rawRepresentation) }

    /// The public key that belongs to it.
    package var verifyingKey: VerifyingKey { VerifyingKey(key.publicKey) }

    /// Signs bytes; 64 bytes come back.
    ///
    /// Takes tens of microseconds, so one signature serves a whole batch.
    package func signature(over bytes: [UInt8]) -> [UInt8] {
        do {
            return try key.signature(for: bytes).copied
        } catch {
            preconditionFailure("Ed25519 signs any bytes")
        }
    }

    /// Says whose key it is, never the key.
    package var description: String { "secret key of \(verifyingKey)" }
}
