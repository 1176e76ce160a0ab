import CaseModel
import ExchangeCore
import JSONCoding

/// An event as a webhook's target gets it: CloudEvents 1.0 in structured JSON.
struct CloudEvent<Content: Encodable>: Encodable {
    let specversion = "1.0"
    /// Names the event for good: a repeat has the same.
    let id: String
    let source: String
    let type: String
    /// The case, where it speaks of one.
    let subject: String?
    let time: String
    let datacontenttype = "application/json"
    let data: Content

    /// The content type of the structured form.
    static var mediaType: String { "application/cloudevents+json; charset=utf-8" }

    /// The body that is sent and signed.
    func body() throws -> [UInt8] { try JSONStream.bytes(self) }
}

extension CloudEvent where Content == FeedEvent {
    /// An event of a node's journal; the epoch keeps ids apart where the database was made anew.
    init(_ event: FeedEvent, node: NodeCode, epoch: UInt64) {
        id = "\(node)-\(String(epoch, radix: 16))-\(event.id)"
        source = Self.source(node)
        type = "cn.tongban.\(event.subjects.isEmpty ? "node" : "case").\(event.kind.rawValue)"
        subject = event.subjects.count == 1 ? event.subjects.first.map { "\($0.number)" } : nil
        time = LocalTime.text(event.at)
        data = event
    }
}

/// What a test delivery holds.
struct WebhookTest: Encodable {
    /// Which webhook is tested.
    let webhook: Int64
}

extension CloudEvent where Content == WebhookTest {
    /// A delivery that is no event.
    init(testing webhook: Int64, node: NodeCode, at: Int64) {
        id = "\(node)-test-\(webhook)-\(at)"
        source = Self.source(node)
        type = "cn.tongban.node.test"
        subject = nil
        time = LocalTime.text(at)
        data = WebhookTest(webhook: webhook)
    }
}

extension CloudEvent {
    static func source(_ node: NodeCode) -> String { "urn:tongban:node:\(node)" }
}
