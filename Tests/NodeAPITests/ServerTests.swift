import AsyncHTTPClient
import Crypto
import Foundation
import MemoryNode
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import NodeAPI

/// The server over real sockets.
@Suite struct ServerTests {
    @Test func aUnixSocketHasModeAndIsRemoved() async throws {
        let path = ServerHarness.socketPath()
        try await ServerHarness().run(at: .unix(path: path)) { server in
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o660)
            let response = try await server.execute(server.request("/v1/status"))
            #expect(response.status == .ok)
            // No name of a machine goes with a socket, so any will do.
            var named = server.request("/healthz")
            named.headers.replaceOrAdd(name: "Host", value: "node.example")
            #expect(try await server.execute(named).status == .ok)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aStaleSocketIsReplacedALiveOneIsNot() async throws {
        let path = ServerHarness.socketPath()
        let bound = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path).get()
        await #expect(throws: ListenError.inUse(path: path)) {
            try await ServerHarness().run(at: .unix(path: path)) { _ in }
        }
        #expect(FileManager.default.fileExists(atPath: path), "the other's socket stays")
        try await bound.close()
        try await ServerHarness().run(at: .unix(path: path)) { server in
            let response = try await server.execute(server.request("/healthz"))
            #expect(response.status == .ok)
        }
    }

    @Test func aFileThatIsNoSocketIsKept() async throws {
        let path = ServerHarness.socketPath()
        try Data("notes".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        await #expect(throws: ListenError.notSocket(path: path)) {
            try await ServerHarness().run(at: .unix(path: path)) { _ in }
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("notes".utf8))
    }

    @Test(arguments: ["0.0.0.0:80", "10.3.0.7:80", "[::]:80", "example.org:80", "127.1:80", "128.0.0.1:80"])
    func addressesThatOthersReachAreRefused(text: String) {
        #expect(throws: ListenError.notLoopback(text)) { _ = try ListenAddress(text) }
    }

    @Test(arguments: [
        "", "80", "127.0.0.1", "127.0.0.1:70000", ":80", "unix:relative", "unix:/" + String(repeating: "x", count: 200),
    ])
    func addressesThatAreNoneAreRefused(text: String) {
        #expect(throws: ListenError.malformed(text)) { _ = try ListenAddress(text) }
    }

    @Test func addressesAreRead() throws {
        #expect(try ListenAddress("127.0.0.1:7480") == .loopback(host: "127.0.0.1", port: 7480))
        #expect(try ListenAddress("127.8.9.1:0") == .loopback(host: "127.8.9.1", port: 0))
        #expect(try ListenAddress("localhost:1") == .loopback(host: "127.0.0.1", port: 1))
        #expect(try ListenAddress("[::1]:7480").description == "[::1]:7480")
        #expect(try ListenAddress("unix:/run/a.sock") == .unix(path: "/run/a.sock"))
    }

    @Test func evenAValueMadeByHandMustBeLoopback() async throws {
        await #expect(throws: ListenError.self) {
            try await ServerHarness().run(at: .loopback(host: "0.0.0.0", port: 0)) { _ in }
        }
    }

    @Test func aPageThatCallsItselfLocalIsRefused() async throws {
        try await ServerHarness().run { server in
            var request = server.request("/v1/cases")
            request.headers.replaceOrAdd(name: "Host", value: "evil.example:7480")
            let response = try await server.execute(request)
            #expect(response.status.code == 421)
            #expect(response.headers.first(name: "content-type") == "application/problem+json")
        }
    }

    @Test func anUploadBrokenOffLeavesNothing() async throws {
        let harness = ServerHarness()
        try await harness.run { server in
            for header in ["Content-Length: 1000000", "Transfer-Encoding: chunked"] {
                let before = harness.node.uploads.broken
                let channel = try await Self.connect(server)
                let head = "POST /v1/materials HTTP/1.1\r\nHost: localhost\r\n\(header)\r\n\r\n"
                let body = header.hasPrefix("T") ? "5\r\nhello\r\n" : String(repeating: "x", count: 5000)
                try await channel.writeAndFlush(ByteBuffer(string: head + body))
                try await eventually { harness.node.uploads.underWay == 1 }
                try await channel.close()
                try await eventually { harness.node.uploads.broken == before + 1 }
                try await eventually { harness.node.uploads.underWay == 0 }
                #expect(harness.node.materialCount == 0)
            }
        }
    }

    @Test func aLargeUploadComesInSmallChunksAndGoesOutWhole() async throws {
        let harness = ServerHarness()
        try await harness.run { server in
            let chunk = ByteBuffer(bytes: (0..<(1 << 16)).map { UInt8(truncatingIfNeeded: $0) })
            let count = 512
            var hash = SHA256()
            for _ in 0..<count { hash.update(data: chunk.readableBytesView) }
            let digest = hash.finalize().map { String(format: "%02x", $0) }.joined()
            var request = server.request("/v1/materials/\(digest)", "PUT")
            request.body = .stream(
                AsyncStream { continuation in
                    for _ in 0..<count { continuation.yield(chunk) }
                    continuation.finish()
                },
                length: .unknown
            )
            let response = try await server.execute(request)
            #expect(response.status == .created)
            #expect(harness.node.uploads.largestChunk <= 1 << 20, "never the whole")

            let got = try await server.execute(server.request("/v1/materials/\(digest)"))
            var back = SHA256()
            for try await part in got.body { back.update(data: part.readableBytesView) }
            #expect(back.finalize().map { String(format: "%02x", $0) }.joined() == digest)
        }
    }

    @Test func anUploadWithoutLengthIsStoppedAtTheLimit() async throws {
        var harness = ServerHarness()
        harness.settings.materialBytesMax = 100_000
        let node = harness.node
        try await harness.run { server in
            var request = server.request("/v1/materials", "POST")
            request.body = .stream(
                AsyncStream { continuation in
                    for _ in 0..<4 { continuation.yield(ByteBuffer(repeating: 7, count: 50_000)) }
                    continuation.finish()
                },
                length: .unknown
            )
            let response = try await server.execute(request)
            #expect(response.status == .payloadTooLarge)
            #expect(node.materialCount == 0)
        }
    }

    @Test func theServerStopsWithFollowersAndIdleConnections() async throws {
        let harness = ServerHarness()
        try await harness.run { server in
            let idle = try await Self.connect(server)
            async let lines = server.follow("/v1/events")
            try await eventually { harness.node.followerCount == 1 }
            await server.group.triggerGracefulShutdown()
            #expect(try await lines.first == "retry: 2000")
            try await idle.closeFuture.get()
        }
        #expect(harness.node.followerCount == 0)
    }

    private static func connect(_ server: ServerHarness.Running) async throws -> any Channel {
        guard case .loopback(let host, let port) = server.address else { preconditionFailure("a port") }
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: host, port: port).get()
    }
}
