import CaseModel
import ExchangeCore
import Foundation

/// What a webhook gets of a message: the data of a CloudEvent.
struct AlertBody: Encodable {
    /// One thing to tell.
    struct News: Encodable {
        var kind: String
        var code: String
        var name: String
        var level: AlarmLevel
        var peer: String?
        var since: String
        var text: String
    }

    var node: String
    var city: String
    var test: Bool
    var level: AlarmLevel
    var alarms: [News]
    var leftOut: Int

    /// Fills it.
    init(_ message: AlertMessage) {
        node = "\(message.node)"
        city = message.city
        test = message.isTest
        level = message.level
        leftOut = message.leftOut
        alarms = message.shown.map { news in
            News(
                kind: news.kind.rawValue,
                code: news.alarm.code.rawValue,
                name: news.alarm.code.chineseName,
                level: news.alarm.level,
                peer: news.alarm.peer.map { "\($0)" },
                since: LocalTime.text(news.alarm.since),
                text: news.alarm.text
            )
        }
    }
}

extension CloudEvent where Content == AlertBody {
    /// A message of a channel.
    init(_ message: AlertMessage) {
        id = "\(message.node)-alert-\(message.id)"
        source = Self.source(message.node)
        type = "cn.tongban.node.alert"
        subject = nil
        time = LocalTime.text(message.at)
        data = AlertBody(message)
    }
}

/// Sends alerts as CloudEvents that are signed as Standard Webhooks has it, like the node's other webhooks.
struct AlertWebhookSender: AlertSender {
    private let settings: AlertWebhookSettings
    private let http: AlertHTTP

    init(_ settings: AlertWebhookSettings) {
        self.settings = settings
        http = AlertHTTP(authorities: settings.authorities)
    }

    func send(_ message: AlertMessage) async throws(AlertFailure) -> String {
        let event = CloudEvent(message)
        let body: [UInt8]
        do {
            body = try event.body()
        } catch { throw AlertFailure("it could not be written as JSON", remedy: "report it: a fault of the software") }
        let seconds = message.at / 1_000
        let answer = try await http.post(
            settings.url,
            headers: [
                ("Content-Type", CloudEvent<AlertBody>.mediaType), ("Webhook-Id", event.id),
                ("Webhook-Timestamp", "\(seconds)"),
                (
                    "Webhook-Signature",
                    WebhookSecret(bytes: settings.secret).signature(id: event.id, seconds: seconds, body: body)
                ),
            ],
            body: body
        )
        guard (200..<300).contains(answer.status) else {
            throw AlertFailure("it answered \(answer.status)", remedy: Self.remedy(answer.status))
        }
        return "it answered \(answer.status)"
    }

    func close() async { await http.close() }

    private static func remedy(_ status: Int) -> String {
        switch status {
        case 300..<400: "redirects are not followed: put the address that it leads to into the configuration"
        case 401, 403: "the secret here and there must be the same, and both clocks right"
        case 404, 405, 410: "see whether the address is right"
        default: "see to the system there"
        }
    }
}
