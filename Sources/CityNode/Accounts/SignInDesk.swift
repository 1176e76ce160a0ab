import CaseModel
import Crypto
import Foundation
import Synchronization

/// One person's way to the identity provider and back.
struct SignInAttempt: Hashable, Sendable {
    /// Ties the answer to the browser that asked.
    let state = Base64URL.random(32)
    /// Ties the provider's token to this attempt.
    let nonce = Base64URL.random(32)
    /// Proves that whoever brings the code has asked for it (PKCE, RFC 7636).
    let verifier = Base64URL.random(32)
    /// When it began, in milliseconds.
    let beganAt: Int64

    init(at milliseconds: Int64) { beganAt = milliseconds }

    /// What the provider is told of the verifier.
    var challenge: String { Base64URL.text(SHA256.hash(data: Data(verifier.utf8))) }
}

/// Signs people in at the identity provider and keeps their sessions.
final class SignInDesk: Sendable {
    private struct State {
        var attempts: [String: SignInAttempt] = [:]
        var sessions = SessionTable()
    }

    /// How long a way to the provider and back may take, in milliseconds.
    static let attemptMilliseconds: Int64 = 10 * 60_000
    /// Attempts at once; where there are more, the oldest ends.
    static let attemptsMax = 1_000

    private let provider: OpenIDProvider
    private let state = Mutex(State())

    init(_ settings: OpenIDSettings, now: @escaping @Sendable () -> Int64) {
        provider = OpenIDProvider(settings, now: now)
    }

    /// Begins an attempt: where the browser is sent, and what ties it to the answer.
    func begin(at now: Int64) async throws(SignInError) -> (address: String, state: String) {
        let attempt = SignInAttempt(at: now)
        let address = try await provider.authorizationAddress(attempt)
        state.withLock { state in
            state.attempts = state.attempts.filter { now - $0.value.beganAt < Self.attemptMilliseconds }
            if state.attempts.count >= Self.attemptsMax,
                let oldest = state.attempts.min(by: { $0.value.beganAt < $1.value.beganAt })
            {
                state.attempts[oldest.key] = nil
            }
            state.attempts[attempt.state] = attempt
        }
        return (address, attempt.state)
    }

    /// The person with whose code a browser came back; an attempt is good for one code.
    func identity(_ code: String, state text: String, at now: Int64) async throws(SignInError) -> Account.Identity {
        let attempt = state.withLock { $0.attempts.removeValue(forKey: text) }
        guard let attempt, now - attempt.beganAt < Self.attemptMilliseconds else {
            throw .refused("the attempt to sign in is over: begin again")
        }
        return try await provider.identity(code, attempt)
    }

    /// Begins a session of an account; gives what the browser keeps.
    func beginSession(of account: Int64, at now: Int64) -> String {
        let secret = Base64URL.random(32)
        state.withLock { $0.sessions.begin(Self.hash(secret), account: account, at: now) }
        return secret
    }

    /// The account of a session, which counts as used now.
    func account(ofSession secret: String, at now: Int64) -> Int64? {
        let hash = Self.hash(secret)
        return state.withLock { $0.sessions.use(hash, at: now) }
    }

    /// Ends a session.
    func endSession(_ secret: String) { state.withLock { $0.sessions.end(Self.hash(secret)) } }

    private static func hash(_ secret: String) -> [UInt8] { Array(SHA256.hash(data: Data(secret.utf8))) }
}

extension CityNode {
    /// Where a browser is sent to sign in, and what ties it to the answer.
    package func beginSignIn() async throws -> (address: String, state: String) {
        guard let signIn else { throw SignInError.noProvider }
        return try await signIn.begin(at: now)
    }

    /// Signs in the person with whose code a browser came back, and writes that into the audit trail.
    ///
    /// An identity alone lets nobody in: a security administrator has made an account for it.
    ///
    /// - Returns: what the browser keeps for its session.
    package func endSignIn(code: String, state: String) async throws -> String {
        guard let signIn else { throw SignInError.noProvider }
        let identity = try await signIn.identity(code, state: state, at: now)
        guard let caller = tokens.caller(of: identity), let account = caller.account else {
            throw SignInError.refused("no account here is this person's, or it is locked")
        }
        let role = Role.allCases.first(where: caller.roles.contains) ?? .platformAdministrator
        try await pipeline.run { scope in
            try AuditTrail(scope: scope).append(
                AuditEvent(
                    at: scope.now.milliseconds,
                    account: caller.name,
                    role: role,
                    office: "",
                    action: .signIn,
                    number: nil,
                    subject: "account \(account)",
                    reason: "at the identity provider"
                )
            )
        }
        return signIn.beginSession(of: account, at: now)
    }

    /// The caller of a session; `nil` where it is over or the account is locked.
    package func caller(ofSession secret: String) -> Caller? {
        signIn?.account(ofSession: secret, at: now).flatMap { tokens.caller(ofAccount: $0) }
    }

    /// Ends a session.
    package func signOut(_ secret: String) { signIn?.endSession(secret) }
}
