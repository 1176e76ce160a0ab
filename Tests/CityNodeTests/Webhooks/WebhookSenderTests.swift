import Foundation
import Synchronization
import Testing

@testable import CityNode

@Suite("Webhook sender: signed requests to exactly the address that was looked at")
struct WebhookSenderTests {
    private static let message = WebhookSender.Message(
        id: "330800-1-7",
        body: Array(#"{"specversion":"1.0"}"#.utf8),
        secrets: [WebhookSecret(bytes: Array(1...32)), WebhookSecret(bytes: Array(2...33))]
    )

    private static func sender(
        _ url: String,
        _ answers: [[String]],
        allowed: Set<String> = ["hooks.example"]
    ) throws -> WebhookSender {
        let gate = TargetGate(allowedHosts: allowed, resolver: FakeResolver(["hooks.example": answers]))
        return WebhookSender(try TargetAddress(url, allowedHosts: ["hooks.example"]), gate: gate)
    }

    @Test("A delivery is a POST to the host's name at its address, signed by every secret") func delivered()
        async throws
    {
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        let sender = try Self.sender("http://hooks.example:\(receiver.port)/a?b=c", [["127.0.0.1"]])
        #expect(await sender.send(Self.message) == .delivered(status: 204))
        #expect(await sender.send(Self.message) == .delivered(status: 204))
        await sender.close()
        let request = try #require(receiver.requests.first)
        #expect(receiver.requests.count == 2)
        #expect(request.line == "POST /a?b=c HTTP/1.1")
        #expect(request.headers["host"] == "hooks.example:\(receiver.port)")
        #expect(request.headers["content-type"] == "application/cloudevents+json; charset=utf-8")
        #expect(request.headers["webhook-id"] == "330800-1-7")
        #expect(request.body == Self.message.body)
        let seconds = try #require(request.headers["webhook-timestamp"].flatMap { Int64($0) })
        #expect(
            request.headers["webhook-signature"]
                == Self.message.secrets.map {
                    $0.signature(id: "330800-1-7", seconds: seconds, body: Self.message.body)
                }
                .joined(separator: " ")
        )
    }

    @Test("A redirect is not followed, and a long answer is not read") func answers() async throws {
        let elsewhere = try Receiver { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let answers = Box([
            "HTTP/1.1 302 Found\r\nLocation: http://hooks.example:\(elsewhere.port)/\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n" + String(repeating: "x", count: 100_000),
            "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
        ])
        let receiver = try Receiver { _ in answers.value.withLock { $0.isEmpty ? "" : $0.removeFirst() } }
        let sender = try Self.sender("http://hooks.example:\(receiver.port)/", [["127.0.0.1"]])
        guard case .failed(let redirect) = await sender.send(Self.message) else { throw Wrong.outcome }
        #expect(redirect.status == 302)
        #expect(await sender.send(Self.message) == .delivered(status: 200))
        guard case .failed(let busy) = await sender.send(Self.message) else { throw Wrong.outcome }
        #expect(busy.status == 503 && busy.retryAfter == 7_000)
        #expect(await sender.send(Self.message) == .gone)
        guard case .failed(let none) = await sender.send(Self.message) else { throw Wrong.outcome }
        #expect(none.status == nil && !none.text.isEmpty)
        await sender.close()
        #expect(elsewhere.connections == 0)
    }

    @Test("A name that leads inside is not connected to, however it led outside before") func rebound() async throws {
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        let resolver = FakeResolver(["hooks.example": [["8.8.8.8"], ["127.0.0.1"]]])
        let gate = TargetGate(allowedHosts: [], resolver: resolver)
        let target = try await gate.admit("https://hooks.example:\(receiver.port)/")
        let sender = WebhookSender(target, gate: gate)
        guard case .failed(let failure) = await sender.send(Self.message) else { throw Wrong.outcome }
        await sender.close()
        #expect(failure.text.contains("a loopback address"))
        #expect(receiver.connections == 0)
    }

    @Test("Between looking and connecting nobody is asked again") func pinned() async throws {
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        // The name is known to nobody but the resolver: only its answer can have led there.
        let sender = try Self.sender("http://hooks.example:\(receiver.port)/", [["127.0.0.1"], ["192.0.2.1"]])
        #expect(await sender.send(Self.message) == .delivered(status: 204))
        await sender.close()
        #expect(receiver.connections == 1)
    }

    @Test("Where one address does not answer, the next one has its turn") func severalAddresses() async throws {
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        let sender = try Self.sender("http://hooks.example:\(receiver.port)/", [["127.0.0.9", "127.0.0.1"]])
        guard case .failed = await sender.send(Self.message) else { throw Wrong.outcome }
        #expect(await sender.send(Self.message) == .delivered(status: 204))
        await sender.close()
    }

    private enum Wrong: Error { case outcome }
}
