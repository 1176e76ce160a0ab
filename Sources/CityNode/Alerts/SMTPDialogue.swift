import Foundation

/// What a client says to a mail server, reply by reply (RFC 5321), with STARTTLS (RFC 3207) and AUTH (RFC 4954) by PLAIN
/// (RFC 4616) or LOGIN.
///
/// It speaks to nobody itself: whoever has the connection gives it each reply and does what it says.
struct SMTPDialogue: Sendable {
    /// What to do next.
    enum Step: Hashable, Sendable {
        /// Send these bytes and wait for the next reply.
        case send([UInt8])
        /// Speak TLS from here on, then call ``SMTPDialogue/secured()``.
        case startTLS
        /// The mail is the server's. Send these last bytes; no reply is needed. Holds the server's answer.
        case done([UInt8], answer: String)
    }

    private enum State {
        case greeting
        case hello
        case startTLS
        case plain
        case loginUser
        case loginPassword
        case loginResult
        case mail
        case recipient
        case data
        case content
    }

    private let settings: MailSettings
    private let name: String
    private let content: [UInt8]
    private var state = State.greeting
    private var isSecure: Bool
    private var extensions: [String: String] = [:]
    private var waiting: [String]
    private var taken = 0
    private var refused: [SMTPReply] = []

    /// Begins; `name` is this machine's, `content` the mail with CRLF at the end of each line and dots not yet doubled.
    init(_ settings: MailSettings, name: String, content: [UInt8]) {
        self.settings = settings
        self.name = name
        self.content = content
        isSecure = settings.security == .implicit
        waiting = settings.to
    }

    /// The connection speaks TLS now: everything that was said before is void (RFC 3207, 4.2).
    mutating func secured() -> Step {
        isSecure = true
        return hello()
    }

    /// Takes a reply.
    ///
    /// - Throws: what the server refused, and what to do.
    mutating func take(_ reply: SMTPReply) throws(AlertFailure) -> Step {
        switch state {
        case .greeting:
            guard reply.code == 220 else { throw refusal(reply, "speak with this machine", Self.tryLater) }
            return hello()
        case .hello:
            guard reply.code == 250 else { throw refusal(reply, "take EHLO", "name another server, which is newer") }
            read(reply)
            return try afterHello()
        case .startTLS:
            guard reply.code == 220 else { throw refusal(reply, "begin TLS", Self.noTLS) }
            return .startTLS
        case .plain, .loginResult:
            guard reply.code == 235 else { throw refusal(reply, "let this user in", Self.badLogin) }
            return mail()
        case .loginUser:
            guard reply.code == 334 else { throw refusal(reply, "let this user in", Self.badLogin) }
            state = .loginPassword
            return line(Data((settings.login?.user ?? "").utf8).base64EncodedString())
        case .loginPassword:
            guard reply.code == 334 else { throw refusal(reply, "let this user in", Self.badLogin) }
            state = .loginResult
            return line(Data((settings.login?.password ?? "").utf8).base64EncodedString())
        case .mail:
            guard reply.isGood else {
                throw refusal(reply, "take mail from that sender", "correct 'from', or give a user that may send as it")
            }
            return recipient()
        case .recipient:
            if reply.isGood { taken += 1 } else { refused.append(reply) }
            if !waiting.isEmpty { return recipient() }
            guard taken > 0 else {
                throw refusal(reply, "take mail for any of the addresses", "correct 'to'; many servers want a user")
            }
            state = .data
            return line("DATA")
        case .data:
            guard reply.code == 354 else { throw refusal(reply, "take the mail's text", Self.tryLater) }
            state = .content
            return .send(Self.stuffed(content))
        case .content:
            guard reply.isGood else {
                throw refusal(reply, "take the mail", "the server's answer says why; its filter may take it for spam")
            }
            let missing = refused.isEmpty ? "" : "; \(refused.count) of \(settings.to.count) addresses were refused"
            return .done(Array("QUIT\r\n".utf8), answer: "the server answered \(reply.text)\(missing)")
        }
    }

    private mutating func hello() -> Step {
        state = .hello
        extensions = [:]
        return line("EHLO \(name)")
    }

    private mutating func read(_ reply: SMTPReply) {
        // The first line is the server's name.
        for line in reply.lines.dropFirst() {
            let words = line.uppercased().split(separator: " ", maxSplits: 1)
            if let first = words.first { extensions[String(first)] = words.count > 1 ? String(words[1]) : "" }
        }
    }

    private mutating func afterHello() throws(AlertFailure) -> Step {
        if settings.security == .startTLS, !isSecure {
            guard extensions["STARTTLS"] != nil else {
                throw AlertFailure("the server does not offer STARTTLS", remedy: Self.noTLS)
            }
            state = .startTLS
            return line("STARTTLS")
        }
        guard let login = settings.login else { return mail() }
        let ways = Set((extensions["AUTH"] ?? "").split(separator: " "))
        if ways.contains("PLAIN") {
            state = .plain
            let said = Data("\0\(login.user)\0\(login.password)".utf8).base64EncodedString()
            return line("AUTH PLAIN \(said)")
        }
        guard ways.contains("LOGIN") else {
            throw AlertFailure(
                "the server offers neither AUTH PLAIN nor AUTH LOGIN",
                remedy: "leave 'user' and 'password-file' out where it takes mail without, or name another server"
            )
        }
        state = .loginUser
        return line("AUTH LOGIN")
    }

    private mutating func mail() -> Step {
        state = .mail
        return line("MAIL FROM:<\(settings.from)>")
    }

    private mutating func recipient() -> Step {
        state = .recipient
        return line("RCPT TO:<\(waiting.removeFirst())>")
    }

    private func line(_ text: String) -> Step { .send(Array((text + "\r\n").utf8)) }

    /// The text of a mail as it goes over the wire: a dot at the beginning of a line is doubled, and a line with one dot
    /// ends it (RFC 5321, 4.5.2).
    static func stuffed(_ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count + 64)
        var isAtStart = true
        for byte in content {
            if isAtStart, byte == 0x2E { bytes.append(0x2E) }
            bytes.append(byte)
            isAtStart = byte == 0x0A
        }
        if !isAtStart { bytes += [0x0D, 0x0A] }
        return bytes + [0x2E, 0x0D, 0x0A]
    }

    private func refusal(_ reply: SMTPReply, _ what: String, _ remedy: String) -> AlertFailure {
        // What servers answer may repeat an address: only an operator's own words are kept of it.
        var said = reply.text
        for address in settings.to + [settings.from] { said = said.replacingOccurrences(of: address, with: "...") }
        return AlertFailure("the mail server did not \(what): \(said)", remedy: remedy)
    }

    private static let tryLater = "see to the mail server; it is tried again by itself"
    private static let noTLS = "use 'tls: implicit' and port 465 where the server has that, or name another server"
    private static let badLogin = "compare 'user' and the file of 'password-file' with the account at the mail server"
}
