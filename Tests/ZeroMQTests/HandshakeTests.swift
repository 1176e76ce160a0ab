import Testing

@testable import ZeroMQ

@Suite("Handshakes and what monitors say of them", .serialized)
struct HandshakeTests {
    let context: Context
    let member: CurveKeyPair

    init() throws {
        context = try Context()
        member = try CurveKeyPair.generate()
    }

    private func server() throws -> Server {
        try Server(in: context, members: [member.publicKey: "350700"])
    }

    @Test("a member is admitted and its user id stands on its subscription")
    func accepted() throws {
        let server = try server()
        let client = try Client(
            in: context,
            keys: member,
            serverKey: server.keys.publicKey,
            endpoint: server.endpoint,
            topics: [topic("350700")]
        )
        let arrived = try eventually {
            try server.turn()
            try client.turn()
            return server.admitted(topic("350700")) == 1 && client.events.contains(.handshakeSucceeded)
                && server.events.contains(.handshakeSucceeded)
        }
        #expect(arrived)
        #expect(server.decisions == [.accepted(userID: "350700", address: "127.0.0.1")])
        let expected = SubscriptionRequest(topic: topic("350700"), userID: "350700", peerAddress: "127.0.0.1")
        #expect(server.subscriptions == [.admitted(expected)])
        #expect(server.events == [.listening, .accepted, .handshakeSucceeded])
        #expect(client.events == [.connectDelayed, .connected, .handshakeSucceeded])
    }

    @Test("an unknown key is refused with 400 on both sides, and the client does not try again by itself")
    func unknownKey() throws {
        let server = try server()
        let stranger = try CurveKeyPair.generate()
        let client = try Client(
            in: context,
            keys: stranger,
            serverKey: server.keys.publicKey,
            endpoint: server.endpoint,
            topics: [topic("350700")]
        )
        let refused = try eventually {
            try server.turn()
            try client.turn()
            return client.events.contains(.disconnected) && server.events.contains(.disconnected)
        }
        #expect(refused)
        // Ten times the reconnect interval: a client that tried again would be seen.
        for _ in 0..<40 {
            try server.turn()
            try client.turn()
        }
        #expect(client.events == [.connectDelayed, .connected, .handshakeFailedAuth(status: 400), .disconnected])
        #expect(server.events == [.listening, .accepted, .handshakeFailedAuth(status: 400), .disconnected])
        #expect(server.decisions == [.refused(key: stranger.publicKey, address: "127.0.0.1", reason: .unknownKey)])
        #expect(server.subscriptions.isEmpty)
    }

    @Test("a wrong server key is a cryptographic fault for the server and a cut handshake for the client")
    func wrongServerKey() throws {
        let server = try server()
        let wrong = try CurveKeyPair.generate().publicKey
        let client = try Client(in: context, keys: member, serverKey: wrong, endpoint: server.endpoint)
        let seen = try eventually {
            try server.turn()
            try client.turn()
            return client.events.noDetails > 0 && client.events.retries > 0 && !server.events.protocolFaults.isEmpty
        }
        #expect(seen)
        #expect(server.events.protocolFaults.allSatisfy { $0 == .cryptographic })
        #expect(client.events.authFailures == 0 && client.events.protocolFaults.isEmpty)
        // The authenticator was not even asked.
        #expect(server.decisions.isEmpty)
    }

    @Test("a peer without encryption is a mechanism mismatch on both sides")
    func withoutEncryption() throws {
        let server = try server()
        let plain = try Socket(.sub, in: context)
        let monitor = try SocketMonitor(of: plain)
        try plain.connect(server.endpoint)
        var events: [SocketEvent.Kind] = []
        let seen = try eventually {
            try server.turn()
            events += try monitor.takeEvents().map(\.kind)
            return events.contains(.disconnected) && !server.events.protocolFaults.isEmpty
        }
        #expect(seen)
        for _ in 0..<40 { try server.turn() }
        events += try monitor.takeEvents().map(\.kind)
        #expect(events.protocolFaults == [.mechanismMismatch] && events.retries == 0)
        #expect(server.events.protocolFaults == [.mechanismMismatch])
        #expect(server.decisions.isEmpty)
    }

    @Test("a browser at the server's port is cut off without a handshake event and harms nobody")
    func garbageToServer() throws {
        let server = try server()
        let port = try #require(server.endpoint.split(separator: ":").last.flatMap { UInt16($0) })
        let browser = try RawConnection.connected(port: port)
        browser.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: nobody in particular\r\n\r\n")
        let seen = try eventually {
            try server.turn()
            return server.events.contains(.disconnected)
        }
        #expect(seen)
        #expect(server.events == [.listening, .accepted, .disconnected])
        #expect(server.decisions.isEmpty && server.subscriptions.isEmpty)
        let client = try Client(
            in: context,
            keys: member,
            serverKey: server.keys.publicKey,
            endpoint: server.endpoint,
            topics: [topic("350700")]
        )
        let served = try eventually {
            try server.turn()
            try client.turn()
            return server.admitted(topic("350700")) == 1
        }
        #expect(served)
    }

    @Test("another service at the peer's port ends the connection without a handshake event, and it is not retried")
    func garbageToClient() throws {
        let listener = try RawConnection.listening()
        let client = try Client(
            in: context,
            keys: member,
            serverKey: try CurveKeyPair.generate().publicKey,
            endpoint: "tcp://127.0.0.1:\(listener.port)"
        )
        let seen = try eventually {
            _ = listener.acceptAndWrite("SSH-2.0-OpenSSH_9.2p1 Debian-2 and a line that is long enough to read\r\n")
            try client.turn()
            return client.events.contains(.disconnected)
        }
        #expect(seen)
        let poller = try Poller<Int>()
        poller.add(client.monitor.reader, as: 0)
        #expect(try poller.wait(timeoutMilliseconds: 200).isEmpty)
        #expect(client.events == [.connectDelayed, .connected, .disconnected])
        #expect(!listener.acceptAndWrite(""))
    }

    @Test("a dead port is retried without any handshake event")
    func deadPort() throws {
        let deaf = try RawConnection.deaf()
        let client = try Client(
            in: context,
            keys: member,
            serverKey: try CurveKeyPair.generate().publicKey,
            endpoint: "tcp://127.0.0.1:\(deaf.port)"
        )
        let retried = try eventually {
            try client.turn()
            return client.events.retries >= 3
        }
        #expect(retried)
        #expect(!client.events.hasHandshakeFailure)
        #expect(!client.events.contains(.connected))
        #expect(client.events.prefix(2) == [.connectDelayed, .closed])
        withExtendedLifetime(deaf) {}
    }

    @Test("the allow list is replaced while running")
    func replacedAllowList() throws {
        let server = try server()
        let newcomer = try CurveKeyPair.generate()
        func connect(_ keys: CurveKeyPair, _ code: String) throws -> Client {
            try Client(
                in: context,
                keys: keys,
                serverKey: server.keys.publicKey,
                endpoint: server.endpoint,
                topics: [topic(code)]
            )
        }
        func outcome(of client: Client) throws -> SocketEvent.Kind? {
            var outcome: SocketEvent.Kind?
            _ = try eventually {
                try server.turn()
                try client.turn()
                outcome = client.events.first { $0 == .handshakeSucceeded || $0 == .handshakeFailedAuth(status: 400) }
                return outcome != nil
            }
            return outcome
        }
        let early = try connect(newcomer, "361100")
        #expect(try outcome(of: early) == .handshakeFailedAuth(status: 400))
        let first = try connect(member, "350700")
        #expect(try outcome(of: first) == .handshakeSucceeded)
        first.monitor.close()
        first.socket.close()

        server.authenticator.allowed = [newcomer.publicKey: "361100"]
        #expect(try outcome(of: connect(member, "350700")) == .handshakeFailedAuth(status: 400))
        let joined = try connect(newcomer, "361100")
        #expect(try outcome(of: joined) == .handshakeSucceeded)
        #expect(
            try eventually {
                try server.turn()
                return server.admitted(topic("361100")) == 1
            }
        )
    }
}
