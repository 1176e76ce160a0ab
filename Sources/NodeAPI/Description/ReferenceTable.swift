/// What the parts of the reference page have in common.
enum ReferenceTable {
    /// A table that can be scrolled where the page is narrow.
    static func table(_ name: String, _ heads: [String], _ rows: [HTML]) -> HTML {
        let head = HTML("thead", [HTML("tr", heads.map { HTML("th", [("scope", "col")], [HTML($0)]) })])
        return HTML(
            "div",
            [("class", "wide"), ("tabindex", "0"), ("role", "region"), ("aria-label", name)],
            [HTML("table", [head, HTML("tbody", rows)])]
        )
    }

    /// Lines of code.
    static func listing(_ text: String) -> HTML { HTML("pre", [("tabindex", "0")], [.code(text)]) }

    /// What a value is, in a few words, with a link where it has a name.
    static func kind(_ shape: JSONShape?) -> [HTML] {
        guard let shape else { return [HTML("the bytes of a file")] }
        if let name = shape.name { return [HTML("a", [("href", "#shape-\(name)")], [HTML(name)])] }
        switch shape.kind {
        case .text(let bounds): return [HTML(text(bounds))]
        case .whole(let range): return [HTML(whole(range))]
        case .flag: return [HTML("true or false")]
        case .oneOf(let names):
            let terms = shape.terms.count == names.count ? shape.terms : []
            return [HTML("one of ")]
                + names.enumerated().flatMap { index, name in
                    (index == 0 ? [] : [HTML(", ")]) + [.code(name)] + (terms.isEmpty ? [] : [HTML(" \(terms[index])")])
                }
        case .list(let item, let count):
            let most = count.upperBound < Int.max ? " of at most \(count.upperBound)" : ""
            return [HTML("a list\(most): ")] + kind(item)
        case .object(let members, _): return [HTML("an object"), keys(members)]
        case .map(let value): return [HTML("an object of names, each with ")] + kind(value)
        case .choice(let shapes, _):
            return [
                HTML("one of"), HTML("ul", shapes.map { HTML("li", HTML.words($0.about) + [HTML(": ")] + kind($0)) }),
            ]
        }
    }

    /// What a value means, what it is, and an example.
    static func meaning(_ shape: JSONShape, fallback: JSONValue? = nil) -> [HTML] {
        var content = HTML.words(shape.about) + [HTML("span", [("class", "kind")], kind(shape))]
        if let fallback {
            content.append(HTML("span", [("class", "kind")], [HTML("unless given: "), .code(plain(fallback))]))
        }
        switch shape.kind {
        case .text, .whole:
            content.append(HTML("span", [("class", "kind")], [HTML("such as "), .code(plain(shape.example))]))
        default: break
        }
        return content
    }

    /// The keys of an object.
    static func keys(_ members: [JSONShape.Member]) -> HTML {
        HTML(
            "dl",
            members.flatMap { member in
                let when =
                    switch member.presence {
                    case .required: ""
                    case .optional: " may be left out"
                    case .sometimes: " where it is known"
                    }
                return [
                    HTML("dt", [.code(member.key), HTML("span", [("class", "when")], [HTML(when)])]),
                    HTML("dd", meaning(member.shape)),
                ]
            }
        )
    }

    private static func plain(_ value: JSONValue) -> String {
        if case .text(let text) = value { return text }
        return value.compact
    }

    private static func text(_ bounds: JSONShape.TextBounds) -> String {
        guard let length = bounds.length else { return "a text" }
        return "a text of \(length.lowerBound) to \(length.upperBound) characters"
    }

    private static func whole(_ range: ClosedRange<Int64>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (Int64.min, Int64.max): "a whole number"
        case (let low, Int64.max): "a whole number from \(low)"
        case (let low, let high): "a whole number from \(low) to \(high)"
        }
    }
}

/// The shapes that have a name, in the order in which the page meets them.
struct ReferenceShapes {
    private var names: Set<String> = []
    private var shapes: [(name: String, shape: JSONShape)] = []

    /// Keeps a shape and those within it.
    mutating func keep(_ shape: JSONShape) {
        if let name = shape.name {
            guard names.insert(name).inserted else { return }
            shapes.append((name, shape))
        }
        switch shape.kind {
        case .text, .whole, .flag, .oneOf: break
        case .list(let item, _): keep(item)
        case .map(let value): keep(value)
        case .choice(let all, _): for one in all { keep(one) }
        case .object(let members, _): for member in members { keep(member.shape) }
        }
    }

    /// One section for each, by name.
    var sections: [HTML] {
        shapes.sorted { $0.name < $1.name }.map { name, shape in
            var inner = shape
            inner.name = nil
            let content: [HTML]
            if case .object(let members, _) = inner.kind {
                content = [ReferenceTable.keys(members)]
            } else {
                content = ReferenceTable.kind(inner)
            }
            return HTML(
                "article",
                [("aria-labelledby", "shape-\(name)")],
                [HTML("h3", [("id", "shape-\(name)")], [HTML(name)]), HTML("p", HTML.words(shape.about))] + content
            )
        }
    }
}
