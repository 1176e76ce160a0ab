/// Writes HTML: what is put in is text, and what comes out is markup.
struct HTML: Sendable, CustomStringConvertible {
    /// The markup.
    private(set) var description: String

    /// Text, with everything that would be markup made harmless.
    init(_ text: String) {
        var safe = ""
        for character in text {
            switch character {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.append(character)
            }
        }
        description = safe
    }

    /// An element around content.
    init(_ name: String, _ attributes: [(String, String)] = [], _ content: [HTML]) {
        let said = attributes.map { " \($0)=\"\(HTML($1))\"" }.joined()
        description = "<\(name)\(said)>" + content.map(\.description).joined() + "</\(name)>"
    }

    /// Text of a description: paragraphs, with what stands between backquotes as code.
    static func prose(_ text: String) -> [HTML] {
        text.split(separator: "\n\n").map { HTML("p", words(String($0))) }
    }

    /// Text on one line, with what stands between backquotes as code.
    static func words(_ text: String) -> [HTML] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            index.isMultiple(of: 2) ? HTML(String(part)) : code(String(part))
        }
    }

    /// A piece of code.
    static func code(_ text: String) -> HTML { HTML("code", [HTML(text)]) }

    /// An element around content, without attributes.
    init(_ name: String, _ content: [HTML]) { self.init(name, [], content) }

    /// An element around text.
    init(_ name: String, _ text: String) { self.init(name, [], [HTML(text)]) }

    /// Markup that is known to be sound.
    static func markup(_ text: String) -> HTML {
        var html = HTML("")
        html.description = text
        return html
    }
}
