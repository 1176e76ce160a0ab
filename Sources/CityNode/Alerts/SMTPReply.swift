/// What a mail server answers: three digits and some lines (RFC 5321, 4.2).
struct SMTPReply: Hashable, Sendable {
    /// The three digits.
    var code: Int
    /// The texts of its lines.
    var lines: [String]

    /// Whether what was asked for is done.
    var isGood: Bool { (200..<300).contains(code) }

    /// The answer on one line.
    var text: String { "\(code) \(lines.joined(separator: " "))" }
}

/// Puts a server's lines together to replies.
struct SMTPReader: Sendable {
    /// A server that speaks something else.
    struct NotSMTP: Error {}

    private var rest: [UInt8] = []
    private var lines: [String] = []
    private var code: Int?

    /// The longest line that is read; RFC 5321 allows 512 bytes, and some servers write more.
    static let lineBytesMax = 4_096
    /// The most lines of a reply.
    static let linesMax = 200

    /// Whether nothing is left over that was not read.
    var isEmpty: Bool { rest.isEmpty && lines.isEmpty }

    /// Takes bytes as they come; the replies that are whole with them.
    mutating func take(_ bytes: some Collection<UInt8>) throws(NotSMTP) -> [SMTPReply] {
        rest += bytes
        var replies: [SMTPReply] = []
        while let end = rest.firstIndex(of: 0x0A) {
            var line = rest[..<end]
            if line.last == 0x0D { line = line.dropLast() }
            if let reply = try take(line: String(decoding: line, as: UTF8.self)) { replies.append(reply) }
            rest.removeSubrange(...end)
        }
        guard rest.count <= Self.lineBytesMax else { throw NotSMTP() }
        return replies
    }

    private mutating func take(line: String) throws(NotSMTP) -> SMTPReply? {
        let digits = line.prefix(3)
        guard digits.utf8.count == 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            (200..<600).contains(number), code == nil || code == number, lines.count < Self.linesMax
        else { throw NotSMTP() }
        let after = line.dropFirst(3)
        guard after.isEmpty || after.first == " " || after.first == "-" else { throw NotSMTP() }
        code = number
        lines.append(String(after.dropFirst()))
        guard after.first != "-" else { return nil }
        defer { (lines, code) = ([], nil) }
        return SMTPReply(code: number, lines: lines)
    }
}
