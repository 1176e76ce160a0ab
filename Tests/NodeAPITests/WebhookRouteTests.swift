import CaseModel
import Foundation
import HTTPTypes
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Webhooks through the API.
@Suite struct WebhookRouteTests {
    private static let body = #"{"url": "https://hooks.example/a", "note": "窗口", "filter": {"kinds": ["accepted"]}}"#

    @Test func aWebhookIsMadeShownChangedAndRemoved() async throws {
        try await APIHarness().run { api in
            let made = try await api.post("/v1/webhooks", Self.body, key: "a")
            #expect(made.status == 201 && made.header("Location") == "/v1/webhooks/1")
            #expect((try made.json["secret"] as? String)?.hasPrefix("whsec_") == true)
            #expect((try made.json["filter"] as? [String: [String]]) == ["kinds": ["accepted"]])
            let shown = try await api.get("/v1/webhooks/1")
            #expect(try shown.json["secret"] == nil, "it is shown once")
            let changed = try await api.change("/v1/webhooks/1", #"{"state": "paused", "filter": {}}"#, key: "b")
            #expect(try changed.json["state"] as? String == "paused" && changed.json["version"] as? Int == 2)
            #expect((try changed.json["filter"] as? [String: Any])?.isEmpty == true)
            let rotated = try await api.send(
                .post,
                "/v1/webhooks/1/rotate",
                headers: ["Idempotency-Key": "c"],
                body: nil
            )
            #expect(try rotated.json["secret"] != nil && rotated.json["earlierSecretUntil"] != nil)
            let list = try await api.get("/v1/webhooks")
            #expect((try list.json["webhooks"] as? [Any])?.count == 1)
            for _ in 0..<2 {
                let removed = try await api.send(
                    .delete,
                    "/v1/webhooks/1",
                    headers: ["Idempotency-Key": "d"],
                    body: nil
                )
                #expect(removed.status == 200)
            }
            let refused1 = try await api.get("/v1/webhooks/1")
            #expect(try refused1.problem(404) == "not-found")
        }
    }

    @Test func aRepeatGivesTheSameAnswer() async throws {
        try await APIHarness().run { api in
            let made = try await api.post("/v1/webhooks", Self.body, key: "a")
            let again = try await api.post("/v1/webhooks", Self.body, key: "a")
            #expect(again.status == 201 && again.text == made.text)
            #expect(again.header("Idempotency-Replayed") == "true" && made.header("Idempotency-Replayed") == nil)
            let other = try await api.post("/v1/webhooks", #"{"url": "https://hooks.example/b"}"#, key: "a")
            #expect(try other.problem(422) == "idempotency-key-reused")
            let refused2 = try await api.post("/v1/webhooks", Self.body)
            #expect(try refused2.problem(400) == "idempotency-key-required")
        }
    }

    @Test(arguments: [
        (#"{}"#, "missing-key"), (#"{"url": 7}"#, "wrong-type"),
        (#"{"url": "https://a.example/", "to": 1}"#, "unknown-key"),
        (#"{"url": "http://a.example/"}"#, "malformed"), (#"{"url": "https://a.example/", "after": -1}"#, "bad-value"),
        (#"{"url": "https://a.example/", "filter": {"kinds": ["none"]}}"#, "bad-value"),
        (#"{"url": "https://a.example/", "filter": {"cases": ["12"]}}"#, "bad-value"),
        (#"{"url": "https://a.example/", "filter": {"offices": [""]}}"#, "too-long"),
    ])
    func whatIsNoWebhookIsRefused(body: String, problem: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.post("/v1/webhooks", body, key: "a")
            #expect(try answer.problem(422) == problem)
        }
    }

    @Test func deliveriesArePagedAndReplayed() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            _ = try await api.post("/v1/webhooks", Self.body, key: "a")
            let number = Samples.submission().number
            for event in 1...5 {
                harness.node.keep(
                    UndeliveredEvent(
                        event: Int64(event),
                        kind: .accepted,
                        cases: [number],
                        isDead: event != 3,
                        attempts: 2
                    ),
                    of: 1
                )
            }
            let first = try await api.get("/v1/webhooks/1/deliveries?state=dead&limit=2")
            #expect(Self.events(first) == [5, 4])
            let cursor = try #require(try first.json["next"] as? String)
            let second = try await api.get("/v1/webhooks/1/deliveries?state=dead&limit=2&cursor=\(cursor)")
            #expect(Self.events(second) == [2, 1])
            #expect(Self.events(try await api.get("/v1/webhooks/1/deliveries?state=waiting")) == [3])
            for body in [#"{}"#, #"{"event": 1, "all": true}"#, #"{"event": 0}"#, #"{"all": false}"#] {
                let refused3 = try await api.post("/v1/webhooks/1/replay", body, key: body.filter(\.isLetter) + "x")
                #expect(try refused3.problem(422) == "bad-value")
            }
            let unknown = try await api.post("/v1/webhooks/1/replay", #"{"event": 3}"#, key: "r0")
            #expect(try unknown.problem(404) == "not-found", "it is not dead")
            let one = try await api.post("/v1/webhooks/1/replay", #"{"event": 4}"#, key: "r1")
            #expect(try one.json["replayed"] as? Int == 1)
            let rest = try await api.post("/v1/webhooks/1/replay", #"{"all": true}"#, key: "r2")
            #expect(try rest.json["replayed"] as? Int == 3)
            #expect(Self.events(try await api.get("/v1/webhooks/1/deliveries")) == [3])
        }
    }

    @Test func aTestTellsWhatCameOfIt() async throws {
        try await APIHarness().run { api in
            _ = try await api.post("/v1/webhooks", Self.body, key: "a")
            let answer = try await api.send(.post, "/v1/webhooks/1/test", body: nil)
            #expect(try answer.json["delivered"] as? Bool == false && answer.json["failure"] as? String != nil)
        }
    }

    @Test(arguments: ["0", "x", "-1"]) func numbersThatAreNoneAreRefused(id: String) async throws {
        try await APIHarness().run { api in
            let refused4 = try await api.get("/v1/webhooks/\(id)")
            #expect(try refused4.problem(400) == "bad-identifier")
            let refused5 = try await api.get("/v1/webhooks/7/deliveries")
            #expect(try refused5.problem(404) == "not-found")
            let refused6 = try await api.change("/v1/webhooks/7", "{}", key: "a")
            #expect(try refused6.problem(404) == "not-found")
        }
    }

    private static func events(_ answer: Answer) -> [Int] {
        ((try? answer.json["deliveries"]) as? [[String: Any]] ?? []).compactMap { $0["event"] as? Int }
    }
}

extension Caller {
    /// Sends a change.
    fileprivate func change(_ uri: String, _ body: String, key: String) async throws -> Answer {
        try await send(
            .patch,
            uri,
            headers: ["Content-Type": "application/json", "Idempotency-Key": key],
            body: ByteBuffer(string: body)
        )
    }
}
