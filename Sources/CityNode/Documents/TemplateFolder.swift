import CaseModel
import Foundation
import Mustache

/// The folder of templates, read strictly: one for every kind of document, the layout, the stylesheet, and nothing else.
///
/// Whatever is wrong is named with its file and line at the start, so that no document fails when it is needed.
struct TemplateFolder {
    /// The most bytes of one file.
    static let fileBytesMax = 256 << 10
    private static let layoutName = "layout"
    private static let stylesheetName = "print.css"

    /// The templates by kind, and under `layout` and `print.css` what they share.
    let library: MustacheLibrary

    /// Reads and checks a folder.
    init(path: String) throws(ConfigurationError) {
        try Self.checkNames(in: path)
        let stylesheet = try Self.stylesheet(in: path)
        let layoutFile = path + "/\(Self.layoutName).mustache"
        let layout = try TemplateOutline(try Self.text(of: layoutFile), file: layoutFile, role: .layout)
        try Self.check(layout, file: layoutFile)
        var library = MustacheLibrary()
        try Self.register(stylesheet, named: Self.stylesheetName, file: path + "/" + Self.stylesheetName, in: &library)
        try Self.register(layout.text, named: Self.layoutName, file: layoutFile, in: &library)
        for kind in DocumentKind.allCases {
            let file = path + "/\(kind.rawValue).mustache"
            let outline = try TemplateOutline(try Self.text(of: file), file: file, role: .kind)
            try Self.check(outline, of: kind, file: file, against: layout)
            try Self.register(outline.text, named: kind.rawValue, file: file, in: &library)
        }
        self.library = library
    }

    private static func checkNames(in path: String) throws(ConfigurationError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw ConfigurationError(
                file: path,
                problem: "the folder of templates can't be read",
                expected: "name the folder that holds layout.mustache"
            )
        }
        let known = Set(DocumentKind.allCases.map(\.rawValue) + [layoutName]).map { "\($0).mustache" }
        if let name = names.first(where: { !$0.hasPrefix(".") && $0 != stylesheetName && !known.contains($0) }) {
            throw ConfigurationError(
                file: path + "/" + name,
                problem: "no document is made from this file",
                expected: "name it after a kind of document, or move it away"
            )
        }
    }

    private static func text(of file: String) throws(ConfigurationError) -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ConfigurationError(file: file, problem: "there is no such file", expected: "every template is needed")
        }
        guard data.count <= fileBytesMax, let text = String(bytes: data, encoding: .utf8) else {
            throw ConfigurationError(
                file: file,
                problem: "this is not a text of at most \(fileBytesMax) bytes",
                expected: "save it as UTF-8"
            )
        }
        return text
    }

    private static func stylesheet(in path: String) throws(ConfigurationError) -> String {
        let file = path + "/" + stylesheetName
        let text = try text(of: file)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.contains("<") || line.contains("{{") || line.contains("\\") {
                throw ConfigurationError(
                    file: file,
                    line: index + 1,
                    problem: "a stylesheet holds no <, {{ or backslash",
                    expected: "write plain CSS"
                )
            }
        }
        var page = TemplatePage()
        page.append(text, line: 1)
        try page.check(file: file)
        return text
    }

    private static func check(_ layout: TemplateOutline, file: String) throws(ConfigurationError) {
        guard layout.stylesheets == 1 else {
            throw ConfigurationError(
                file: file,
                problem: "the stylesheet is taken in \(layout.stylesheets) times",
                expected: "write {{> print.css}} once, between <style> and </style>"
            )
        }
        for part in ["<meta charset=\"utf-8\">", "content=\"default-src 'none'; style-src 'unsafe-inline'\""] {
            guard layout.shows(part) else {
                throw ConfigurationError(file: file, problem: "\(part) is missing", expected: "put it into the head")
            }
        }
    }

    private static func check(
        _ outline: TemplateOutline,
        of kind: DocumentKind,
        file: String,
        against layout: TemplateOutline
    ) throws(ConfigurationError) {
        for (name, line) in outline.blockLines.sorted(by: { $0.value < $1.value }) where layout.blocks[name] == nil {
            throw ConfigurationError(
                file: file,
                line: line,
                problem: "the layout has no block \(name)",
                expected: "it has \(layout.blocks.keys.sorted().joined(separator: ", "))"
            )
        }
        let blocks = layout.blocks.merging(outline.blocks) { $1 }
        let shown = blocks.values.reduce(into: layout.outside) { $0.formUnion($1) }
        let missing = TemplateScope.document.required.subtracting(shown).sorted()
        guard missing.isEmpty else {
            throw ConfigurationError(
                file: file,
                problem: "the page of \(kind.chineseTerm) does not show \(missing.joined(separator: ", "))",
                expected: "show it in this template or in layout.mustache"
            )
        }
    }

    private static func register(
        _ text: String,
        named name: String,
        file: String,
        in library: inout MustacheLibrary
    ) throws(ConfigurationError) {
        do {
            library.register(try MustacheTemplate(string: text), named: name)
        } catch {
            let line = (error as? MustacheTemplate.ParserError)?.context.lineNumber
            throw ConfigurationError(
                file: file,
                line: line,
                problem: "the template engine cannot read this",
                expected: "compare it with the template that came with the program"
            )
        }
    }
}
