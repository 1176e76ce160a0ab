/// A paper as a document lists it.
public struct DocumentMaterial: Hashable, Sendable, Codable {
    /// What it is called, 1 to 100 characters.
    public var name: String
    /// What the paper is.
    public var form: MaterialReference.Form
    /// How many pieces.
    public var count: Int
    /// A word, at most 4,000 characters.
    public var note: String

    /// Names a paper.
    public init(name: String, form: MaterialReference.Form, count: Int = 1, note: String = "") {
        self.name = name
        self.form = form
        self.count = count
        self.note = note
    }

    /// A numbered table of papers.
    static func table(_ caption: String, _ materials: [DocumentMaterial]) -> DocumentTable {
        DocumentTable(
            caption: caption,
            columns: ["序号", "材料名称", "形式", "份数", "备注"],
            rows: materials.enumerated().map { index, material in
                [
                    String(index + 1), material.name, material.form.chineseText, String(material.count), material.note,
                ]
            }
        )
    }

    /// The tables for a list of papers: one, or none for an empty list.
    static func tables(_ caption: String, _ materials: [DocumentMaterial]) -> [DocumentTable] {
        materials.isEmpty ? [] : [table(caption, materials)]
    }
}
