/// The API's description as a page to read.
struct ReferencePage {
    /// The page.
    var html: String {
        let head = HTML(
            "head",
            [
                .markup(
                    "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                ),
                .markup("<meta name=\"color-scheme\" content=\"light dark\">"),
                HTML("title", APIDescription.title), .markup("<style>\(ReferenceStyle.text)</style>"),
            ]
        )
        let body = HTML(
            "body",
            [
                HTML("a", [("href", "#content"), ("class", "skip")], [HTML("Skip to the content")]),
                HTML(
                    "header",
                    [HTML("h1", APIDescription.title)] + HTML.prose(APIDescription.introduction) + [document]
                ),
                contents,
                HTML("main", [("id", "content")], groups + [problems, shapes]),
            ]
        )
        return "<!DOCTYPE html>\n" + HTML("html", [("lang", "en")], [head, body]).description + "\n"
    }

    private var document: HTML {
        let path = Operation.describe.route.path
        return HTML(
            "p",
            [HTML("The same for programs, in OpenAPI 3.1: "), HTML("a", [("href", path)], [.code(path)]), HTML(".")]
        )
    }

    private var contents: HTML {
        let groups = OperationDescription.Tag.allCases.map { tag in
            let calls = operations(of: tag).map { operation in
                HTML("li", [link(to: operation.rawValue, HTML.words(operation.description.summary))])
            }
            return HTML("li", [link(to: anchor(tag), [HTML(tag.rawValue)]), HTML("ul", calls)])
        }
        let rest = [("problems", "Problems"), ("shapes", "What bodies and answers hold")].map { name, text in
            HTML("li", [link(to: name, [HTML(text)])])
        }
        return HTML(
            "nav",
            [("aria-label", "Contents")],
            [HTML("details", [HTML("summary", [HTML("h2", "Contents")]), HTML("ul", groups + rest)])]
        )
    }

    private var groups: [HTML] {
        OperationDescription.Tag.allCases.map { tag in
            HTML(
                "section",
                [("aria-labelledby", anchor(tag))],
                [HTML("h2", [("id", anchor(tag))], [HTML(tag.rawValue)]), HTML("p", tag.about)]
                    + operations(of: tag).map { ReferenceOperation(operation: $0).html }
            )
        }
    }

    private var problems: HTML {
        let rows = ProblemKind.all.sorted { ($0.status, $0.name) < ($1.status, $1.name) }.map { kind in
            HTML(
                "tr",
                [
                    HTML("td", String(kind.status)), HTML("th", [("scope", "row")], [.code(kind.name)]),
                    HTML("td", kind.title),
                ]
            )
        }
        return HTML(
            "section",
            [("aria-labelledby", "problems")],
            [
                HTML("h2", [("id", "problems")], [HTML("Problems")]),
                HTML(
                    "p",
                    [
                        HTML("The "), .code("type"), HTML(" of a problem is "), .code("urn:tongban:problem:"),
                        HTML(" and one of these names."),
                    ]
                ),
                ReferenceTable.table("Problems", ["Status", "Name", "What it is"], rows),
            ]
        )
    }

    private var shapes: HTML {
        var writer = ReferenceShapes()
        for operation in Operation.allCases {
            let said = operation.description
            if let shape = said.body?.shape { writer.keep(shape) }
            for answer in said.answers { for content in answer.content { content.shape.map { writer.keep($0) } } }
        }
        writer.keep(.event)
        writer.keep(.problem)
        return HTML(
            "section",
            [("aria-labelledby", "shapes")],
            [HTML("h2", [("id", "shapes")], [HTML("What bodies and answers hold")])] + writer.sections
        )
    }

    private func operations(of tag: OperationDescription.Tag) -> [Operation] {
        Operation.allCases.filter { $0.description.tag == tag }
    }

    private func anchor(_ tag: OperationDescription.Tag) -> String {
        "group-" + tag.rawValue.lowercased().split(separator: " ").joined(separator: "-")
    }

    private func link(to name: String, _ content: [HTML]) -> HTML { HTML("a", [("href", "#\(name)")], content) }
}
