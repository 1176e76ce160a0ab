import CaseModel
import CityNode
import Foundation
import Testing

@Suite("Printable pages of documents")
struct DocumentRendererTests {
    private static let renderer = Result { try DocumentRenderer(folder: TemplateFixture.folder) }

    private static func page(_ kind: DocumentKind, mark: String = "") throws -> String {
        try renderer.get().page(of: TemplateFixture.content(kind, mark: mark))
    }

    @Test("Every kind shows everything that it holds", arguments: DocumentKind.allCases)
    func everyKind(kind: DocumentKind) throws {
        let page = try Self.page(kind)
        let content = TemplateFixture.content(kind)
        var texts = [
            kind.chineseTerm, content.number.description, "330800-20261123-7K2M9QX4RT", "HS2026-0042", "程晓山：",
            "公司设立登记", "11341000MB1234567T", "基本信息", "住所", "屯溪区\n新安路", "材料", "名称", "章程", "公司“通办”执照",
            "说明", "请核对。", "章程缺第二页", "最迟于2026年12月15日", "黄山市市场监督管理局（盖章）", "李强", "2026年11月25日",
        ]
        if kind.isRefusal { texts += ["60日内向黄山市人民政府申请行政复议", "6个月内依法向屯溪区人民法院提起行政诉讼"] }
        for text in texts { #expect(page.contains(text), "\(text)") }
        #expect(!page.contains("{{") && page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
        #expect(page.hasSuffix("</html>\n") && page.contains("size: A4"))
    }

    @Test("What is not said leaves nothing behind")
    func whatIsNotSaid() throws {
        var content = TemplateFixture.content(.completion)
        content.handlingNumber = nil
        content.sections = []
        content.tables = []
        content.paragraphs = []
        content.reasons = nil
        content.deadline = nil
        let page = try Self.renderer.get().page(of: content)
        for text in ["承办系统编号", "<h2>", "class=\"list\"", "理由", "期限", "救济途径"] {
            #expect(!page.contains(text), "\(text)")
        }
    }

    /// Marks that would run if they got through.
    ///
    /// U+0600 joins the sign after it into one character.
    @Test(
        "Nothing that was typed is HTML",
        arguments: DocumentKind.allCases,
        ["<script>x</script>", "\u{0600}<script>", "<\u{0301}b", "\"'&<>"]
    )
    func escaping(kind: DocumentKind, mark: String) throws {
        let page = try Self.page(kind, mark: mark)
        let escaped = mark.unicodeScalars.reduce(into: "") { text, scalar in
            let names: [Unicode.Scalar: String] = [
                "<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;",
            ]
            text += names[scalar] ?? String(scalar)
        }
        #expect(page.utf8.ranges(of: escaped.utf8).count >= TemplateFixture.markCount(kind))
        #expect(page.utf8.ranges(of: mark.utf8).isEmpty)
        #expect(page.utf8.ranges(of: "<script".utf8).isEmpty)
        let plain = try Self.page(kind)
        #expect(page.utf8.count { $0 == UInt8(ascii: "<") } == plain.utf8.count { $0 == UInt8(ascii: "<") })
    }

    @Test("Braces that were typed are no placeholders")
    func braces() throws {
        let page = try Self.page(.acceptance, mark: "{{officer}}{{{seal}}}")
        #expect(page.contains("程晓山{{officer}}{{{seal}}}："))
    }

    @Test("The same content gives the same bytes", arguments: DocumentKind.allCases)
    func sameBytes(kind: DocumentKind) throws {
        let stored = try JSONDecoder().decode(
            DocumentContent.self,
            from: JSONEncoder().encode(TemplateFixture.content(kind))
        )
        let again = try DocumentRenderer(folder: TemplateFixture.folder).page(of: stored)
        #expect(Array(again.utf8) == Array(try Self.page(kind).utf8))
    }

    @Test("A page loads nothing and runs nothing", arguments: DocumentKind.allCases)
    func standsForItself(kind: DocumentKind) throws {
        let page = try Self.page(kind).lowercased()
        for word in ["<script", "src=", "href=", "http:", "https:", "url(", "@import", "<img", "<link"] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
    }

    @Test("Pages look as they did", arguments: [DocumentKind.correctionNotice, .refusal])
    func golden(kind: DocumentKind) throws {
        let page = try Self.page(kind)
        #expect(try page == TemplateFixture.golden(kind), "look at the page, and keep it if it is right:\n\(page)")
    }

    @Test("A content that must not be issued has no page")
    func faultyContent() throws {
        let renderer = try DocumentRenderer(folder: TemplateFixture.folder)
        var content = TemplateFixture.content(.refusal)
        content.remedies = nil
        #expect(throws: CaseRefusal.self) { try renderer.page(of: content) }
    }
}
