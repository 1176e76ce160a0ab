import AsyncHTTPClient
import CaseModel
import Foundation
import MemoryNode
import NIOCore
import NIOPosix
import Testing

@testable import NodeAPI

/// TLS: the handshake, a renewed certificate, and what is refused.
@Suite struct TLSTests {
    private func harness(_ made: TestCertificate) throws -> ServerHarness {
        var harness = ServerHarness()
        harness.certificates = try Certificates(certificate: made.certificate, key: made.key)
        harness.trusted = made.certificate
        return harness
    }

    @Test func whoTrustsTheCertificateIsServed() async throws {
        let made = try TestCertificate()
        try await harness(made).run { server in
            #expect(server.url("/healthz").hasPrefix("https://"))
            let response = try await server.execute(server.request("/healthz"))
            #expect(response.status.code == 200)
            let stranger = ServerHarness.client(trusting: try TestCertificate().certificate)
            await #expect(throws: (any Error).self) {
                try await stranger.execute(server.request("/healthz"), deadline: .now() + .seconds(20))
            }
            try await stranger.shutdown()
        }
    }

    @Test func plainHTTPIsNotAnswered() async throws {
        let made = try TestCertificate()
        try await harness(made).run { server in
            guard case .loopback(let host, let port) = server.address else { preconditionFailure("a port") }
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: host, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
            try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                var bytes = ByteBuffer()
                do { for try await chunk in inbound { bytes.writeImmutableBuffer(chunk) } } catch {}
                #expect(!String(buffer: bytes).contains("HTTP/1.1"), "an alert at most, then the end")
            }
        }
    }

    @Test func aRenewedCertificateServesTheNextConnectionAndDropsNone() async throws {
        let (old, new) = (try TestCertificate(), try TestCertificate())
        let kept = try TestCertificate()
        try kept.replace(by: old)
        let harness = try harness(kept)
        let certificates = try #require(harness.certificates)
        let first = ServerHarness.client(trusting: old.certificate)
        let next = ServerHarness.client(trusting: new.certificate)
        try await harness.run { server in
            // A follower keeps its connection over the change.
            let feed = try await first.execute(server.request("/v1/events"), deadline: .now() + .seconds(60))
            #expect(feed.status.code == 200)
            try kept.replace(by: new)
            try certificates.reload()
            let response = try await next.execute(server.request("/healthz"), deadline: .now() + .seconds(20))
            #expect(response.status.code == 200)
            let late = ServerHarness.client(trusting: old.certificate)
            await #expect(throws: (any Error).self) {
                try await late.execute(server.request("/healthz"), deadline: .now() + .seconds(20))
            }
            try await late.shutdown()
            try harness.node.receive(Samples.submission())
            var text = ""
            for try await chunk in feed.body {
                text += String(buffer: chunk)
                if text.contains("event: submitted") { break }
            }
            #expect(text.contains("event: submitted"))
        }
        try await first.shutdown()
        try await next.shutdown()
    }

    @Test func badFilesAreNamedAndWhatWasThereStays() throws {
        let (made, other) = (try TestCertificate(), try TestCertificate())
        let none = CertificateError(file: "/none", problem: "no certificates in PEM can be read there")
        #expect(throws: none) { try Certificates(certificate: "/none", key: made.key) }
        #expect(throws: CertificateError.self) { try Certificates(certificate: made.certificate, key: "/none") }
        #expect(throws: CertificateError.self) { try Certificates(certificate: made.certificate, key: other.key) }
        let certificates = try Certificates(certificate: made.certificate, key: made.key)
        let before = certificates.context
        try Data("nonsense".utf8).write(to: URL(filePath: made.certificate))
        #expect(throws: CertificateError.self) { try certificates.reload() }
        #expect(certificates.context === before)
    }

    @Test func otherMachinesReachItWithTLSAndSignInOnly() async throws {
        #expect(throws: ListenError.notLoopback("0.0.0.0:1")) { try ListenAddress("0.0.0.0:1") }
        let open = try ListenAddress("0.0.0.0:0", allowsNetwork: true)
        #expect(open == .network(host: "0.0.0.0", port: 0) && open.description == "0.0.0.0:0")
        #expect(try ListenAddress("127.0.0.1:0", allowsNetwork: true) == .loopback(host: "127.0.0.1", port: 0))
        let made = try TestCertificate()
        let secure = try harness(made)
        await #expect(throws: ListenError.self, "without sign-in") { try await secure.run(at: open) { _ in } }
        var plain = ServerHarness()
        plain.settings.signIn = .required
        let refused = plain
        await #expect(throws: ListenError.self, "without TLS") { try await refused.run(at: open) { _ in } }
        var both = secure
        both.settings.signIn = .required
        try await both.run(at: open) { server in
            guard case .network(_, let port) = server.address else { preconditionFailure("a port") }
            let request = HTTPClientRequest(url: "https://127.0.0.1:\(port)/v1/me")
            let answer = try await server.execute(request)
            #expect(answer.status.code == 401)
        }
    }

    @Test func overTLSTheConfiguredNamesAreAnswered() async throws {
        let made = try TestCertificate()
        var named = try harness(made)
        named.settings = .init(heartbeatMilliseconds: 50, signIn: .off, hostNames: ["API.example"])
        try await named.run { server in
            var request = server.request("/healthz")
            let other = try await server.execute(request)
            #expect(other.status.code == 421)
            request.headers.replaceOrAdd(name: "Host", value: "api.example:7480")
            let own = try await server.execute(request)
            #expect(own.status.code == 200)
        }
    }
}
