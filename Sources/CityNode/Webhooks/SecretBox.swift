import Crypto
import ExchangeWire

/// Seals what the database must hold and must not show: whoever has a copy of the database without the node's key file
/// reads none of it.
struct SecretBox: Sendable {
    private let key: SymmetricKey

    /// What was sealed with another key, or was changed.
    struct Unreadable: Error {}

    /// Derives a key of its own for a purpose from the node's signing key.
    init(_ signing: SigningKey, purpose: String) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Array(signing.text.utf8)),
            info: Array("tongban \(purpose)".utf8),
            outputByteCount: 32
        )
    }

    /// Seals bytes; the same bytes are sealed to others each time.
    func seal(_ bytes: [UInt8]) -> [UInt8] {
        do {
            return Array(try ChaChaPoly.seal(bytes, using: key).combined)
        } catch {
            preconditionFailure("a key of 32 bytes seals: \(error)")
        }
    }

    /// Opens what was sealed.
    func open(_ sealed: [UInt8]) throws(Unreadable) -> [UInt8] {
        guard let box = try? ChaChaPoly.SealedBox(combined: sealed), let bytes = try? ChaChaPoly.open(box, using: key)
        else { throw Unreadable() }
        return Array(bytes)
    }
}
