import CaseModel
import Foundation
import Testing

@testable import CityNode

@Suite("Templates are read strictly")
struct TemplateFolderTests {
    /// An edit of one file that the folder is refused for.
    struct Edit: Sendable, CustomTestStringConvertible {
        var file: String
        var old: String
        var new: String
        /// The line that the error names.
        var line: Int?
        /// A part of what it says.
        var says: String

        var testDescription: String { "\(file): \(new)" }
    }

    private static let refusal = "refusal.mustache"
    private static let layout = "layout.mustache"

    static let edits = [
        Edit(file: refusal, old: "您（单位）", new: "{{adressee}}", line: 3, says: "adressee"),
        Edit(file: refusal, old: "您（单位）", new: "{{label}}", line: 3, says: "nothing is called label here"),
        Edit(file: refusal, old: "您（单位）", new: "{{.}}", line: 3, says: "nothing is called . here"),
        Edit(file: refusal, old: "您（单位）", new: "\n\n{{#letters}}{{/letters}}", line: 5, says: "letters"),
        Edit(file: refusal, old: "您（单位）", new: "{{{addressee}}}", line: 3, says: "{{{"),
        Edit(file: refusal, old: "您（单位）", new: "{{&addressee}}", line: 3, says: "{{&"),
        Edit(file: refusal, old: "您（单位）", new: "{{=<% %>=}}", line: 3, says: "{{="),
        Edit(file: refusal, old: "您（单位）", new: "{{% CONTENT_TYPE: TEXT}}", line: 3, says: "{{%"),
        Edit(file: refusal, old: "您（单位）", new: "{{upper(addressee)}}", line: 3, says: "no name"),
        Edit(file: refusal, old: "您（单位）", new: "{{>layout}}", line: 3, says: "{{> layout}}"),
        Edit(file: refusal, old: "您（单位）", new: "{{#tables}}", line: 3, says: "ends nothing"),
        Edit(file: refusal, old: "{{/layout}}", new: "", line: 2, says: "does not end"),
        Edit(file: refusal, old: "{{/layout}}", new: "{{/layout", line: 4, says: "does not end"),
        Edit(file: refusal, old: "{{/layout}}", new: "{{/refusal}}", line: 4, says: "ends nothing"),
        Edit(file: refusal, old: "{{<layout}}", new: "{{<page}}", line: 2, says: "cannot stand here"),
        Edit(file: refusal, old: "{{/layout}}", new: "lost\n{{/layout}}", line: 4, says: "outside the blocks"),
        Edit(file: refusal, old: "{{/layout}}", new: "{{seal}}\n{{/layout}}", line: 4, says: "outside the blocks"),
        Edit(file: refusal, old: "{{/layout}}", new: "{{$end}}{{/end}}{{/layout}}", line: 4, says: "no block end"),
        Edit(file: refusal, old: "{{/layout}}", new: "{{$intro}}{{/intro}}{{/layout}}", line: 4, says: "second time"),
        Edit(file: refusal, old: "class=\"intro\"", new: "title=\"{{office}}\"", line: 3, says: "within an HTML tag"),
        Edit(file: refusal, old: "<p class", new: "<script>x</script><p class", line: 3, says: "<script"),
        Edit(file: refusal, old: "<p class", new: "<scr{{! }}ipt><p class", line: 3, says: "<script"),
        Edit(file: refusal, old: "<p class", new: "<p ONLOAD = \"x\" class", line: 3, says: "onload="),
        Edit(file: layout, old: "<header>", new: "<header>\n<img src=\"x\">", line: 16, says: "<img"),
        Edit(file: layout, old: "<header>", new: "<a href=\"https://x\">", line: 15, says: "href="),
        Edit(file: layout, old: "{{> print.css}}", new: "{{seal}}", line: 11, says: "a style"),
        Edit(file: layout, old: "{{> print.css}}", new: "", line: nil, says: "0 times"),
        Edit(file: layout, old: "<meta charset=\"utf-8\">", new: "", line: nil, says: "charset"),
        Edit(file: layout, old: "default-src 'none'", new: "default-src *", line: nil, says: "default-src"),
        Edit(file: layout, old: "<p>{{remedies}}</p>", new: "", line: nil, says: "does not show remedies"),
        Edit(file: layout, old: "<td>{{.}}</td>", new: "", line: nil, says: "does not show tables.rows.cells.."),
        Edit(file: layout, old: "{{seal}}", new: "", line: nil, says: "does not show seal"),
        Edit(
            file: layout,
            old: "{{> print.css}}",
            new: "{{#reasons}}{{> print.css}}{{/reasons}}",
            line: 11,
            says: "cannot stand here"
        ),
        Edit(
            file: layout,
            old: "{{/handlingNumber}}",
            new: "<b{{/handlingNumber}}",
            line: 27,
            says: "ends within an HTML tag"
        ),
        Edit(
            file: layout,
            old: "<th scope=\"col\">{{.}}",
            new: "<th scope=\"col\">{{#reasons}}{{.}}{{/reasons}}",
            line: 44,
            says: "nothing is called . here"
        ),
        Edit(file: "print.css", old: "body {", new: "body {\n  background: url(x);", line: 3, says: "url("),
        Edit(file: "print.css", old: "body {", new: "</style><b>{", line: 2, says: "no <"),
        Edit(file: "print.css", old: "body {", new: "{{seal}} {", line: 2, says: "{{"),
    ]

    @Test("A faulty template is named with its file and line", arguments: edits)
    func faultyTemplates(edit: Edit) throws {
        let error = try Self.error { folder in
            let file = folder.appending(path: edit.file)
            let text = try String(contentsOf: file, encoding: .utf8)
            let range = try #require(text.range(of: edit.old))
            try text.replacingCharacters(in: range, with: edit.new).write(to: file, atomically: true, encoding: .utf8)
        }
        let found = try #require(error)
        // What a page lacks is told for the first kind that shows the page.
        if edit.says.hasPrefix("does not show") {
            #expect(found.file.hasSuffix(".mustache"))
        } else {
            #expect(found.file.hasSuffix("/" + edit.file))
        }
        #expect(found.line == edit.line)
        #expect(found.description.contains(edit.says), "\(found)")
    }

    private static func error(after change: (URL) throws -> Void) throws -> ConfigurationError? {
        try TemplateFixture.withCopy(change) { folder in
            do throws(ConfigurationError) {
                _ = try TemplateFolder(path: folder)
                return nil
            } catch { return error }
        }
    }

    @Test("Every file is needed, and no other one is taken")
    func files() throws {
        #expect(try Self.error { _ in } == nil)
        #expect(try Self.error { try Data().write(to: $0.appending(path: ".keep")) } == nil)
        for name in DocumentKind.allCases.map({ "\($0.rawValue).mustache" }) + ["layout.mustache", "print.css"] {
            let error = try Self.error { try FileManager.default.removeItem(at: $0.appending(path: name)) }
            #expect(error?.file.hasSuffix("/" + name) == true && error?.problem == "there is no such file")
        }
        let stranger = try Self.error { try Data().write(to: $0.appending(path: "refusals.mustache")) }
        #expect(stranger?.file.hasSuffix("/refusals.mustache") == true)
        for bytes in [Data([0xFF, 0xFE]), Data(repeating: 0x20, count: TemplateFolder.fileBytesMax + 1)] {
            let error = try Self.error { try bytes.write(to: $0.appending(path: "refusal.mustache")) }
            #expect(error?.problem.contains("not a text") == true)
        }
        #expect(throws: ConfigurationError.self) { try TemplateFolder(path: "/nowhere") }
    }

    @Test("An edited template shows what it says")
    func editedTemplate() throws {
        let template = """
            {{<layout}}
            {{$intro}}<p>致{{addressee}}：{{#tables}}[{{caption}}]{{/tables}}{{^remedies}}无{{/remedies}}</p>{{/intro}}
            {{$closing}}<p>{{office}}</p>{{/closing}}
            {{/layout}}
            """
        let page = try TemplateFixture.withCopy {
            try Data(template.utf8).write(to: $0.appending(path: "refusal.mustache"))
        } _: {
            try DocumentRenderer(folder: $0).page(of: TemplateFixture.content(.refusal, mark: "<b>"))
        }
        #expect(page.contains("<p>致程晓山&lt;b&gt;：[材料&lt;b&gt;]</p>"))
        #expect(page.contains("<p>黄山市市场监督管理局&lt;b&gt;</p>"))
    }
}
