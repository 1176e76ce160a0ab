/// A tag of a template, such as `{{number}}` or `{{#rows}}`.
struct TemplateTag: Hashable {
    /// What a tag does.
    enum Kind: Hashable {
        /// Shows a value: `{{name}}`.
        case value
        /// Begins a part that is shown for each element, or where something is said: `{{#name}}`.
        case section
        /// Begins a part that is shown where nothing is said: `{{^name}}`.
        case inverted
        /// Begins a part that a kind's template fills: `{{$name}}`.
        case block
        /// Begins the parts that fill the layout: `{{<layout}}`.
        case parent
        /// Ends what the same name began: `{{/name}}`.
        case end
        /// Takes in another file: `{{> name}}`.
        case partial
        /// Is not shown: `{{! words }}`.
        case comment
    }

    /// What it does.
    var kind: Kind
    /// The name in it.
    var name: String
    /// The line on which it begins, from 1.
    var line: Int
}

/// A template's text, cut at its tags.
enum TemplatePiece: Hashable {
    /// Text between two tags, which begins on a line.
    case text(String, line: Int)
    /// A tag, with the text that it was written with.
    case tag(TemplateTag, source: String)

    /// Cuts a template's text; refuses tags that do not end, and the kinds of tags that documents have no use for.
    static func scan(_ text: String, file: String) throws(ConfigurationError) -> [TemplatePiece] {
        var pieces: [TemplatePiece] = []
        var rest = text[...]
        var line = 1
        while let start = rest.utf8.firstRange(of: "{{".utf8) {
            if start.lowerBound > rest.startIndex {
                pieces.append(.text(String(rest[..<start.lowerBound]), line: line))
                line += lineBreaks(in: rest[..<start.lowerBound])
            }
            guard let end = rest[start.upperBound...].utf8.firstRange(of: "}}".utf8) else {
                throw ConfigurationError(
                    file: file,
                    line: line,
                    problem: "this tag does not end",
                    expected: "close it with }}"
                )
            }
            let tag = try tag(rest[start.upperBound..<end.lowerBound], line: line, file: file)
            pieces.append(.tag(tag, source: String(rest[start.lowerBound..<end.upperBound])))
            line += lineBreaks(in: rest[start.lowerBound..<end.upperBound])
            rest = rest[end.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest), line: line)) }
        return pieces
    }

    private static func tag(
        _ inside: Substring,
        line: Int,
        file: String
    ) throws(ConfigurationError) -> TemplateTag {
        let kinds: [Character: TemplateTag.Kind] = [
            "#": .section, "^": .inverted, "$": .block, "<": .parent, "/": .end, ">": .partial, "!": .comment,
        ]
        let kind = inside.first.flatMap { kinds[$0] }
        let name = (kind == nil ? inside : inside.dropFirst()).trimmed
        if kind == .comment { return TemplateTag(kind: .comment, name: "", line: line) }
        if let first = inside.first, "{&=%*".contains(first) || name.hasPrefix("*") {
            throw ConfigurationError(
                file: file,
                line: line,
                problem: "{{\(first) is not allowed in a document's template",
                expected: "show values with {{name}}, which escapes them"
            )
        }
        guard name.utf8.allSatisfy(isNamePart), !name.isEmpty else {
            throw ConfigurationError(
                file: file,
                line: line,
                problem: "{{\(inside)}} holds no name",
                expected: "write a name of letters and dots, such as {{number}}"
            )
        }
        return TemplateTag(kind: kind ?? .value, name: name, line: line)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: ".")
    }

    private static func lineBreaks(in text: Substring) -> Int { text.utf8.count { $0 == 0x0A } }
}

extension Substring {
    /// The text without spaces, tabs and line breaks at its ends.
    fileprivate var trimmed: String {
        var text = self.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
