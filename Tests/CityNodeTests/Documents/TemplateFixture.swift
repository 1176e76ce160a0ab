import CaseModel
import Foundation

/// The templates that come with the program, copies of them to spoil, and contents to show.
enum TemplateFixture {
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder that comes with the program.
    static let folder = root.appending(path: "Config/templates").path

    /// A page that was looked at and kept.
    static func golden(_ kind: DocumentKind) throws -> String {
        try String(
            contentsOf: root.appending(path: "Tests/CityNodeTests/Documents/Golden/\(kind.rawValue).html"),
            encoding: .utf8
        )
    }

    /// A copy of the folder, which a closure may change before another one looks at it.
    static func withCopy<T>(_ change: (URL) throws -> Void, _ body: (String) throws -> T) throws -> T {
        let copy = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: folder, toPath: copy.path)
        defer { try? FileManager.default.removeItem(at: copy) }
        try change(copy)
        return try body(copy.path)
    }

    private static func value<T>(_ value: T?) -> T {
        guard let value else { preconditionFailure("a sample is wrong") }
        return value
    }

    static let caseNumber = value(CaseNumber("330800-20261123-7K2M9QX4RT"))

    /// A content with something in every place that its kind allows; `mark` stands in every text.
    static func content(_ kind: DocumentKind, mark: String = "") -> DocumentContent {
        let city = value(CityCode(kind.issuer == .collecting ? "330800" : "341000"))
        let day = value(LocalDay("20261125"))
        return DocumentContent(
            number: value(DocumentNumber(kind: kind, city: city, day: day, caseNumber: caseNumber)),
            caseNumber: caseNumber,
            handlingNumber: "HS2026-0042\(mark)",
            addressee: "程晓山\(mark)",
            itemName: "公司设立登记\(mark)",
            itemCode: "11341000MB1234567T\(mark)",
            sections: [DocumentSection(heading: "基本信息\(mark)", rows: [.init("住所\(mark)", "屯溪区\n新安路\(mark)")])],
            tables: [
                DocumentTable(
                    caption: "材料\(mark)",
                    columns: ["序号\(mark)", "名称"],
                    rows: [["1", "章程\(mark)"], ["2", "公司“通办”执照"]]
                )
            ],
            paragraphs: [DocumentParagraph(heading: "说明\(mark)", text: "请核对。\(mark)")],
            reasons: "章程缺第二页\(mark)",
            remedies: kind.isRefusal
                ? Remedies(reconsideration: "黄山市人民政府\(mark)", court: "屯溪区人民法院\(mark)") : nil,
            deadline: "最迟于2026年12月15日\(mark)",
            office: "黄山市市场监督管理局\(mark)",
            officer: "李强\(mark)",
            seal: "黄山市市场监督管理局（盖章）\(mark)"
        )
    }

    /// How often the mark stands in ``content(_:mark:)``.
    static func markCount(_ kind: DocumentKind) -> Int { kind.isRefusal ? 19 : 17 }
}
