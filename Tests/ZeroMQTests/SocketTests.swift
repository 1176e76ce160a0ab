import Testing

@testable import ZeroMQ

@Suite("Sockets, errors and monitors")
struct SocketTests {
    @Test("every option is accepted by libzmq")
    func options() throws {
        let context = try Context(ioThreads: 2, maxSockets: 64)
        let keys = try CurveKeyPair.generate()
        let authenticator = try Authenticator(in: context)
        let common: [SocketOption] = [
            .sendHighWaterMark(messages: 10), .receiveHighWaterMark(messages: 10), .linger(milliseconds: 5),
            .immediate(true), .reconnectInterval(milliseconds: 100, millisecondsMax: 5000),
            .connectTimeout(milliseconds: 3000), .handshakeInterval(milliseconds: 3000),
            .heartbeat(intervalMilliseconds: 1000, timeoutMilliseconds: 3000, timeToLiveMilliseconds: 5000),
            .tcpKeepalive(idleSeconds: 30, intervalSeconds: 5, probes: 3), .maxMessageSize(bytes: 1 << 20),
            .backlog(50), .ipv6(true),
        ]
        let publisher = try Socket(
            .xpub,
            in: context,
            options: common + [
                .xpubManual(true), .xpubNoDrop(true), .xpubVerbose(true), .xpubVerboser(true),
                .curveServer(keys, authenticator: authenticator),
            ]
        )
        try publisher.bind("tcp://127.0.0.1:*")
        let endpoint = try publisher.lastEndpoint()
        let subscriber = try Socket(
            .sub,
            in: context,
            options: common + [.curveClient(keys, serverKey: keys.publicKey)]
        )
        try subscriber.connect(endpoint)
        try subscriber.disconnect(endpoint)
        try publisher.unbind(endpoint)
        for kind in [SocketKind.pub, .xsub, .pair, .push, .pull, .rep, .req, .dealer, .router] {
            #expect(try Socket(kind, in: context).isOpen)
        }
    }

    @Test("errors say what failed, on what, and what to do")
    func errors() throws {
        let context = try Context(maxSockets: 4)
        let first = try Socket(.pull, in: context)
        try first.bind("tcp://127.0.0.1:*")
        let endpoint = try first.lastEndpoint()
        let second = try Socket(.pull, in: context)
        func cause(_ body: () throws -> Void) throws -> ZeroMQError.Cause {
            let error = try #require(#expect(throws: ZeroMQError.self) { try body() })
            #expect(error.description.contains(error.advice))
            return error.cause
        }
        #expect(try cause { try second.bind(endpoint) } == .addressInUse)
        #expect(try cause { try second.bind("tcp://192.0.2.1:4510") } == .addressNotAvailable)
        #expect(try cause { try second.bind("127.0.0.1:4510") } == .invalidArgument)
        #expect(try cause { try second.connect("carrier-pigeon://loft") } == .transportNotSupported)
        #expect(try cause { try second.disconnect("tcp://127.0.0.1:9") } == .unknownEndpoint)
        #expect(try cause { try second.apply([.linger(milliseconds: -1)]) } == .invalidArgument)
        #expect(try cause { try second.apply([.sendHighWaterMark(messages: -1)]) } == .invalidArgument)
        #expect(try cause { try second.apply([.backlog(1 << 40)]) } == .invalidArgument)
        #expect(try cause { _ = try Context(ioThreads: 0) } == .invalidArgument)
        var more: [Socket] = []
        #expect(try cause { while true { more.append(try Socket(.pull, in: context)) } } == .tooManySockets)
        let error = try #require(#expect(throws: ZeroMQError.self) { try second.bind(endpoint) })
        #expect(error.description.hasPrefix("bind \(endpoint): Address already in use. Stop the process"))
    }

    @Test("a monitor that nobody reads does not stop the I/O thread")
    func unreadMonitor() throws {
        let context = try Context()
        let listener = try Socket(.pull, in: context)
        let monitor = try SocketMonitor(of: listener)
        try listener.bind("tcp://127.0.0.1:*")
        let endpoint = try listener.lastEndpoint()
        // Each connection makes three events: more in all than the pair of sockets would hold by default.
        let connections = 900
        for index in 0..<connections {
            let push = try Socket(.push, in: context)
            try push.connect(endpoint)
            #expect(try push.send([[UInt8(truncatingIfNeeded: index)]]))
            try #require(try eventually { try listener.receive() != nil }, "connection \(index)")
        }
        var accepted = 0
        #expect(
            try eventually {
                accepted += try monitor.takeEvents().count { $0.kind == .accepted }
                return accepted == connections
            }
        )
    }

    @Test("closing a watched socket ends its events with monitorStopped, in either order of closing")
    func monitorStopped() throws {
        let context = try Context()
        let watched = try Socket(.pull, in: context)
        let monitor = try SocketMonitor(of: watched)
        try watched.bind("tcp://127.0.0.1:*")
        watched.close()
        var events: [SocketEvent.Kind] = []
        #expect(
            try eventually {
                events += try monitor.takeEvents().map(\.kind)
                return events.last == .monitorStopped
            }
        )
        #expect(events.first == .listening)
        monitor.close()
        let other = try Socket(.pull, in: context)
        try SocketMonitor(of: other).close()
        try other.bind("tcp://127.0.0.1:*")
        #expect(other.isOpen)
    }

    @Test("faults have names, unknown ones their number")
    func faultNames() {
        #expect(HandshakeFault.cryptographic.name == "cryptographic")
        #expect(HandshakeFault.mechanismMismatch.name == "mechanism mismatch")
        #expect(HandshakeFault(code: 0x1234_5678).name == "code 0x12345678")
        #expect(SocketEvent.Kind(event: 0x8000, value: 5) == .unknown(event: 0x8000, value: 5))
    }

    @Test("libzmq is new enough and can encrypt")
    func library() {
        #expect(Context.libraryVersion.hasPrefix("4.3."))
        #expect(Context.supportsCurve)
    }
}
