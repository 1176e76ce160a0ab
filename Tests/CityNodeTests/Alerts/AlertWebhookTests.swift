import Foundation
import Testing

@testable import CityNode

@Suite("Alerts as webhooks")
struct AlertWebhookTests {
    private let message = AlertSamples.message([
        AlertNews(.raised, AlertSamples.alarm(.halted, peer: Sample.nanping)),
        AlertNews(.cleared, AlertSamples.alarm(.diskLow)),
    ])

    private func send(_ status: String) async throws -> (answer: String, request: Receiver.Request) {
        let receiver = try Receiver { _ in "HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n" }
        let url = "http://127.0.0.1:\(receiver.port)/alerts"
        let sender = AlertWebhookSender(.init(url: url, secret: Array(repeating: 7, count: 32)))
        let answer: String
        do { answer = try await sender.send(message) } catch { answer = "\(error.text); \(error.remedy)" }
        await sender.close()
        return (answer, try #require(receiver.requests.first))
    }

    @Test("It gets a CloudEvent that is signed as Standard Webhooks has it")
    func sends() async throws {
        let (answer, request) = try await send("204 No Content")
        #expect(answer == "it answered 204")
        let json = request.json
        #expect(json["type"] as? String == "cn.tongban.node.alert")
        #expect(json["id"] as? String == "330800-alert-a-b-c")
        let data = try #require(json["data"] as? [String: Any])
        #expect(data["level"] as? String == "critical" && data["test"] as? Bool == false)
        let alarms = try #require(data["alarms"] as? [[String: Any]])
        #expect(alarms.map { $0["kind"] as? String } == ["raised", "cleared"])
        #expect(alarms[0]["peer"] as? String == "350700" && alarms[0]["name"] as? String == "流已停止")
        let signature = WebhookSecret(bytes: Array(repeating: 7, count: 32))
            .signature(id: "330800-alert-a-b-c", seconds: 1_795_446_000, body: request.body)
        #expect(request.headers["webhook-signature"] == signature)
        #expect(request.headers["webhook-timestamp"] == "1795446000")
    }

    @Test("What is no success is none, redirects included", arguments: ["302 Found", "401 No", "404 No", "500 No"])
    func refused(status: String) async throws {
        let (answer, _) = try await send(status)
        #expect(answer.hasPrefix("it answered \(status.prefix(3)); "))
    }

    @Test("Where nobody listens that is said, and no address")
    func unreachable() async throws {
        let port = try Receiver { _ in "" }.port
        let sender = AlertWebhookSender(.init(url: "http://127.0.0.1:\(port)/secret-path", secret: [1]))
        do {
            _ = try await sender.send(message)
            Issue.record("nobody listens there")
        } catch {
            #expect(!error.text.contains("secret-path") && error.remedy.contains("reaches"))
        }
        await sender.close()
    }
}
