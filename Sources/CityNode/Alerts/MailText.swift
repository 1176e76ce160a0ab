import CaseModel
import Foundation

/// A message as a mail: header and body in ASCII, each line with CRLF (RFC 5322, RFC 2045).
enum MailText {
    /// Writes a message.
    static func bytes(_ message: AlertMessage, _ settings: MailSettings) -> [UInt8] {
        let domain = settings.from.split(separator: "@").last.map(String.init) ?? "localhost"
        var lines = [
            "From: \(word("通办 \(message.node)")) <\(settings.from)>",
            "To: \(settings.to.map { "<\($0)>" }.joined(separator: ",\r\n "))",
            "Subject: \(words(message.subject, after: "Subject: ".count))",
            "Date: \(date(message.at))",
            "Message-ID: <\(message.id)@\(domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ]
        if message.level == .critical { lines.append("X-Priority: 1") }
        lines.append("")
        let body = Data((message.lines.joined(separator: "\r\n") + "\r\n").utf8)
        let wrapped: Data.Base64EncodingOptions = [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]
        lines.append(body.base64EncodedString(options: wrapped))
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// The longest encoded word, with everything that belongs to it (RFC 2047, 2).
    static let wordCharactersMax = 75
    private static let wordStart = "=?utf-8?B?"
    private static let wordEnd = "?="

    /// Text of a header: as it is where it is short ASCII, as encoded words otherwise (RFC 2047), each on its own line and
    /// none with half a character in it.
    ///
    /// `after` is how many characters of the first line are taken.
    static func words(_ text: String, after taken: Int) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
        if isPlain, taken + text.utf8.count <= 78 { return text }
        var words: [String] = []
        var piece = ""
        func bytesMax(_ isFirst: Bool) -> Int {
            let room = wordCharactersMax - wordStart.count - wordEnd.count - (isFirst ? taken : 1)
            return room / 4 * 3
        }
        for scalar in text.unicodeScalars {
            if piece.utf8.count + String(scalar).utf8.count > bytesMax(words.isEmpty) {
                words.append(word(piece))
                piece = ""
            }
            piece.unicodeScalars.append(scalar)
        }
        words.append(word(piece))
        return words.joined(separator: "\r\n ")
    }

    /// One encoded word.
    private static func word(_ text: String) -> String {
        wordStart + Data(text.utf8).base64EncodedString() + wordEnd
    }

    /// A time of a header (RFC 5322, 3.3), in Asia/Shanghai: `Sat, 28 Nov 2026 22:44:05 +0800`.
    static func date(_ milliseconds: Int64) -> String {
        let day = LocalDay(milliseconds: milliseconds)
        let seconds = Int((milliseconds - day.startMilliseconds) / 1_000)
        let date = day.date
        // 1970-01-01 was a Thursday.
        let weekday = Int((day.number + 4) % 7)
        func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = "\(pad(seconds / 3_600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))"
        return "\(weekdays[weekday]), \(pad(date.day)) \(months[date.month - 1]) \(date.year) \(clock) +0800"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
