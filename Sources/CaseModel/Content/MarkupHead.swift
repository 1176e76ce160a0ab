/// How a text begins, as far as it tells a web page, a picture or a program from other text.
struct MarkupHead {
    private var rest: Substring

    /// Elements with which a page may begin where nothing before says that it is XML.
    private static let pageElements: Set<String> = [
        "a", "b", "body", "br", "div", "embed", "font", "form", "frameset", "h1", "head", "html", "iframe", "img",
        "link", "meta", "object", "p", "script", "style", "table", "title",
    ]

    /// Takes the beginning of a text.
    init(_ head: [UInt8]) {
        let bytes = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        // What is not ASCII is not looked at; the letters of GB 18030 become something else, and stay no markup.
        rest = String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x7E }, as: UTF8.self).lowercased()[...]
    }

    /// What the beginning says: a page, a picture, a program, XML, or text where it says nothing.
    var kind: ContentKind {
        var head = self
        if ["#!", "<?php", "<%", "@echo off"].contains(where: head.rest.hasPrefix) { return .script }
        head.skipSpace()
        if ["<?php", "<?=", "<%"].contains(where: head.rest.hasPrefix) { return .script }
        let hasProlog = head.rest.hasPrefix("<?xml")
        while true {
            head.skipSpace()
            if head.rest.hasPrefix("<!doctype") {
                let name = head.rest.dropFirst(9).drop(while: \.isWhitespace).prefix(while: \.isLetter)
                if name == "html" { return .html }
                if name == "svg" { return .svg }
                // An own list of entities would stand in brackets; the element after it tells as much.
                head.skip(through: head.rest.prefix(while: { $0 != ">" }).contains("[") ? "]>" : ">")
            } else if head.rest.hasPrefix("<!--") {
                head.skip(through: "-->")
            } else if head.rest.hasPrefix("<?") {
                head.skip(through: "?>")
            } else {
                break
            }
        }
        guard head.rest.first == "<" else { return hasProlog ? .xml : .text }
        let tag = head.rest.dropFirst().prefix { $0.isLetter || $0.isNumber || "_:-.".contains($0) }
        guard let first = tag.first, first.isLetter || first == "_" else { return hasProlog ? .xml : .text }
        let name = tag.split(separator: ":").last.map(String.init) ?? ""
        switch name {
        case "html": return .html
        case "svg": return .svg
        default: return !hasProlog && Self.pageElements.contains(name) ? .html : .xml
        }
    }

    private mutating func skipSpace() { rest = rest.drop(while: \.isWhitespace) }

    private mutating func skip(through end: String) {
        var left = rest
        while !left.isEmpty, !left.hasPrefix(end) { left = left.dropFirst() }
        rest = left.dropFirst(end.count)
    }
}
