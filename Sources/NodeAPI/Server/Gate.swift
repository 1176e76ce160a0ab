import CaseModel
import HTTPTypes
import Hummingbird
import Synchronization

/// Whether callers sign in.
package enum SignIn: String, Sendable, CaseIterable {
    /// They do.
    case required
    /// They do not: everybody who reaches the API may do everything.
    case off
}

/// Finds out who calls, and how often: one for all listeners of a node.
///
/// A request costs one look into memory. Nobody waits for the disk, and a token that is revoked fails at once.
final class Gate: Sendable {
    private let service: any AccountService
    private let signIn: SignIn
    private let rate: TokenBucket.Rate
    private let meter: APIMeter
    private let now: @Sendable () -> Int64
    private let buckets = Mutex<[String: TokenBucket]>([:])
    private let lockOut = Mutex(LockOut())

    /// Buckets above which those of tokens that rest are forgotten.
    static let bucketsMax = 10_000

    /// Makes a gate; `now` counts milliseconds from anywhere and never goes back.
    init(
        _ service: any AccountService,
        signIn: SignIn,
        rate: TokenBucket.Rate,
        meter: APIMeter = APIMeter(),
        now: @escaping @Sendable () -> Int64 = Gate.clock()
    ) {
        self.service = service
        self.signIn = signIn
        self.rate = rate
        self.meter = meter
        self.now = now
    }

    /// Who calls.
    ///
    /// - Parameters:
    ///   - isMachine: whether the request came by the socket that only this machine's operators can open.
    /// - Throws: a problem for a token that does not hold or is used too often, and for a session's write that another
    ///   site's page could have made.
    func caller(_ request: Request, _ context: APIContext, isMachine: Bool) async throws -> Caller {
        guard signIn == .required else { return .anyone }
        guard let header = request.headers[.authorization] else {
            return isMachine ? service.machine() : try session(request, context)
        }
        guard let token = Self.bearer(header), let caller = service.caller(token) else {
            if let locked = await countFailure(context) { throw locked }
            throw Problem.signInRequired("This token does not hold: it is wrong, expired or revoked. Get a new one.")
        }
        try limit(token.id)
        return caller
    }

    /// Who calls by a session's cookie; nobody where there is none that lasts.
    private func session(_ request: Request, _ context: APIContext) throws(Problem) -> Caller {
        guard let secret = SessionCookie.session.read(request.headers, isSecure: context.isSecure),
            let caller = service.caller(ofSession: secret)
        else { return .nobody }
        let isRead = request.method == .get || request.method == .head
        guard isRead || request.headers[.xRequestedWith]?.isEmpty == false else {
            throw Problem(
                NotPermitted(
                    "a write of a session needs this header with any value, which no other site's page can send",
                    field: "X-Requested-With"
                )
            )
        }
        try limit("session of \(caller.keyPrefix)")
        return caller
    }

    private func limit(_ id: String) throws(Problem) {
        guard let wait = take(id) else { return }
        meter.throttled.add()
        throw Problem(
            .tooManyRequests,
            "A token or session may be used \(rate.perSecond) times a second. Wait, or share the work out more evenly.",
            retryAfterSeconds: Int((wait + 999) / 1_000)
        )
    }

    private func take(_ id: String) -> Int64? {
        let now = now()
        return buckets.withLock { buckets in
            if buckets.count >= Self.bucketsMax, buckets[id] == nil { buckets.removeAll() }
            return buckets[id, default: TokenBucket(rate, at: now)].take(rate, at: now)
        }
    }

    /// Counts that somebody failed to sign in; gives what one hears who has to wait, whose connection is closed.
    func countFailure(_ context: APIContext) async -> Problem? {
        let address = context.address
        let now = now()
        meter.signInFailures.add()
        switch lockOut.withLock({ $0.fail(address, at: now) }) {
        case .counted: return nil
        case .locked(let milliseconds, let isNew):
            if isNew {
                meter.lockOuts.add()
                do {
                    try await service.noteLockOut(address, milliseconds: milliseconds)
                } catch {
                    context.logger.error("a lock-out could not be written down", metadata: ["error": "\(error)"])
                }
            }
            var problem = Problem(
                .tooManyRequests,
                "Too many attempts to sign in failed from this address. Wait, and look which program has an old token.",
                retryAfterSeconds: Int((milliseconds + 999) / 1_000)
            )
            problem.headers[.connection] = "close"
            return problem
        }
    }

    private static func bearer(_ header: String) -> TokenText? {
        let scheme = "bearer "
        guard header.utf8.count > scheme.utf8.count, header.prefix(scheme.count).lowercased() == scheme else {
            return nil
        }
        return TokenText(String(header.dropFirst(scheme.count)))
    }

    /// Milliseconds since the gate was made.
    private static func clock() -> @Sendable () -> Int64 {
        let start = ContinuousClock.now
        return {
            let passed = start.duration(to: .now).components
            return passed.seconds * 1_000 + passed.attoseconds / 1_000_000_000_000_000
        }
    }
}

/// Tells every request who calls.
struct SignInGate: RouterMiddleware {
    let gate: Gate
    /// Whether it stands at the socket that only this machine's operators can open.
    let isMachine: Bool
    /// Whether it stands behind TLS.
    let isSecure: Bool

    func handle(
        _ request: Request,
        context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.isSecure = isSecure
        context.caller = try await gate.caller(request, context, isMachine: isMachine)
        return try await next(request, context)
    }
}
