import HTTPTypes

/// One operation on the reference page.
struct ReferenceOperation {
    let operation: Operation

    private var said: OperationDescription { operation.description }
    private var route: RouteTable.Route { operation.route }

    /// The operation's article.
    var html: HTML {
        let heading = HTML("h3", [("id", operation.rawValue)], HTML.words(said.summary))
        let call = HTML(
            "p",
            [("class", "call")],
            [HTML("span", [("class", "method")], [HTML(route.method.rawValue)]), HTML(" "), .code(route.path)]
        )
        return HTML(
            "article",
            [("aria-labelledby", operation.rawValue)],
            [heading, call] + HTML.prose(said.text) + HTML.prose(operation.access.words) + parameters + body + [
                answers, problems,
            ] + example
        )
    }

    private var parameters: [HTML] {
        guard !said.parameters.isEmpty else { return [] }
        let rows = said.parameters.map { parameter in
            HTML(
                "tr",
                [
                    HTML("th", [("scope", "row")], [.code(parameter.name)]),
                    HTML(
                        "td",
                        parameter.isRequired ? "\(parameter.place.rawValue), required" : parameter.place.rawValue
                    ),
                    HTML("td", ReferenceTable.meaning(parameter.shape, fallback: parameter.fallback)),
                ]
            )
        }
        return [HTML("h4", "Parameters"), ReferenceTable.table("Parameters", ["Name", "Where", "What it is"], rows)]
    }

    private var body: [HTML] {
        guard let body = said.body else { return [] }
        var content = [
            HTML("h4", "Body"), HTML("p", [.code(body.mediaType), HTML(": ")] + ReferenceTable.kind(body.shape)),
        ]
        for example in body.examples {
            content.append(
                HTML(
                    "details",
                    [HTML("summary", "Example: \(example.name)"), ReferenceTable.listing(example.value.spacious)]
                )
            )
        }
        return content
    }

    private var answers: HTML {
        let rows = said.answers.map { answer in
            let content = answer.content.map { content in
                HTML(
                    "div",
                    [.code(content.mediaType), HTML(" ")]
                        + (content.shape == nil ? [] : ReferenceTable.kind(content.shape))
                )
            }
            let headers = answer.headers.map { HTML.code($0.name) }
            let list = headers.enumerated().flatMap { $0 == 0 ? [$1] : [HTML(", "), $1] }
            return HTML(
                "tr",
                [
                    HTML("th", [("scope", "row")], [HTML(String(answer.status))]),
                    HTML("td", HTML.words(answer.about) + content), HTML("td", list),
                ]
            )
        }
        return HTML(
            "div",
            [HTML("h4", "Answers"), ReferenceTable.table("Answers", ["Status", "What it is", "Headers"], rows)]
        )
    }

    private var problems: HTML {
        let kinds = said.allProblems
        let statuses = Set(kinds.map(\.status)).sorted()
        let items = statuses.map { status in
            let names = kinds.filter { $0.status == status }.map { HTML.code($0.name) }
            return HTML(
                "li",
                [HTML("\(status): ")] + names.enumerated().flatMap { $0 == 0 ? [$1] : [HTML(", "), $1] }
            )
        }
        return HTML(
            "details",
            [HTML("summary", "Problems: \(statuses.map(String.init).joined(separator: ", "))"), HTML("ul", items)]
        )
    }

    private var example: [HTML] {
        [HTML("h4", "Call"), ReferenceTable.listing(ExampleCall(operation: operation).text)]
    }
}

/// A call of an operation with curl.
struct ExampleCall {
    let operation: Operation

    /// The command, on lines of its own.
    var text: String {
        let said = operation.description
        var path = operation.route.path
        for parameter in said.parameters where parameter.place == .path {
            path = path.split(separator: "{\(parameter.name)}", omittingEmptySubsequences: false)
                .joined(separator: plain(parameter.shape))
        }
        let query = said.query.filter(\.isRequired).map { "\($0.name)=\(plain($0.shape))" }
        if !query.isEmpty { path += "?" + query.joined(separator: "&") }
        var lines = ["curl -s 'http://127.0.0.1:7480\(path)'"]
        if operation.route.method == .head { lines[0] += " --head" }
        if operation.route.method == .put { lines[0] += " --request PUT" }
        for parameter in said.parameters where parameter.place == .header && parameter.isRequired {
            lines.append("  -H '\(parameter.name): \(plain(parameter.shape))'")
        }
        if let body = said.body {
            lines.append("  -H 'Content-Type: \(body.mediaType)'")
            lines.append(body.examples.first.map { "  -d '\($0.value.spacious)'" } ?? "  --data-binary @id-card.jpg")
        }
        return lines.joined(separator: " \\\n")
    }

    private func plain(_ shape: JSONShape) -> String {
        if case .text(let text) = shape.example { return text }
        return shape.example.compact
    }
}
