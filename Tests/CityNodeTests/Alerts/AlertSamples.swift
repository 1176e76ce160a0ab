import ExchangeCore
import Logging
import Synchronization

@testable import CityNode

/// Alarms, messages and senders for tests.
enum AlertSamples {
    static let minute: Int64 = 60_000
    static let hour: Int64 = 3_600_000

    static func alarm(
        _ code: AlarmCode,
        peer: NodeCode? = nil,
        detail: String = "",
        level: AlarmLevel? = nil,
        since: Int64 = 0
    ) -> AlarmBoard.Alarm {
        AlarmBoard.Alarm(
            code: code,
            level: level ?? code.level,
            peer: peer,
            detail: detail,
            since: since,
            text: "\(code.rawValue) stands"
        )
    }

    static func message(_ news: [AlertNews], at: Int64 = 1_795_446_000_000) -> AlertMessage {
        AlertMessage(node: Sample.quzhou, city: "衢州市", at: at, id: "a-b-c", news: news)
    }

    static let mail = MailSettings(
        server: sure(Endpoint(hostAndPort: "smtp.quzhou.example:587")),
        from: "tongban@quzhou.example",
        to: ["duty@quzhou.example", "second@quzhou.example"],
        login: .init(user: "tongban", password: "geheim 密码")
    )

    static let channel = AlertChannel(name: "duty", target: .mail(mail))
}

/// Keeps what is sent, and refuses as long as it is told to.
final class FakeSender: AlertSender {
    let sent = Box([AlertMessage]())
    let failure = Box<AlertFailure?>(nil)

    func send(_ message: AlertMessage) async throws(AlertFailure) -> String {
        if let failure = failure.value.withLock({ $0 }) { throw failure }
        sent.value.withLock { $0.append(message) }
        return "taken"
    }

    func close() async {}

    /// What was told so far, one line for each message.
    var lines: [String] {
        sent.value.withLock { messages in
            messages.map { $0.news.map { "\($0.kind.rawValue) \($0.alarm.code.rawValue)" }.joined(separator: ", ") }
        }
    }
}
