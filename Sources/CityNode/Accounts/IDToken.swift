import Crypto
import Foundation
import JWTKit

/// What an identity provider says of a person who has signed in (OpenID Connect Core 1.0, 2).
struct IDToken: JWTPayload {
    var iss: String
    var sub: String
    var aud: AudienceClaim
    var exp: Double
    var nbf: Double?
    var azp: String?
    var nonce: String?
    var atHash: String?

    private enum CodingKeys: String, CodingKey {
        case iss, sub, aud, exp, nbf, azp, nonce
        case atHash = "at_hash"
    }

    /// How far the provider's clock may be off, in seconds.
    static let clockSeconds: Double = 60

    /// All checks depend on the request: see ``fault(issuer:client:nonce:accessToken:seconds:)``.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    /// What is wrong with it; `nil` where it may be believed, once its signature has been verified.
    ///
    /// - Parameters:
    ///   - issuer: the provider that was asked.
    ///   - client: this node's name there.
    ///   - nonce: what was sent along with the question.
    ///   - accessToken: what came with it.
    ///   - seconds: now, in seconds since 1970-01-01T00:00:00Z.
    func fault(issuer: String, client: String, nonce: String, accessToken: String, seconds: Double) -> String? {
        guard iss == issuer else { return "it is of another issuer" }
        guard aud.value.contains(client) else { return "it is for another client" }
        guard azp == nil && aud.value.count == 1 || azp == client else { return "it is for another party" }
        guard seconds < exp + Self.clockSeconds else { return "it has expired" }
        guard seconds > (nbf ?? 0) - Self.clockSeconds else { return "it does not hold yet" }
        guard self.nonce == nonce else { return "it answers another question" }
        guard !sub.isEmpty else { return "it names nobody" }
        // The half of the hash that the signature uses: SHA-256 for the algorithms that are taken here.
        let half = Base64URL.text(SHA256.hash(data: Data(accessToken.utf8)).prefix(16))
        guard atHash == nil || atHash == half else { return "it belongs to another access token" }
        return nil
    }
}

/// Base64 for addresses, without padding (RFC 4648, 5).
enum Base64URL {
    /// Writes bytes.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Random bytes from the system, as text.
    static func random(_ count: Int) -> String {
        var random = SystemRandomNumberGenerator()
        return text((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }
}
