import AsyncHTTPClient
import MemoryNode
import NIOCore
import NIOPosix
import Testing

@testable import NodeAPI

/// Callers that hold on to connections: they lose them, and nobody else notices.
@Suite struct SlowCallerTests {
    private static let callers = 40

    /// A server that waits for a caller as long as it may, but for what a test is about.
    private func harness(_ pace: Pace.Limits) -> ServerHarness {
        var harness = ServerHarness()
        harness.settings.pace = pace
        return harness
    }

    /// Opens a connection that takes nothing of what comes, and sends a text.
    private func open(_ server: ServerHarness.Running, _ text: String) async throws -> any Channel {
        guard case .loopback(let host, let port) = server.address else { throw ListenError.nothing }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false)
            .connect(host: host, port: port).get()
        // On a busy machine the node may be done with it before.
        try? await channel.writeAndFlush(ByteBuffer(string: text))
        return channel
    }

    /// Every connection is closed by the node; while they are open a request is served.
    private func lose(_ text: String, _ harness: ServerHarness) async throws {
        try await harness.run { server in
            var channels: [any Channel] = []
            for _ in 0..<Self.callers { channels.append(try await open(server, text)) }
            let healthy = try await server.execute(server.request("/healthz"))
            #expect(healthy.status == .ok)
            for channel in channels {
                // What is read no further sees no end: ask for it now, when the node should be done with it.
                try await Task.sleep(for: .milliseconds(50))
                do { try await channel.setOption(.autoRead, value: true).get() } catch ChannelError.ioOnClosedChannel {}
                try await channel.closeFuture.get()
            }
        }
    }

    @Test func whoNeverEndsAHeadLosesTheConnection() async throws {
        // Long enough for a healthy caller, also on a busy machine.
        try await lose(
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
            harness(Pace.Limits(headMilliseconds: 5_000))
        )
    }

    @Test func whoNeverEndsABodyLosesTheConnection() async throws {
        let harness = harness(Pace.Limits(bodyMilliseconds: 1_000))
        let head = """
            POST /v1/cases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n\
            Content-Length: 100000\r\n\r\n{"handling"
            """
        try await lose(head, harness)
        #expect(harness.node.caseCount == 0)
    }

    @Test func whoNeverTakesTheAnswerLosesTheConnection() async throws {
        let harness = harness(Pace.Limits(takeMilliseconds: 1_000))
        try await harness.run { server in
            var upload = server.request("/v1/materials", "POST")
            upload.body = .bytes(ByteBuffer(repeating: 7, count: 16 << 20))
            let stored = try await server.execute(upload)
            let location = try #require(stored.headers.first(name: "Location"))
            let channel = try await open(server, "GET \(location) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            // Once the node is done with the caller, it begins to read, and gets no more than what was under way.
            for _ in 0..<12_000 where server.meter.slowCallers.count == 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(server.meter.slowCallers.count == 1)
            let counter = ByteCounter()
            do {
                try await channel.pipeline.addHandler(counter).get()
                try await channel.setOption(.autoRead, value: true).get()
            } catch ChannelError.ioOnClosedChannel {}
            try await channel.closeFuture.get()
            #expect(try await channel.eventLoop.submit { counter.bytes }.get() < 16 << 20)
        }
    }
}

/// Counts what comes; stays on its channel's event loop.
private final class ByteCounter: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer

    var bytes = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { bytes += unwrapInboundIn(data).readableBytes }
}
