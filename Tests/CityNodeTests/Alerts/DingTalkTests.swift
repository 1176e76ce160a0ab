import Foundation
import Testing

@testable import CityNode

@Suite("DingTalk: signature, message, answers")
struct DingTalkTests {
    private let settings = DingTalkSettings(
        url: DingTalkSettings.usualURL,
        token: "a+b/c=",
        secret: "SEC1a2b3c4d5e6f"
    )

    @Test("The signature is the one that DingTalk documents, and is encoded for an address")
    func signature() {
        // Computed with Python's hmac as the documentation's example does.
        let sign = DingTalk.signature(milliseconds: 1_795_446_000_123, secret: "SEC1a2b3c4d5e6f")
        #expect(sign == "mh4tcBubU2GYDqlmAzbM6ExjkXEKX8JbyTChfsK8+Uk=")
        #expect(
            DingTalk.address(of: settings, at: 1_795_446_000_123)
                == "https://oapi.dingtalk.com/robot/send?access_token=a%2Bb%2Fc%3D&timestamp=1795446000123"
                + "&sign=mh4tcBubU2GYDqlmAzbM6ExjkXEKX8JbyTChfsK8%2BUk%3D"
        )
        var plain = settings
        plain.secret = nil
        #expect(DingTalk.address(of: plain, at: 1).hasSuffix("?access_token=a%2Bb%2Fc%3D"))
    }

    @Test("A message is Markdown that shows texts as they are, with the keyword in it, and is never too long")
    func body() throws {
        var alarm = AlertSamples.alarm(.halted, peer: Sample.nanping)
        alarm.text = "a *b* [c](d) \(String(repeating: "长", count: 2_000))"
        let news = Array(repeating: AlertNews(.raised, alarm), count: 30)
        let body = DingTalk.Body(AlertSamples.message(news), callsAll: true)
        #expect(body.msgtype == "markdown" && body.at.isAtAll)
        #expect(body.markdown.text.contains("通办") && body.markdown.text.contains(#"> a \*b\* \[c\](d)"#))
        #expect(body.markdown.text.contains("lines were left out"))
        #expect(try JSONEncoder().encode(body).count < 20_000)
        alarm.level = .warning
        #expect(!DingTalk.Body(AlertSamples.message([AlertNews(.raised, alarm)]), callsAll: true).at.isAtAll)
        #expect(DingTalk.Body(AlertSamples.message([]), callsAll: false).markdown.text.contains("test"))
    }

    @Test("Each known error says what to do", arguments: [310_000, 300_001, 130_101, 400_102, 1])
    func errors(code: Int) {
        let failure = DingTalk.failure(.init(errcode: code, errmsg: "why"))
        #expect(failure.text == "DingTalk answered errcode \(code): why")
        #expect(!failure.remedy.isEmpty)
        #expect((failure.pauseMilliseconds > 0) == (code == 130_101))
    }

    @Test("A real server gets the signed request, and what it answers is read")
    func sends() async throws {
        let receiver = try Receiver { request in
            let body = request.line.contains("&sign=") ? #"{"errcode":0,"errmsg":"ok"}"# : #"{"errcode":310000}"#
            return "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }
        var settings = settings
        settings.url = "http://127.0.0.1:\(receiver.port)/robot/send"
        let sender = DingTalkSender(settings)
        let message = AlertSamples.message([AlertNews(.raised, AlertSamples.alarm(.diskLow))])
        #expect(try await sender.send(message) == "DingTalk answered errcode 0")
        await sender.close()
        let markdown = receiver.requests.first?.json["markdown"] as? [String: String]
        #expect(markdown?["title"]?.contains("disk-low") == true)
        settings.secret = nil
        let other = DingTalkSender(settings)
        await #expect(throws: AlertFailure.self) { try await other.send(message) }
        await other.close()
    }
}
