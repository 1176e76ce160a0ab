import CaseModel
import ExchangeCore

/// What is sent through a channel at once: some news, or a test.
struct AlertMessage: Sendable {
    /// This node.
    var node: NodeCode
    /// Its city's name.
    var city: String
    /// When it is sent, in milliseconds since 1970-01-01T00:00:00Z.
    var at: Int64
    /// Names the message.
    var id: String
    /// What there is to tell; empty for a test.
    var news: [AlertNews]

    /// News of one message; what is more is counted.
    static let newsMax = 30

    /// Whether it is a test.
    var isTest: Bool { news.isEmpty }
    /// The news that are told one by one.
    var shown: ArraySlice<AlertNews> { news.prefix(Self.newsMax) }
    /// How many news are only counted.
    var leftOut: Int { max(0, news.count - Self.newsMax) }
    /// How urgent it is: the most urgent of what is not over.
    var level: AlarmLevel { news.filter { $0.kind != .cleared }.map(\.alarm.level).max() ?? .info }

    /// One line: what it is about.
    var subject: String {
        let place = "\(city) \(node)"
        guard let first = news.first else { return "通办 test 测试: \(place)" }
        let peer = first.alarm.peer.map { " \($0)" } ?? ""
        let more = news.count > 1 ? " (+\(news.count - 1))" : ""
        let word = first.kind == .cleared ? "cleared 解除" : "\(level.rawValue) \(level.chineseName)"
        return "通办 \(word): \(place): \(first.alarm.code.rawValue)\(peer) \(first.alarm.code.chineseName)\(more)"
    }

    /// The message as lines of plain text.
    var lines: [String] {
        guard !isTest else {
            return [
                "This is a test of the alerts of \(city) \(node), sent by 'tongban alert test'. Nothing is wrong.",
                "这是 \(city) 节点 \(node) 的告警测试消息，无需处理。",
            ]
        }
        var lines: [String] = []
        for one in shown {
            let alarm = one.alarm
            let peer = alarm.peer.map { " \($0)" } ?? ""
            lines.append(
                "[\(one.kind.rawValue) \(one.kind.chineseName)] \(alarm.level.rawValue) \(alarm.level.chineseName): "
                    + "\(alarm.code.rawValue)\(peer) \(alarm.code.chineseName), since \(LocalTime.text(alarm.since))"
            )
            if one.kind != .cleared { lines.append("    \(alarm.text)") }
        }
        if leftOut > 0 { lines.append("... and \(leftOut) more: 'tongban alert list'") }
        lines.append("")
        lines.append("'tongban alert list' shows what stands; the runbook (Deploy/README.md) has every code.")
        return lines
    }
}
