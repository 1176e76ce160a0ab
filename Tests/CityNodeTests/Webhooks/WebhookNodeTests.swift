import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("Webhooks of a node, with its store and its writer")
struct WebhookNodeTests {
    private static func key(_ name: String = UUID().uuidString, _ request: String = "x") -> CommandKey {
        CommandKey(key: name, request: Array(request.utf8))
    }

    /// Runs a body with a node whose webhooks may go to this machine.
    private static func with(
        _ body: (CityNode) async throws -> Void
    ) async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        try await with(town, body)
    }

    /// The same for a node that may have run before.
    private static func with(_ town: Town, _ body: (CityNode) async throws -> Void) async throws {
        var configuration = try town.configuration(Sample.quzhou)
        configuration.webhookHosts = ["127.0.0.1"]
        let node = try CityNode(configuration: configuration, log: Sample.silent)
        let hooks = Task { await node.webhooks.run() }
        let result: Result<Void, any Error>
        do { result = .success(try await body(node)) } catch { result = .failure(error) }
        hooks.cancel()
        await hooks.value
        node.stop()
        try result.get()
    }

    /// The bytes of a secret as it is shown.
    private static func bytes(_ secret: String?) throws -> [UInt8] {
        Array(try #require(secret.flatMap { Data(base64Encoded: String($0.dropFirst(6))) }))
    }

    /// How a secret of these bytes signs a request.
    private static func signature(_ bytes: [UInt8], of request: Receiver.Request) -> String {
        WebhookSecret(bytes: bytes).signature(
            id: request.headers["webhook-id"] ?? "",
            seconds: request.headers["webhook-timestamp"].flatMap { Int64($0) } ?? 0,
            body: request.body
        )
    }

    private static func cases(_ receiver: Receiver) -> [String] {
        receiver.requests.compactMap { $0.json["subject"] as? String }
    }

    @Test("Events are delivered as they happen, filtered, and not again after a restart") func delivered() async throws
    {
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        let town = try Town([Sample.quzhou, Sample.nanping])
        var numbers: [String] = []
        try await Self.with(town) { node in
            _ = try await node.submit(to: Sample.nanping)
            var filter = EventFilter()
            filter.kinds = [.submitted]
            let draft = WebhookDraft(url: "http://127.0.0.1:\(receiver.port)/", filter: filter)
            let made = try await node.addWebhook(draft, key: Self.key()).answer
            #expect(made.secret?.hasPrefix("whsec_") == true && made.state == .active)
            for _ in 0..<20 { numbers.append("\(try await node.submit(to: Sample.nanping))") }
            try await until("all are delivered, and that is written") {
                // Each submission is an entry, and nothing else is.
                let through = try await node.allWebhooks()[0].through
                return receiver.requests.count >= 20 && through >= made.through + 20
            }
        }
        #expect(Set(Self.cases(receiver)) == Set(numbers), "only what came after it was made")
        #expect(receiver.requests.count == 20)
        try await Self.with(town) { node in
            numbers.append("\(try await node.submit(to: Sample.nanping))")
            try await until("the new one is delivered") { receiver.requests.count >= 21 }
            #expect(Self.cases(receiver).last == numbers.last)
            let webhook = try #require(try await node.allWebhooks().first)
            #expect(webhook.waiting == 0 && webhook.dead == 0 && webhook.secret == nil)
        }
    }

    @Test("What a target does not take waits, is shown, and goes out once it takes things again")
    func failing() async throws {
        let isUp = Box(false)
        let receiver = try Receiver { _ in
            isUp.value.withLock { $0 }
                ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
        }
        try await Self.with { node in
            let draft = WebhookDraft(url: "http://127.0.0.1:\(receiver.port)/")
            let id = WebhookID(rawValue: try await node.addWebhook(draft, key: Self.key()).answer.id)
            for _ in 0..<8 { _ = try await node.submit(to: Sample.nanping) }
            try await until("it is told that nothing is taken") {
                node.alarms.list.contains { $0.code.rawValue == "webhook-failing" }
            }
            try await until("what waits is shown") { try await node.undelivered(WebhookDeliveryQuery(id)).count >= 5 }
            let waiting = try #require(try await node.undelivered(WebhookDeliveryQuery(id)).last)
            #expect(waiting.status == 500 && !waiting.isDead && waiting.attempts >= 1 && waiting.cases.count == 1)
            #expect(
                try await node.testWebhook(id)
                    == WebhookTestResult(isDelivered: false, status: 500, failure: "answered 500")
            )
            isUp.value.withLock { $0 = true }
            #expect(try await node.testWebhook(id).isDelivered)
            // A change starts it anew, with a closed breaker and what is due by then.
            var change = WebhookChange()
            change.isActive = true
            _ = try await node.changeWebhook(id, change, key: Self.key())
            try await until("nothing waits any more", seconds: 60) {
                try await node.undelivered(WebhookDeliveryQuery(id)).isEmpty
            }
            try await until("the alarm is over") { !node.alarms.list.contains { $0.code == .webhookFailing } }
        }
    }

    @Test("A target that is gone pauses its webhook, with a reason and an alarm") func gone() async throws {
        let receiver = try Receiver { _ in "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n" }
        try await Self.with { node in
            let draft = WebhookDraft(url: "http://127.0.0.1:\(receiver.port)/")
            let id = WebhookID(rawValue: try await node.addWebhook(draft, key: Self.key()).answer.id)
            _ = try await node.submit(to: Sample.nanping)
            try await until("it is paused") { try await node.webhook(id)?.state == .paused }
            try await until("an alarm says so") { node.alarms.list.contains { $0.code.rawValue == "webhook-stopped" } }
            #expect(try await node.webhook(id)?.reason?.contains("410") == true)
            _ = try await node.removeWebhook(id, key: Self.key())
            try await until("the alarm is over") { !node.alarms.list.contains { $0.code == .webhookStopped } }
        }
    }

    @Test("A dead delivery is sent again when somebody wants it") func replayed() async throws {
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        try await Self.with { node in
            let draft = WebhookDraft(url: "http://127.0.0.1:\(receiver.port)/")
            let id = WebhookID(rawValue: try await node.addWebhook(draft, key: Self.key()).answer.id)
            _ = try await node.submit(to: Sample.nanping)
            try await until("it is delivered") { receiver.requests.count == 1 }
            let event = try await node.store.read { try $0.lastEntry() }
            try await node.pipeline.run { scope in
                var delivery = WebhookDelivery(event, nextAt: 0)
                delivery.attempts = 9
                delivery.firstAt = 1
                delivery.diedAt = 5
                try scope.writer.keepDelivery(delivery, of: id)
            }
            #expect(try await node.webhook(id)?.dead == 1)
            await #expect(throws: CommandError.noDelivery(id, EntryID(rawValue: 999))) {
                _ = try await node.replayDeliveries(of: id, EntryID(rawValue: 999), key: Self.key())
            }
            let key = Self.key()
            let first = try await node.replayDeliveries(of: id, nil, key: key)
            let again = try await node.replayDeliveries(of: id, nil, key: key)
            #expect(first == (1, false) && again == (1, true))
            try await until("it is sent again") { receiver.requests.count == 2 }
            #expect(receiver.requests[0].headers["webhook-id"] == receiver.requests[1].headers["webhook-id"])
            try await until("it is dead no more") { try await node.webhook(id)?.dead == 0 }
        }
    }

    @Test("A change that is repeated is done once, and its answer shows the same secret") func once() async throws {
        try await Self.with { node in
            let draft = WebhookDraft(url: "http://127.0.0.1:9/", note: "a")
            let key = Self.key("k")
            let first = try await node.addWebhook(draft, key: key)
            let again = try await node.addWebhook(draft, key: key)
            #expect(again.replayed && !first.replayed && again.answer == first.answer)
            #expect(try await node.allWebhooks().count == 1)
            await #expect(throws: CommandError.keyReused("k")) {
                _ = try await node.addWebhook(draft, key: Self.key("k", "other"))
            }
            let id = WebhookID(rawValue: first.answer.id)
            let rotated = try await node.rotateWebhook(id, key: Self.key("r"))
            #expect(rotated.answer.secret != first.answer.secret && rotated.answer.earlierSecretUntil != nil)
            #expect(try await node.rotateWebhook(id, key: Self.key("r")).answer == rotated.answer)
            #expect(try await node.removeWebhook(id, key: Self.key("d")).replayed == false)
            #expect(try await node.removeWebhook(id, key: Self.key("d")).replayed)
            await #expect(throws: CommandError.noWebhook(id)) { _ = try await node.removeWebhook(id, key: Self.key()) }
        }
    }

    @Test("Two secrets sign while both are valid, and the database shows neither") func rotated() async throws {
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        try await Self.with { node in
            let draft = WebhookDraft(url: "http://127.0.0.1:\(receiver.port)/")
            let made = try await node.addWebhook(draft, key: Self.key()).answer
            let id = WebhookID(rawValue: made.id)
            _ = try await node.rotateWebhook(id, key: Self.key())
            _ = try await node.submit(to: Sample.nanping)
            try await until("it is delivered") { receiver.requests.count == 1 }
            let request = receiver.requests[0]
            let signatures = request.headers["webhook-signature"]?.split(separator: " ") ?? []
            #expect(signatures.count == 2)
            let bytes = try Self.bytes(made.secret)
            #expect(signatures.last.map(String.init) == Self.signature(bytes, of: request))
            let row = try #require(try await node.store.read { try $0.webhook(id) })
            for kept in [row.secret, row.earlier?.secret ?? []] {
                #expect(!kept.isEmpty && kept.firstRange(of: bytes) == nil)
            }
        }
    }

    @Test("Once a rotation is answered, nothing is sent without the new secret") func rotatedAgain() async throws {
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        try await Self.with { node in
            let draft = WebhookDraft(url: "http://127.0.0.1:\(receiver.port)/")
            let id = WebhookID(rawValue: try await node.addWebhook(draft, key: Self.key()).answer.id)
            // One whose delivery was not noted when its driver was told to stop comes once more.
            var known: Set<String> = []
            for _ in 0..<10 {
                let secret = try await node.rotateWebhook(id, key: Self.key()).answer.secret
                let bytes = try Self.bytes(secret)
                _ = try await node.submit(to: Sample.nanping)
                func new() -> [Receiver.Request] {
                    receiver.requests.filter { !known.contains($0.headers["webhook-id"] ?? "") }
                }
                try await until("it is delivered") { !new().isEmpty }
                for request in new() {
                    known.insert(request.headers["webhook-id"] ?? "")
                    let signatures = request.headers["webhook-signature"]?.split(separator: " ") ?? []
                    #expect(signatures.count == 2)
                    #expect(signatures.first.map(String.init) == Self.signature(bytes, of: request))
                }
            }
        }
    }

    @Test("Where the webhooks cannot be read for a moment, they are read again") func unreadable() async throws {
        struct Unreadable: Error {}
        let receiver = try Receiver { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
        let town = try Town([Sample.quzhou, Sample.nanping])
        defer { withExtendedLifetime(town) {} }
        var configuration = try town.configuration(Sample.quzhou)
        configuration.webhookHosts = ["127.0.0.1"]
        let node = try CityNode(configuration: configuration, log: Sample.silent)
        _ = try await node.addWebhook(WebhookDraft(url: "http://127.0.0.1:\(receiver.port)/"), key: Self.key())
        let failures = Box(2)
        let store = CountingStore(node.store) {
            let fails = failures.value.withLock { left in
                left -= 1
                return left >= 0
            }
            if fails { throw Unreadable() }
        }
        var setup = node.webhooks.setup
        setup.store = store
        setup.retryMilliseconds = 10
        let hub = WebhookHub(setup)
        let hooks = Task { await hub.run() }
        _ = try await node.submit(to: Sample.nanping)
        try await until("it is delivered") { receiver.requests.count == 1 }
        #expect(failures.value.withLock { $0 } < 0)
        hooks.cancel()
        await hooks.value
        node.stop()
    }

    @Test("Addresses that lead inside are refused with what to do") func refused() async throws {
        try await Self.with { node in
            for url in ["https://localhost/", "https://[::1]/", "http://hooks.example/"] {
                await #expect(throws: CommandError.self, "\(url)") {
                    _ = try await node.addWebhook(WebhookDraft(url: url), key: Self.key())
                }
            }
            let all = try await node.allWebhooks()
            #expect(all.isEmpty)
        }
    }
}
