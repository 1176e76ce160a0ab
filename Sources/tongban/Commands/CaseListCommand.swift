import ArgumentParser

/// The command `tongban case list`.
struct CaseListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists cases (办件列表).")

    /// This node's side of a case.
    enum Side: String, ExpressibleByArgument, CaseIterable {
        case collecting, handling
    }

    /// The order of the list.
    enum Order: String, ExpressibleByArgument, CaseIterable {
        case newest, oldest, due
    }

    @Option(help: "newest, oldest, or due: by last day, without those that have none.")
    var sort = Order.newest

    @Option(help: "Only with a last day on this day or before, yyyy-mm-dd.")
    var dueBy: String?

    @Option(help: "Only in this state; may be given again.")
    var state: [String] = []

    @Option(help: "Only where this node is collecting or handling.")
    var side: Side?

    @Option(help: "Only with this other city.")
    var peer: String?

    @Option(help: "Only online, collected or joint.")
    var mode: String?

    @Option(help: "Only with this ending code, 0 to 6.")
    var ending: Int?

    @Option(help: "Only this item's code; may be given again.")
    var item: [String] = []

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query(
            [
                ("state", state.isEmpty ? nil : state.joined(separator: ",")), ("side", side?.rawValue), ("peer", peer),
                ("mode", mode), ("ending", ending.map(String.init)), ("dueBy", dueBy),
                ("item", item.isEmpty ? nil : item.joined(separator: ",")),
                ("sort", sort == .newest ? nil : sort.rawValue),
            ] + paging.parts
        )
        let answer = try await options.client().get("/v1/cases" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(CaseAnswer.Page.self)
        var table = Table("NUMBER", "FROM", "TO", "STATE", "CHANGED", "DUE", "ITEM")
        for item in page.cases {
            table.add(
                item.number,
                item.collecting,
                item.handling,
                Words.state(item.state),
                Words.time(item.changedAt),
                item.dueOn ?? "-",
                item.itemName
            )
        }
        table.write(to: console, whenEmpty: "no cases")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
