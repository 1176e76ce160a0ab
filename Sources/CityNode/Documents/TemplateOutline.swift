/// What a checked template uses, and its text as it is given to the template engine.
struct TemplateOutline {
    /// Which of the two kinds of templates it is.
    enum Role {
        /// The page that all documents share.
        case layout
        /// What a kind of document adds to it.
        case kind
    }

    /// The template's text, with values marked as escaped already (see ``DocumentView``).
    private(set) var text = ""
    /// The paths of values that are used outside every block.
    private(set) var outside: Set<String> = []
    /// The paths of values that are used in a block, by the block's name.
    private(set) var blocks: [String: Set<String>] = [:]
    /// The lines of blocks, by name.
    private(set) var blockLines: [String: Int] = [:]
    /// How often the stylesheet is taken in.
    private(set) var stylesheets = 0

    private static let intoBlock = "put it between {{$intro}} and {{/intro}}"
    private let file: String
    private let role: Role
    private var open: [TemplateTag] = []
    private var scopes = [TemplateScope.document]
    private var html = TemplatePage()

    /// Checks a template: every name is known where it stands, every part ends, nothing loads or runs.
    init(_ text: String, file: String, role: Role) throws(ConfigurationError) {
        self.file = file
        self.role = role
        for piece in try TemplatePiece.scan(text, file: file) {
            switch piece {
            case .text(let text, let line):
                if role == .kind, block == nil, text.contains(where: { !$0.isWhitespace }) {
                    let blank = text.prefix(while: \.isWhitespace)
                    throw error(
                        line + blank.utf8.count { $0 == 0x0A },
                        "this text stands outside the blocks and would not be shown",
                        Self.intoBlock
                    )
                }
                html.append(text, line: line)
                self.text += text
            case .tag(let tag, let source):
                try take(tag)
                self.text += tag.kind == .value ? "{{{\(tag.name)}}}" : source
            }
        }
        if let tag = open.last {
            throw error(tag.line, "{{\(tag.name)}} begins here and does not end", "add {{/\(tag.name)}}")
        }
        try html.check(file: file)
    }

    /// Whether a line of the page holds a text, which is in lower case.
    func shows(_ text: String) -> Bool { html.lines.contains { $0.text.contains(text) } }

    private var block: String? { open.last { $0.kind == .block }?.name }

    private mutating func take(_ tag: TemplateTag) throws(ConfigurationError) {
        switch tag.kind {
        case .comment: break
        case .value: try takeValue(tag)
        case .section, .inverted: try takeSection(tag)
        case .block: try takeBlock(tag)
        case .end: try takeEnd(tag)
        case .parent:
            guard role == .kind, open.isEmpty, tag.name == "layout" else {
                throw error(tag.line, "{{<\(tag.name)}} cannot stand here", "a kind's template begins with {{<layout}}")
            }
            open.append(tag)
        case .partial:
            guard role == .layout, open.isEmpty, tag.name == "print.css" else {
                throw error(
                    tag.line,
                    "{{> \(tag.name)}} cannot stand here",
                    "the layout takes in {{> print.css}}, and nothing else is taken in"
                )
            }
            stylesheets += 1
        }
    }

    private mutating func takeValue(_ tag: TemplateTag) throws(ConfigurationError) {
        guard role == .layout || block != nil else {
            throw error(tag.line, "{{\(tag.name)}} stands outside the blocks", Self.intoBlock)
        }
        guard !html.isInTag, !html.isInStyle else {
            throw error(tag.line, "{{\(tag.name)}} stands within an HTML tag or a style", "show values in text only")
        }
        // A dot is the element at hand, which only a list of texts has.
        let reach = tag.name == "." ? scopes.suffix(1) : scopes[...]
        guard let scope = reach.last(where: { $0.values.contains(tag.name) || $0.optionals.contains(tag.name) }) else {
            throw unknown(tag)
        }
        let path = scope.prefix + tag.name
        if let block { blocks[block, default: []].insert(path) } else { outside.insert(path) }
    }

    private mutating func takeSection(_ tag: TemplateTag) throws(ConfigurationError) {
        let scope = scopes[scopes.count - 1]
        if let list = scope.lists[tag.name] {
            scopes.append(tag.kind == .section ? list : scope)
        } else if scopes.contains(where: { $0.optionals.contains(tag.name) }) {
            var inner = scope
            // Within the section, the element at hand is the value itself.
            if tag.kind == .section { inner.values.remove(".") }
            scopes.append(inner)
        } else {
            throw unknown(tag)
        }
        open.append(tag)
    }

    private mutating func takeBlock(_ tag: TemplateTag) throws(ConfigurationError) {
        let isAtTop = role == .layout ? open.isEmpty : open.map(\.kind) == [.parent]
        guard isAtTop, !html.isInTag, !html.isInStyle else {
            throw error(tag.line, "the block \(tag.name) cannot stand here", "put it into no other part and no tag")
        }
        guard blockLines.updateValue(tag.line, forKey: tag.name) == nil else {
            throw error(tag.line, "the block \(tag.name) stands here a second time", "remove one of the two")
        }
        blocks[tag.name] = []
        open.append(tag)
    }

    private mutating func takeEnd(_ tag: TemplateTag) throws(ConfigurationError) {
        guard let begun = open.popLast(), begun.name == tag.name else {
            throw error(tag.line, "{{/\(tag.name)}} ends nothing that is open", "end what was begun last")
        }
        if begun.kind == .section || begun.kind == .inverted { scopes.removeLast() }
        guard !html.isInTag else {
            throw error(tag.line, "the part \(tag.name) ends within an HTML tag", "close the tag with > before")
        }
    }

    private func unknown(_ tag: TemplateTag) -> ConfigurationError {
        error(
            tag.line,
            "nothing is called \(tag.name) here",
            "known here: \(scopes.last?.names ?? ""); at the top: \(TemplateScope.document.names)"
        )
    }

    private func error(_ line: Int, _ problem: String, _ expected: String) -> ConfigurationError {
        ConfigurationError(file: file, line: line, problem: problem, expected: expected)
    }
}
