/// The names that a template may use in one place.
struct TemplateScope: Sendable {
    /// Where the place is, as a prefix of paths: empty at the top, `tables.rows.` within a table's rows.
    var prefix = ""
    /// Names of values that are always there.
    var values: Set<String> = []
    /// Names of values that may be left out, and so can also begin a section.
    var optionals: Set<String> = []
    /// Names of lists, with what may be used within.
    var lists: [String: TemplateScope] = [:]

    /// What a document's template may use at its top.
    static let document = TemplateScope(
        values: [
            "title", "englishTitle", "number", "day", "caseNumber", "addressee", "itemName", "itemCode", "office",
            "officer", "seal",
        ],
        optionals: ["handlingNumber", "reasons", "remedies", "deadline"],
        lists: [
            "sections": TemplateScope(
                prefix: "sections.",
                values: ["heading"],
                lists: ["rows": TemplateScope(prefix: "sections.rows.", values: ["label", "value"])]
            ),
            "tables": TemplateScope(
                prefix: "tables.",
                values: ["caption"],
                lists: [
                    "columns": TemplateScope(prefix: "tables.columns.", values: ["."]),
                    "rows": TemplateScope(
                        prefix: "tables.rows.",
                        lists: ["cells": TemplateScope(prefix: "tables.rows.cells.", values: ["."])]
                    ),
                ]
            ),
            "paragraphs": TemplateScope(prefix: "paragraphs.", values: ["heading", "text"]),
        ]
    )

    /// The paths of everything that a document holds; each must be shown somewhere, so that no edited template can leave
    /// out reasons, remedies or a column.
    var required: Set<String> {
        let own = values.union(optionals).subtracting(["englishTitle"]).map { prefix + $0 }
        return lists.values.reduce(into: Set(own)) { $0.formUnion($1.required) }
    }

    /// Names that can be used here, in order, for messages.
    var names: String {
        values.union(optionals).union(lists.keys).sorted().joined(separator: ", ")
    }
}
