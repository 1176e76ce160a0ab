import CaseModel
import CaseStore
import ExchangeWire
import Foundation
import Testing

@testable import CityNode

@Suite("What a delivery holds and how it is signed")
struct SignatureTests {
    @Test("Signatures are those of Standard Webhooks") func knownSignature() throws {
        // The example of the specification's own libraries.
        let bytes = try #require(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let secret = WebhookSecret(bytes: Array(bytes))
        #expect(secret.text == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            seconds: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8)
        )
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        #expect(WebhookSecret().bytes != WebhookSecret().bytes && WebhookSecret().bytes.count == 32)
    }

    @Test("A sealed secret is opened by its node's key alone, and not when it was changed") func sealed() throws {
        let (own, other) = (SigningKey(), SigningKey())
        let secret = WebhookSecret()
        let box = SecretBox(own, purpose: "webhook secrets")
        let sealed = box.seal(secret.bytes)
        #expect(sealed != box.seal(secret.bytes), "nobody sees that two are equal")
        #expect(try SecretBox(own, purpose: "webhook secrets").open(sealed) == secret.bytes)
        #expect(throws: SecretBox.Unreadable.self) { try SecretBox(other, purpose: "webhook secrets").open(sealed) }
        #expect(throws: SecretBox.Unreadable.self) { try SecretBox(own, purpose: "else").open(sealed) }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SecretBox.Unreadable.self) { try box.open(changed) }
        }
        #expect(throws: SecretBox.Unreadable.self) { try box.open([]) }
    }

    @Test("An event is a CloudEvent that names node, database, entry and case") func cloudEvent() throws {
        let number = Sample.number(Sample.quzhou, random: 3)
        var event = FeedEvent(
            id: 1_042,
            at: 1_795_446_000_118,
            kind: .correctionRequested,
            city: Sample.city(Sample.nanping),
            peer: Sample.city(Sample.quzhou),
            subjects: [EventSubject(number)]
        )
        var json = try Self.json(event)
        #expect(json["specversion"] as? String == "1.0")
        #expect(json["id"] as? String == "330800-ab-1042")
        #expect(json["source"] as? String == "urn:tongban:node:330800")
        #expect(json["type"] as? String == "cn.tongban.case.correctionRequested")
        #expect(json["subject"] as? String == "\(number)")
        #expect(json["time"] as? String == LocalTime.text(event.at))
        let data = try #require(json["data"] as? [String: Any])
        let line = try JSONSerialization.jsonObject(with: Data(FeedLine(event).json.utf8))
        #expect(NSDictionary(dictionary: data) == (line as? NSDictionary), "the data are the feed's")
        event.subjects = []
        event.kind = .notice
        json = try Self.json(event)
        #expect(json["type"] as? String == "cn.tongban.node.notice" && json["subject"] == nil)
    }

    private static func json(_ event: FeedEvent) throws -> [String: Any] {
        let body = try CloudEvent(event, node: Sample.quzhou, epoch: 0xAB).body()
        return try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }
}
