import Foundation
import Testing

@testable import CityNode

@Suite("SMTP: what is said, what is read")
struct SMTPTests {
    private let content = Array("Subject: x\r\n\r\n.hidden\r\nlast\r\n".utf8)

    /// Plays a server's replies; what the client said, line by line, and how it ended.
    private func play(_ settings: MailSettings, _ replies: [String]) -> (said: [String], end: String) {
        var dialogue = SMTPDialogue(settings, name: "node.example", content: content)
        var reader = SMTPReader()
        var said: [String] = []
        func note(_ bytes: [UInt8]) {
            said.append(String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "|"))
        }
        for text in replies {
            do {
                for reply in try reader.take(Array((text + "\r\n").utf8)) {
                    switch try dialogue.take(reply) {
                    case .send(let bytes): note(bytes)
                    case .startTLS:
                        said.append("(TLS)")
                        if case .send(let bytes) = dialogue.secured() { note(bytes) }
                    case .done(let bytes, let answer):
                        note(bytes)
                        return (said, "done: \(answer)")
                    }
                }
            } catch let failure as AlertFailure {
                return (said, failure.text)
            } catch {
                return (said, "\(error)")
            }
        }
        return (said, "waits")
    }

    @Test("The whole way: STARTTLS, EHLO anew, AUTH PLAIN, two addresses, the text with its dots doubled")
    func startTLS() {
        let (said, end) = play(
            AlertSamples.mail,
            [
                "220 hello", "250-node\r\n250-STARTTLS\r\n250 SIZE 100", "220 go", "250-node\r\n250 AUTH LOGIN PLAIN",
                "235 in", "250 ok", "250 ok", "250 ok", "354 go", "250 queued as 7",
            ]
        )
        let login = Data("\0tongban\0geheim 密码".utf8).base64EncodedString()
        #expect(
            said == [
                "EHLO node.example|", "STARTTLS|", "(TLS)", "EHLO node.example|", "AUTH PLAIN \(login)|",
                "MAIL FROM:<tongban@quzhou.example>|", "RCPT TO:<duty@quzhou.example>|",
                "RCPT TO:<second@quzhou.example>|", "DATA|", "Subject: x||..hidden|last|.|", "QUIT|",
            ]
        )
        #expect(end == "done: the server answered 250 queued as 7")
    }

    @Test("Without STARTTLS nothing is said in the clear, least of all a password")
    func stripped() {
        let (said, end) = play(AlertSamples.mail, ["220 hello", "250-node\r\n250 AUTH PLAIN"])
        #expect(said == ["EHLO node.example|"])
        #expect(end == "the server does not offer STARTTLS")
    }

    @Test("AUTH LOGIN where there is nothing better")
    func login() {
        var settings = AlertSamples.mail
        settings.security = .implicit
        let (said, _) = play(
            settings,
            ["220 hello", "250-node\r\n250 AUTH LOGIN", "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 in"]
        )
        let (user, password) = (Data("tongban".utf8), Data("geheim 密码".utf8))
        #expect(
            said == [
                "EHLO node.example|", "AUTH LOGIN|", "\(user.base64EncodedString())|",
                "\(password.base64EncodedString())|", "MAIL FROM:<tongban@quzhou.example>|",
            ]
        )
    }

    @Test(
        "What a server refuses is told without an address, and with what to do",
        arguments: [
            (["554 no"], "speak with this machine"), (["220 hi", "502 what"], "take EHLO"),
            (["220 hi", "250 node"], "neither AUTH PLAIN"),
            (["220 hi", "250-n\r\n250 AUTH PLAIN", "535 bad"], "let this user in"),
            (["220 hi", "250-n\r\n250 AUTH PLAIN", "235 in", "550 no"], "take mail from that sender"),
            (
                ["220 hi", "250-n\r\n250 AUTH PLAIN", "235 in", "250 ok", "550 a", "550 <duty@quzhou.example> b"],
                "for any of the addresses: 550 <...> b"
            ),
            (["220 hi", "250-n\r\n250 AUTH PLAIN", "235 in", "250 ok", "250 ok", "250 ok", "452 full"], "mail's text"),
            (
                ["220 hi", "250-n\r\n250 AUTH PLAIN", "235 in", "250 a", "250 b", "250 c", "354 go", "554 spam"],
                "take the mail: 554 spam"
            ),
            (["HTTP/1.1 400 Bad Request"], "NotSMTP"), (["220-a\r\n221 b"], "NotSMTP"), (["220"], "waits"),
        ]
    )
    func refusals(replies: [String], end: String) {
        var settings = AlertSamples.mail
        settings.security = .implicit
        #expect(play(settings, replies).end.contains(end))
    }

    @Test("One address that is refused does not keep the other from its mail")
    func oneOfTwo() {
        var settings = AlertSamples.mail
        (settings.security, settings.login) = (.none, nil)
        let (said, end) = play(settings, ["220 hi", "250 node", "250 ok", "550 who", "250 ok", "354 go", "250 taken"])
        #expect(said.count == 7)
        #expect(end == "done: the server answered 250 taken; 1 of 2 addresses were refused")
    }

    @Test("Replies come in any pieces")
    func pieces() throws {
        let text = Array("250-one\r\n250-two\n250 three\r\n221 bye\r\n".utf8)
        for size in 1...text.count {
            var reader = SMTPReader()
            var replies: [SMTPReply] = []
            var rest = text[...]
            while !rest.isEmpty {
                replies += try reader.take(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(replies.map(\.code) == [250, 221])
            #expect(replies[0].lines == ["one", "two", "three"])
            #expect(reader.isEmpty)
        }
        var long = SMTPReader()
        #expect(throws: SMTPReader.NotSMTP.self) { try long.take(Array(repeating: 0x32, count: 5_000)) }
    }

    @Test("Dots are doubled at the beginning of a line alone, and the end is always there")
    func dots() {
        func stuffed(_ text: String) -> String {
            String(decoding: SMTPDialogue.stuffed(Array(text.utf8)), as: UTF8.self)
        }
        #expect(stuffed(".\r\n") == "..\r\n.\r\n")
        #expect(stuffed("a.b\r\n..c\r\n") == "a.b\r\n...c\r\n.\r\n")
        #expect(stuffed("a") == "a\r\n.\r\n")
        #expect(stuffed("") == ".\r\n")
    }

    @Test("A mail is ASCII with short lines, and what it says is read back")
    func mail() throws {
        let news = [
            AlertNews(.raised, AlertSamples.alarm(.peerWentBack, peer: Sample.nanping, since: 1_795_446_000_000))
        ]
        let text = String(decoding: MailText.bytes(AlertSamples.message(news), AlertSamples.mail), as: UTF8.self)
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        let end = try #require(lines.firstIndex(of: ""))
        #expect(lines.contains("Date: Mon, 23 Nov 2026 23:00:00 +0800"))
        #expect(lines.contains("Message-ID: <a-b-c@quzhou.example>"))
        let body = try #require(Data(base64Encoded: lines[end...].joined()))
        #expect(String(decoding: body, as: UTF8.self).contains("peer-went-back 350700 对端数据回退, since 2026-11-23T23:00"))
        let subject = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
        let words = [String(lines[subject].dropFirst(9))] + lines[(subject + 1)...].prefix { $0.hasPrefix(" ") }
        let read = try words.map { word in
            let word = word.trimmingCharacters(in: .whitespaces)
            #expect(word.hasPrefix("=?utf-8?B?") && word.hasSuffix("?=") && word.count <= 75)
            return String(
                decoding: try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))),
                as: UTF8.self
            )
        }
        #expect(read.joined() == AlertSamples.message(news).subject)
    }

    @Test("A short text in ASCII stays as it is; one that looks encoded does not")
    func headers() {
        #expect(MailText.words("plain", after: 9) == "plain")
        #expect(MailText.words("=?x?=", after: 9).hasPrefix("=?utf-8?B?"))
        #expect(MailText.words("a\nBcc: b", after: 9).contains("\n") == false)
        #expect(MailSender.machineName("node-1.example") == "node-1.example")
        #expect(MailSender.machineName("衢州 1") == "[127.0.0.1]")
    }
}
