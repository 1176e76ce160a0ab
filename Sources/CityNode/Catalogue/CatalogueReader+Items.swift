import CaseModel

/// The keys of an item.
enum ItemKeys {
    /// All of them.
    static let all: Set = [
        "code", "local-codes", "name", "english", "aliases", "department", "applicants", "type", "kind", "link",
    ]

    /// The key that a field of ``Item`` is read from.
    static func key(of field: String) -> String {
        switch String(field.prefix { $0 != "[" }) {
        case "localCodes": "local-codes"
        case "englishName": "english"
        case let other: other
        }
    }
}

extension CatalogueReader {
    /// Reads an item.
    mutating func item(_ source: YAMLMapping, field: String) -> Item {
        Item(
            code: keep(try source.text("code", expected: "expected the national basic code in quotes (基本编码)")) ?? "",
            localCodes: keep(try source.values("local-codes", expected: "expected a list of codes in quotes") { $0 })
                ?? [],
            name: keep(try source.text("name", expected: "expected the Chinese name (事项名称)")) ?? "",
            englishName: keep(try source.text("english", expected: "expected the English name")) ?? "",
            aliases: keep(try source.values("aliases", expected: "expected a list of names (俗称)") { $0 }) ?? [],
            field: field,
            department: keep(try source.text("department", expected: "expected the leading department (牵头部门)")) ?? "",
            applicants: choices(source, "applicants", Applicant.Kind.self),
            type: choice(source, "type", or: ItemType.publicService),
            kind: source.values["kind"] == nil ? .handled : choice(source, "kind", or: Item.Kind.handled),
            link: keep(try source.optionalText("link", expected: "expected https:// and an address")) ?? nil
        )
    }
}
