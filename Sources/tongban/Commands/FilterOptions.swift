import ArgumentParser

/// Which events a command is about, the same for the feed and for webhooks.
struct FilterOptions: ParsableArguments {
    @Option(help: "Only events of this case; may be given again.")
    var `case`: [String] = []

    @Option(help: "Only of cases about this item, by its code; may be given again.")
    var item: [String] = []

    @Option(help: "Only of cases in which this office had a part; may be given again.")
    var office: [String] = []

    @Option(help: "Only of this kind, such as accepted; may be given again.")
    var kind: [String] = []

    @Option(help: "Only of cases of which the node is collecting or handling.")
    var side: String?

    /// Whether anything is asked for.
    var isEmpty: Bool { `case`.isEmpty && item.isEmpty && office.isEmpty && kind.isEmpty && side == nil }

    /// What a query says of it.
    var parts: [(String, String?)] {
        let lists = [("case", `case`), ("item", item), ("office", office), ("kind", kind)]
        return lists.map { ($0, $1.isEmpty ? nil : $1.joined(separator: ",")) } + [("side", side)]
    }

    /// What a body says of it.
    var json: [String: Any] {
        var filter: [String: Any] = [:]
        for (name, values) in [("cases", `case`), ("items", item), ("offices", office), ("kinds", kind)]
        where !values.isEmpty {
            filter[name] = values
        }
        if let side { filter["side"] = side }
        return filter
    }
}
