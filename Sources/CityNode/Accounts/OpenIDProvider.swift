import AsyncHTTPClient
import CaseModel
import Foundation
import JWTKit
import NIOCore

/// Speaks with the identity provider: discovery, tokens, keys (OpenID Connect Discovery 1.0, RFC 6749, RFC 7636).
actor OpenIDProvider {
    /// What the provider says of itself.
    struct Document: Decodable, Sendable {
        var issuer: String
        var authorizationEndpoint: String
        var tokenEndpoint: String
        var jwksURI: String

        private enum CodingKeys: String, CodingKey {
            case issuer
            case authorizationEndpoint = "authorization_endpoint"
            case tokenEndpoint = "token_endpoint"
            case jwksURI = "jwks_uri"
        }
    }

    private struct Tokens: Decodable {
        var accessToken: String
        var idToken: String

        private enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case idToken = "id_token"
        }
    }

    private struct Header: Decodable {
        var alg: String
        var kid: String?
    }

    /// How long what the provider says of itself is believed, in milliseconds.
    static let documentMilliseconds: Int64 = 3_600_000
    /// How often keys are asked for again at most, where one is unknown, in milliseconds.
    static let keysMilliseconds: Int64 = 60_000
    /// The largest answer.
    static let answerBytesMax = 1 << 20
    /// How long an answer may take.
    static let answerSeconds: Int64 = 10
    /// Signatures that are taken: public keys with SHA-256, no secrets, never none.
    static let algorithms: Set<String> = ["RS256", "PS256", "ES256"]

    private let settings: OpenIDSettings
    private let now: @Sendable () -> Int64
    private var document: (value: Document, at: Int64)?
    private var keys: JWKS?
    private var askedAgainAt: Int64?

    init(_ settings: OpenIDSettings, now: @escaping @Sendable () -> Int64) {
        self.settings = settings
        self.now = now
    }

    /// The address to which a browser is sent.
    func authorizationAddress(_ attempt: SignInAttempt) async throws(SignInError) -> String {
        let document = try await discover()
        let query = Self.form([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", settings.redirect),
            ("scope", "openid"), ("state", attempt.state), ("nonce", attempt.nonce),
            ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
        ])
        return document.authorizationEndpoint + (document.authorizationEndpoint.contains("?") ? "&" : "?") + query
    }

    /// The person for whom a code stands.
    func identity(_ code: String, _ attempt: SignInAttempt) async throws(SignInError) -> Account.Identity {
        let document = try await discover()
        var request = HTTPClientRequest(url: document.tokenEndpoint)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        let credentials = [settings.clientID, settings.clientSecret].map { Self.escaped($0) }.joined(separator: ":")
        request.headers.add(name: "Authorization", value: "Basic \(Data(credentials.utf8).base64EncodedString())")
        request.body = .bytes(
            ByteBuffer(
                string: Self.form([
                    ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.redirect),
                    ("client_id", settings.clientID), ("code_verifier", attempt.verifier),
                ])
            )
        )
        let tokens: Tokens = try await answer(to: request)
        let token = try await verified(tokens.idToken, document)
        let fault = token.fault(
            issuer: settings.issuer,
            client: settings.clientID,
            nonce: attempt.nonce,
            accessToken: tokens.accessToken,
            seconds: Double(now()) / 1_000
        )
        if let fault { throw .refused("the provider's token is not believed: \(fault)") }
        return Account.Identity(issuer: token.iss, subject: token.sub)
    }

    private func discover() async throws(SignInError) -> Document {
        if let document, now() - document.at < Self.documentMilliseconds { return document.value }
        let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
        let found: Document = try await answer(to: HTTPClientRequest(url: base + "/.well-known/openid-configuration"))
        guard found.issuer == settings.issuer,
            [found.authorizationEndpoint, found.tokenEndpoint, found.jwksURI].allSatisfy({
                OpenIDSettings.address($0) != nil
            })
        else { throw .unavailable("it names another issuer or an address without encryption") }
        document = (found, now())
        return found
    }

    /// Verifies a token's signature; keys are asked for again where one is not known, at most once a minute.
    private func verified(_ text: String, _ document: Document) async throws(SignInError) -> IDToken {
        guard let part = text.split(separator: ".").first, let bytes = Self.bytes(String(part)),
            let header = try? JSONDecoder().decode(Header.self, from: bytes), Self.algorithms.contains(header.alg)
        else { throw .refused("the provider's token is signed in a way that is not taken here") }
        if keys == nil { keys = try await answer(to: HTTPClientRequest(url: document.jwksURI)) }
        if let token = await verified(text, kid: header.kid) { return token }
        guard askedAgainAt.map({ now() - $0 >= Self.keysMilliseconds }) ?? true else {
            throw .refused("the provider's token has a key that is not known yet: try again in a minute")
        }
        askedAgainAt = now()
        keys = try await answer(to: HTTPClientRequest(url: document.jwksURI))
        guard let token = await verified(text, kid: header.kid) else {
            throw .refused("the provider's token has an unknown key or a wrong signature")
        }
        return token
    }

    /// The token, where one of the keys that are here has signed it.
    private func verified(_ text: String, kid: String?) async -> IDToken? {
        guard let keys, kid == nil || keys.keys.contains(where: { $0.keyIdentifier?.string == kid }) else { return nil }
        let collection = JWTKeyCollection()
        for key in keys.keys where kid == nil || key.keyIdentifier?.string == kid {
            // A key of a kind that is not known here has signed nothing that would be taken.
            _ = try? await collection.add(jwk: key)
        }
        return try? await collection.verify(text, as: IDToken.self, iteratingKeys: kid == nil)
    }

    private func answer<Value: Decodable>(to request: HTTPClientRequest) async throws(SignInError) -> Value {
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(Self.answerSeconds))
            let body = try await response.body.collect(upTo: Self.answerBytesMax)
            guard response.status == .ok else {
                if (400..<500).contains(response.status.code), request.method == .POST {
                    throw SignInError.refused("the provider does not take the code")
                }
                throw SignInError.unavailable("it answers \(response.status.code)")
            }
            return try JSONDecoder().decode(Value.self, from: Data(body.readableBytesView))
        } catch let error as SignInError {
            throw error
        } catch { throw .unavailable("it does not answer as it should (\(type(of: error)))") }
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static func bytes(_ text: String) -> Data? {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: standard + String(repeating: "=", count: (4 - standard.count % 4) % 4))
    }
}

/// Why somebody could not sign in at the identity provider; holds nothing of the person.
package enum SignInError: Error, Hashable, Sendable {
    /// This node has no identity provider.
    case noProvider
    /// The provider does not answer as it should.
    case unavailable(String)
    /// The provider or this node does not let the person in.
    case refused(String)
}
