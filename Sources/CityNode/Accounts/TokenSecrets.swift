import CaseModel
import Crypto
import ExchangeWire
import Foundation

/// Makes the secrets of tokens, each from the token's name and a key of the node that is in no database.
///
/// So the answer to a repeated request can give the same token again, although the node keeps nothing but its hash.
struct TokenSecrets: Sendable {
    private static let salt = Data("tongban-token-1".utf8)

    private let key: SymmetricKey

    /// Derives the key from the node's signing key (HKDF with SHA-256, RFC 5869).
    init(_ signing: SigningKey) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Data(signing.text.utf8)),
            salt: Self.salt,
            info: Data("key".utf8),
            outputByteCount: TokenText.secretByteCount
        )
    }

    /// A token with a name that nobody can guess.
    func fresh() -> TokenText {
        var random = SystemRandomNumberGenerator()
        let name = (0..<TokenText.nameByteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        guard let named = TokenText(name: name, secret: [UInt8](repeating: 0, count: TokenText.secretByteCount)),
            let token = token(named.id)
        else { preconditionFailure("ten bytes make a token's name") }
        return token
    }

    /// The token of a name; `nil` where the text is no name.
    func token(_ id: String) -> TokenText? {
        let secret = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key,
            salt: Self.salt,
            info: Data("token \(id)".utf8),
            outputByteCount: TokenText.secretByteCount
        )
        return TokenText(id: id, secret: secret.withUnsafeBytes(Array.init))
    }

    /// What is kept of a token: SHA-256 over all of it.
    static func hash(_ token: TokenText) -> [UInt8] { Array(SHA256.hash(data: Array(token.text.utf8))) }
}
