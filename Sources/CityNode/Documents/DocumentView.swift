import CaseModel

/// A document's content under the names of ``TemplateScope/document``, every text escaped for HTML.
///
/// Texts are escaped here, scalar by scalar, and templates show them as they are: the template engine escapes whole
/// characters, and a mark that joins the sign after it (U+0600, for example) would carry a `<` through.
struct DocumentView {
    private let content: DocumentContent

    /// Looks at a content.
    init(_ content: DocumentContent) { self.content = content }

    /// The values by name; what is not said is not there.
    var values: [String: Any] {
        var values: [String: Any] = [
            "sections": content.sections.map { section in
                [
                    "heading": Self.escaped(section.heading),
                    "rows": section.rows.map {
                        ["label": Self.escaped($0.label), "value": Self.escaped($0.value)]
                    },
                ] as [String: Any]
            },
            "tables": content.tables.map { table in
                [
                    "caption": Self.escaped(table.caption),
                    "columns": table.columns.map(Self.escaped),
                    "rows": table.rows.map { ["cells": $0.map(Self.escaped)] },
                ] as [String: Any]
            },
            "paragraphs": content.paragraphs.map {
                ["heading": Self.escaped($0.heading), "text": Self.escaped($0.text)]
            },
        ]
        for (name, text) in texts { values[name] = Self.escaped(text) }
        return values
    }

    private var texts: [String: String] {
        var texts = [
            "title": content.kind.chineseTerm, "englishTitle": content.kind.englishName,
            "number": content.number.description, "day": content.day.chineseText,
            "caseNumber": content.caseNumber.description, "addressee": content.addressee,
            "itemName": content.itemName, "itemCode": content.itemCode, "office": content.office,
            "officer": content.officer, "seal": content.seal,
        ]
        texts["handlingNumber"] = content.handlingNumber
        texts["reasons"] = content.reasons
        texts["remedies"] = content.remedies?.text
        texts["deadline"] = content.deadline
        return texts
    }

    /// A text in which nothing is HTML any more.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
