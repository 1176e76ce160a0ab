import Crypto
import Foundation

/// What DingTalk documents of robots in groups (自定义机器人): how a message is signed and written, and what is answered.
///
/// Source: open.dingtalk.com, "自定义机器人接入" and "自定义机器人安全设置".
enum DingTalk {
    /// The longest text of a message, in bytes; DingTalk takes 20,000 with everything around it.
    static let textBytesMax = 16_000
    /// For how long nothing more is sent where a robot was muted, in milliseconds.
    static let mutedMilliseconds: Int64 = 600_000

    /// The signature of a moment (加签): HMAC-SHA-256 over time and secret under the secret, in base64.
    static func signature(milliseconds: Int64, secret: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(milliseconds)\n\(secret)".utf8), using: key)
        return Data(code).base64EncodedString()
    }

    /// The whole address of a message: token, and time and signature where there is a secret.
    static func address(of settings: DingTalkSettings, at milliseconds: Int64) -> String {
        var query = "access_token=\(encoded(settings.token))"
        if let secret = settings.secret {
            query += "&timestamp=\(milliseconds)"
            query += "&sign=\(encoded(signature(milliseconds: milliseconds, secret: secret)))"
        }
        return settings.url + "?" + query
    }

    /// Percent-encodes everything but unreserved characters: `+`, `/` and `=` of base64 too.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )

    /// A message in Markdown.
    struct Body: Encodable {
        struct Markdown: Encodable {
            var title: String
            var text: String
        }

        struct At: Encodable {
            var isAtAll: Bool
        }

        var msgtype = "markdown"
        var markdown: Markdown
        var at: At

        /// Writes a message; the word 通办 stands in every one, for robots that want a keyword.
        init(_ message: AlertMessage, callsAll: Bool) {
            var text = "### \(DingTalk.escaped(message.subject))\n"
            var left = 0
            for line in message.lines {
                let more = line.hasPrefix("    ") ? "> \(DingTalk.escaped(String(line.dropFirst(4))))\n\n" : nil
                let piece = more ?? "\(DingTalk.escaped(line))\n\n"
                if text.utf8.count + piece.utf8.count > DingTalk.textBytesMax { left += 1 } else { text += piece }
            }
            if left > 0 { text += "... \(left) lines were left out" }
            markdown = Markdown(title: message.subject, text: text)
            at = At(isAtAll: callsAll && message.level == .critical)
        }
    }

    /// Text that Markdown shows as it is.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\`*_{}[]#<>|".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// What is answered: 0 is good.
    struct Answer: Decodable {
        var errcode: Int
        var errmsg: String?
    }

    /// What an error means and what to do.
    static func failure(_ answer: Answer) -> AlertFailure {
        let text = "DingTalk answered errcode \(answer.errcode): \(answer.errmsg ?? "")"
        return switch answer.errcode {
        case 310_000:
            AlertFailure(
                text,
                remedy: "the robot's security settings refuse it: compare the secret (加签) and this machine's clock, "
                    + "give it the keyword 通办, or add this machine's public address"
            )
        case 300_001, 300_005, 40_014, 400_101:
            AlertFailure(text, remedy: "compare access_token in the token's file with the robot's address")
        case 130_101, 410_100, 302_033:
            AlertFailure(
                text,
                remedy: "the robot is muted for ten minutes; give this node a robot of its own",
                pauseMilliseconds: mutedMilliseconds
            )
        case 400_102, 400_106, 300_006:
            AlertFailure(text, remedy: "the robot was stopped or removed; make another in the group's settings")
        default: AlertFailure(text, remedy: "look the number up at open.dingtalk.com")
        }
    }
}

/// Sends alerts to a robot.
struct DingTalkSender: AlertSender {
    private let settings: DingTalkSettings
    private let http = AlertHTTP(authorities: nil)

    init(_ settings: DingTalkSettings) { self.settings = settings }

    func send(_ message: AlertMessage) async throws(AlertFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body: [UInt8]
        do {
            body = Array(try encoder.encode(DingTalk.Body(message, callsAll: settings.callsAll)))
        } catch { throw AlertFailure("it could not be written as JSON", remedy: "report it: a fault of the software") }
        let answer = try await http.post(
            DingTalk.address(of: settings, at: message.at),
            headers: [("Content-Type", "application/json; charset=utf-8")],
            body: body
        )
        // Errors come with status 200, too.
        guard let said = try? JSONDecoder().decode(DingTalk.Answer.self, from: Data(answer.body)) else {
            throw AlertFailure(
                "what answered with \(answer.status) is no robot of DingTalk",
                remedy: "see whether the address is right"
            )
        }
        guard said.errcode == 0 else { throw DingTalk.failure(said) }
        return "DingTalk answered errcode 0"
    }

    func close() async { await http.close() }
}
