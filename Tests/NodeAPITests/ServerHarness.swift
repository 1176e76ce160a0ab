import AsyncHTTPClient
import Foundation
import Logging
import MemoryNode
import NIOCore
import NIOSSL
import ServiceLifecycle
import Testing

@testable import NodeAPI

/// A server over a node in memory, on a port or socket of its own, stopped when the test's body ends.
struct ServerHarness {
    let node = MemoryNode()
    var settings = APIRouter.Settings(heartbeatMilliseconds: 50, signIn: .off)

    /// What the server shows over TLS; `nil` for plain HTTP.
    var certificates: Certificates?
    /// The file of the certificate that the client trusts.
    var trusted: String?

    /// What a test has while the server runs.
    struct Running {
        let address: ListenAddress
        let client: HTTPClient
        let group: ServiceGroup
        let meter: APIMeter
        var scheme = "http"

        /// The address of a route.
        func url(_ path: String) -> String {
            switch address {
            case .loopback, .network: return "\(scheme)://\(address)\(path)"
            case .unix(let socket):
                let host = socket.utf8.map { String(format: "%%%02X", $0) }.joined()
                return "http+unix://\(host)\(path)"
            }
        }

        func request(_ path: String, _ method: String = "GET") -> HTTPClientRequest {
            var request = HTTPClientRequest(url: url(path))
            request.method = .init(rawValue: method)
            return request
        }

        func execute(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
            try await client.execute(request, deadline: .now() + .seconds(120))
        }

        /// Follows the feed and hands over line after line until the body says stop or the feed ends.
        ///
        /// Waits a generous while for a free seat, since one that leaves is missed a moment later.
        func follow(
            _ path: String,
            headers: [(String, String)] = [],
            _ body: @Sendable (String) async throws -> Bool = { _ in true }
        ) async throws -> [String] {
            var request = request(path)
            for (name, value) in headers { request.headers.add(name: name, value: value) }
            var response = try await execute(request)
            for _ in 0..<12_000 where response.status == .serviceUnavailable {
                try await Task.sleep(for: .milliseconds(10))
                response = try await execute(request)
            }
            #expect(response.headers.first(name: "content-type") == "text/event-stream; charset=utf-8")
            var lines: [String] = []
            var rest = ""
            for try await chunk in response.body {
                rest += String(buffer: chunk)
                while let end = rest.firstIndex(of: "\n") {
                    let line = String(rest[..<end])
                    rest = String(rest[rest.index(after: end)...])
                    lines.append(line)
                    guard try await body(line) else { return lines }
                }
            }
            return lines
        }
    }

    /// Starts the server, runs the body, stops the server, and waits until it has stopped.
    func run(
        at address: ListenAddress = .loopback(host: "127.0.0.1", port: 0),
        _ body: @Sendable @escaping (Running) async throws -> Void
    ) async throws {
        let (trusted, scheme) = (trusted, certificates == nil ? "http" : "https")
        let (listening, tell) = AsyncStream<ListenAddress>.makeStream()
        let server = NodeAPIServer(
            node,
            at: [address],
            settings: settings,
            certificates: certificates,
            logger: APIHarness.quiet,
            onListening: { tell.yield($0) }
        )
        let group = ServiceGroup(configuration: .init(services: [server], logger: APIHarness.quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { tell.finish() }
                try await group.run()
            }
            var addresses = listening.makeAsyncIterator()
            guard let bound = await addresses.next() else {
                try await tasks.waitForAll()
                Issue.record("the server ended before it listened")
                return
            }
            let client = Self.client(trusting: trusted)
            let result: Result<Void, any Error>
            do {
                let running = Running(
                    address: bound,
                    client: client,
                    group: group,
                    meter: server.meter,
                    scheme: scheme
                )
                try await body(running)
                result = .success(())
            } catch { result = .failure(error) }
            try await client.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
    }

    /// A client that trusts one certificate, or the system's.
    static func client(trusting file: String?) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        if let file {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(file)
            configuration.tlsConfiguration = tls
        }
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = APILimits.connectionsMax
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// A path for a socket that no other test uses.
    static func socketPath() -> String { "/tmp/tongban-\(UUID().uuidString.prefix(12)).sock" }
}

/// Waits until something holds; gives up after a generous while.
func eventually(_ condition: @Sendable () -> Bool) async throws {
    for _ in 0..<12_000 {
        if condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("never came true")
}
