import CZeroMQ

/// The door keeper of a context's CURVE servers: a ZAP handler (ZeroMQ RFC 27) without a thread of its own.
///
/// The owner polls `socket` and calls `handle()` when it is readable. While nobody calls it, handshakes wait, and end
/// with the server's handshake interval.
///
/// One context has one authenticator. It cannot be closed by hand: with a missing handler libzmq admits everybody, so
/// every server socket keeps its authenticator alive until it is closed itself.
package final class Authenticator {
    /// The context whose servers are guarded.
    package let context: Context
    /// The domain the servers name in their requests.
    package let domain: String
    /// The socket to poll for requests; only this type may receive from it.
    package let socket: Socket

    /// Who is admitted, and under which user id.
    ///
    /// May be replaced at any time; it counts from the next handshake on.
    ///
    /// Connections that exist are not cut: libzmq offers no way. Stop sending to a removed member's topic as well.
    package var allowed: [CurvePublicKey: String] {
        didSet { Self.check(allowed) }
    }

    /// Starts to answer handshakes; make it before any server socket.
    ///
    /// - Parameter domain: A name without meaning to peers; must not be empty.
    /// - Throws: `ZeroMQError` with `addressInUse` where the context has an authenticator already.
    package init(
        in context: Context,
        domain: String = "tongban",
        allowed: [CurvePublicKey: String] = [:]
    ) throws(ZeroMQError) {
        precondition((1...255).contains(domain.utf8.count), "A domain has 1 to 255 bytes.")
        Self.check(allowed)
        self.context = context
        self.domain = domain
        self.allowed = allowed
        socket = try Socket(.rep, in: context)
        try socket.bind("inproc://zeromq.zap.01")
    }

    /// Answers the requests that wait, at most `ZeroMQLimits.authenticationsPerCallMax`, and says how.
    package func handle() throws(ZeroMQError) -> [AuthenticationDecision] {
        var decisions: [AuthenticationDecision] = []
        while decisions.count < ZeroMQLimits.authenticationsPerCallMax, let first = try socket.receivePart() {
            var parts = [first]
            let dropped = try socket.receiveRest(into: &parts, partsMax: ZeroMQLimits.messagePartsMax)
            let request = AuthenticationRequest(parts: parts.map(\.bytes), dropped: dropped)
            let decision = decide(request)
            guard try socket.send(Self.reply(to: request, decision)) else {
                throw ZeroMQError(operation: "answer handshake", cause: .sendInterrupted, code: EAGAIN)
            }
            decisions.append(decision)
        }
        return decisions
    }

    func decide(_ request: AuthenticationRequest) -> AuthenticationDecision {
        func refused(_ reason: AuthenticationRefusal) -> AuthenticationDecision {
            .refused(key: request.key, address: request.address, reason: reason)
        }
        if let fault = request.fault { return refused(.malformedRequest(fault)) }
        guard request.domain == domain else { return refused(.wrongDomain(request.domain)) }
        guard let key = request.key else { return refused(.wrongMechanism(request.mechanism)) }
        guard let userID = allowed[key] else { return refused(.unknownKey) }
        return .accepted(userID: userID, address: request.address)
    }

    private static func reply(to request: AuthenticationRequest, _ decision: AuthenticationDecision) -> [[UInt8]] {
        let (status, text, userID) =
            switch decision {
            case .accepted(let userID, _): ("200", "OK", userID)
            case .refused(_, _, let reason): (String(reason.status), reason.status == 400 ? "Refused" : "Malformed", "")
            }
        return [
            Array(AuthenticationRequest.version.utf8), request.requestID, Array(status.utf8), Array(text.utf8),
            Array(userID.utf8), [],
        ]
    }

    /// User ids are our own configuration's words, checked where it is read; a bad one here is a mistake of ours.
    private static func check(_ allowed: [CurvePublicKey: String]) {
        for userID in allowed.values {
            let fits = (1...ZeroMQLimits.userIDBytesMax).contains(userID.utf8.count) && !userID.utf8.contains(0)
            precondition(fits, "A user id has 1 to \(ZeroMQLimits.userIDBytesMax) bytes, none of them zero.")
        }
    }
}
