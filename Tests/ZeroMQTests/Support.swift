import Testing

@testable import ZeroMQ

/// Repeats `step` until it says true, for a bounded time; false where the time is over.
func eventually(seconds: Int = 20, _ step: () throws -> Bool) throws -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while clock.now < end {
        if try step() { return true }
    }
    return false
}

/// So many sockets to send on, and for each the one that hears it, in one process.
func pipes(_ count: Int, in context: Context) throws -> (writers: [Socket], readers: [Socket]) {
    var (writers, readers): ([Socket], [Socket]) = ([], [])
    for index in 0..<count {
        let writer = try Socket(.push, in: context)
        try writer.bind("inproc://\(index)")
        let reader = try Socket(.pull, in: context)
        try reader.connect("inproc://\(index)")
        writers.append(writer)
        readers.append(reader)
    }
    return (writers, readers)
}

/// The topic a member with this code owns.
func topic(_ code: String, _ lane: String = "case") -> [UInt8] {
    Array("\(code)/\(lane)".utf8)
}

/// A listening node: authenticator, publisher and monitor on one thread, with everything they said so far.
final class Server {
    let keys: CurveKeyPair
    let authenticator: Authenticator
    let publisher: Publisher
    let monitor: SocketMonitor
    let poller: Poller<Int>
    let endpoint: String
    var decisions: [AuthenticationDecision] = []
    var subscriptions: [SubscriptionEvent] = []
    var events: [SocketEvent.Kind] = []

    init(
        in context: Context,
        members: [CurvePublicKey: String],
        options: [SocketOption] = [],
        endpoint: String = "tcp://127.0.0.1:*"
    ) throws {
        poller = try Poller()
        keys = try CurveKeyPair.generate()
        authenticator = try Authenticator(in: context, allowed: members)
        publisher = try Publisher(
            in: context,
            options: options + [.curveServer(keys, authenticator: authenticator), .maxMessageSize(bytes: 1024)],
            admits: { $0.topic.starts(with: "\($0.userID)/".utf8) }
        )
        monitor = try SocketMonitor(of: publisher.socket)
        poller.add(authenticator.socket, as: 0)
        poller.add(publisher.socket, as: 1)
        poller.add(monitor.reader, as: 2)
        try publisher.socket.bind(endpoint)
        self.endpoint = try publisher.socket.lastEndpoint()
    }

    /// One turn of the owner's loop.
    func turn(timeoutMilliseconds: Int = 5) throws {
        let ready = try poller.wait(timeoutMilliseconds: timeoutMilliseconds)
        subscriptions += try publisher.takeSubscriptionEvents()
        for ready in ready {
            switch ready.tag {
            case 0: decisions += try authenticator.handle()
            case 1: break
            default: events += try monitor.takeEvents().map(\.kind)
            }
        }
    }

    func admitted(_ topic: [UInt8]) -> Int {
        subscriptions.count { if case .admitted(let request) = $0 { request.topic == topic } else { false } }
    }
}

/// A connecting node: one SUB socket and its monitor.
final class Client {
    let socket: Socket
    let monitor: SocketMonitor
    var events: [SocketEvent.Kind] = []
    var received: [[UInt8]] = []

    init(
        in context: Context,
        keys: CurveKeyPair,
        serverKey: CurvePublicKey,
        endpoint: String,
        topics: [[UInt8]] = [],
        options: [SocketOption] = []
    ) throws {
        socket = try Socket(
            .sub,
            in: context,
            options: options + [
                .curveClient(keys, serverKey: serverKey), .reconnectInterval(milliseconds: 20, millisecondsMax: 0),
            ]
        )
        monitor = try SocketMonitor(of: socket)
        for topic in topics { try socket.subscribe(topic) }
        try socket.connect(endpoint)
    }

    /// Takes what waits.
    func turn() throws {
        events += try monitor.takeEvents().map(\.kind)
        while let parts = try socket.receive() {
            if let last = parts.last { received.append(last.bytes) }
        }
    }
}

extension Array where Element == SocketEvent.Kind {
    var authFailures: Int { count { $0 == .handshakeFailedAuth(status: 400) } }
    var noDetails: Int { count { if case .handshakeFailedNoDetail = $0 { true } else { false } } }
    var protocolFaults: [HandshakeFault] {
        compactMap { if case .handshakeFailedProtocol(let fault) = $0 { fault } else { nil } }
    }
    var retries: Int { count { if case .connectRetried = $0 { true } else { false } } }
    var hasHandshakeFailure: Bool { authFailures + noDetails + protocolFaults.count > 0 }
}
