/// Follows a page's text, without its template tags, and says where in it a tag stands and what in it loads or runs
/// something.
struct TemplatePage {
    /// True between `<` and `>`, where escaping would not be enough.
    private(set) var isInTag = false
    /// True within a stylesheet.
    private(set) var isInStyle = false
    /// The page's lines in lower case, each with the line of the file on which it begins.
    ///
    /// A line may go on behind a template tag, so that a word cut in two by a comment is found.
    private(set) var lines: [(text: String, number: Int)] = [("", 1)]
    private var element: [UInt8] = []

    /// Characters of an element's name that are looked at.
    private static let elementCountMax = 6

    /// Goes on by a text that begins on a line of the file.
    mutating func append(_ text: String, line: Int) {
        for (index, part) in text.lowercased().split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index == 0 {
                lines[lines.count - 1].text += part
            } else {
                lines.append((String(part), line + index))
            }
        }
        for byte in text.lowercased().utf8 { follow(byte) }
    }

    private mutating func follow(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "<"):
            isInTag = true
            element = []
        case UInt8(ascii: ">") where isInTag:
            isInTag = false
            if element.starts(with: "style".utf8) { isInStyle = true }
            if element.starts(with: "/style".utf8) { isInStyle = false }
        default:
            if isInTag, element.count < Self.elementCountMax { element.append(byte) }
        }
    }

    /// Refuses a page that loads or runs something.
    func check(file: String) throws(ConfigurationError) {
        let patterns = [
            #/<\s*(?:script|iframe|frame|object|embed|link|img|image|base|form|svg|video|audio)\b/#,
            #/(?:^|[\s"'\/])(?:src|srcset|href|action|data|background|on[a-z]+)\s*=/#,
            #/url\s*\(|@import|expression\s*\(/#,
            #/http-equiv\s*=\s*["']?refresh/#,
        ]
        for line in lines {
            for pattern in patterns {
                guard let found = line.text.firstMatch(of: pattern)?.output else { continue }
                throw ConfigurationError(
                    file: file,
                    line: line.number,
                    problem: "\(found.filter { !$0.isWhitespace }) loads or runs something",
                    expected: "a document stands for itself: remove it"
                )
            }
        }
    }
}
