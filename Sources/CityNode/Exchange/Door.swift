import ExchangeCore
import Foundation
import ZeroMQ

/// Where the peers come to hear this node: the publisher, who is let in, and who was turned out.
///
/// libzmq offers no way to end one peer's connection. Who floods the publisher with requests is turned out by making its
/// socket anew: everybody comes back within a second, and that one is refused for a while. Owned by the exchange thread.
final class Door {
    /// Sends to the peers.
    private(set) var publisher: Publisher
    /// Tells how their connections do.
    private(set) var monitor: SocketMonitor
    /// Decides on handshakes.
    let keeper: Authenticator

    private let context: ZeroMQ.Context
    private let setup: ExchangeSetup
    private let members: MemberSet
    private var keys: [NodeCode: CurvePublicKey] = [:]
    private var turnedOut: [NodeCode: Instant] = [:]
    private var countedFrom: Instant

    /// Opens the door to nobody yet.
    init(_ setup: ExchangeSetup, in context: ZeroMQ.Context, at now: Instant) throws(ZeroMQError) {
        self.setup = setup
        self.context = context
        countedFrom = now
        keeper = try Authenticator(in: context)
        members = MemberSet()
        publisher = try Self.publisher(setup, context, keeper, members)
        monitor = try SocketMonitor(of: publisher.socket)
        try publisher.socket.bind(setup.listen.text)
    }

    /// Replaces the members; connections of those that are none any more stay, and hear nothing.
    func admit(_ members: [Federation.Member]) throws(CurveKeyError) {
        keys = [:]
        for member in members { keys[member.code] = try CurvePublicKey(z85: member.curvePublicKey) }
        self.members.codes = Set(keys.keys.map(\.description))
        turnedOut = turnedOut.filter { keys[$0.key] != nil }
        refreshKeeper()
    }

    /// When ``lookAround(at:)`` has to be called next; `nil` where nobody was turned out.
    var looksAt: Instant? { turnedOut.values.min() }

    /// Lets those in again whose time is over, and begins to count requests anew after a while.
    func lookAround(at now: Instant) {
        if now.milliseconds(since: countedFrom) >= TransportLimits.floodCountMilliseconds {
            countedFrom = now
            publisher.countAnew()
        }
        guard let next = looksAt, next <= now else { return }
        turnedOut = turnedOut.filter { $0.value > now }
        refreshKeeper()
    }

    /// Turns a peer out for a while, and ends all connections; the owner has to poll the new sockets.
    func turnOut(_ peer: NodeCode, at now: Instant) throws(ZeroMQError) {
        turnedOut[peer] = now.advanced(byMilliseconds: TransportLimits.turnedOutMilliseconds)
        refreshKeeper()
        countedFrom = now
        monitor.close()
        publisher.socket.close()
        publisher = try Self.publisher(setup, context, keeper, members)
        monitor = try SocketMonitor(of: publisher.socket)
        try bindAgain()
    }

    /// Ends everything; what was sent last gets a moment to leave.
    func close() {
        monitor.close()
        try? publisher.socket.apply([.linger(milliseconds: TransportLimits.lingerMilliseconds)])
        publisher.socket.close()
    }

    private func refreshKeeper() {
        var allowed: [CurvePublicKey: String] = [:]
        for (code, key) in keys where turnedOut[code] == nil { allowed[key] = "\(code)" }
        keeper.allowed = allowed
    }

    /// The old socket leaves its port a moment after it was closed.
    private func bindAgain() throws(ZeroMQError) {
        for _ in 0..<TransportLimits.bindAttemptsMax {
            do throws(ZeroMQError) {
                return try publisher.socket.bind(setup.listen.text)
            } catch {
                guard error.cause == .addressInUse else { throw error }
                usleep(TransportLimits.bindPauseMicroseconds)
            }
        }
        try publisher.socket.bind(setup.listen.text)
    }

    private static func publisher(
        _ setup: ExchangeSetup,
        _ context: ZeroMQ.Context,
        _ keeper: Authenticator,
        _ members: MemberSet
    ) throws(ZeroMQError) -> Publisher {
        try Publisher(
            in: context,
            options: TransportLimits.publisherOptions + [.curveServer(setup.curve, authenticator: keeper)],
            admits: { members.admits($0) }
        )
    }
}

/// The members that may subscribe, each to its own topics only.
private final class MemberSet {
    var codes: Set<String> = []

    func admits(_ request: SubscriptionRequest) -> Bool {
        codes.contains(request.userID) && request.topic == Array("\(request.userID)/".utf8)
    }
}
