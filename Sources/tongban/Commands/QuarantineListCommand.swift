import ArgumentParser

/// The command `tongban quarantine list`.
struct QuarantineListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists quarantined entries, newest first."
    )

    /// Which entries.
    enum State: String, ExpressibleByArgument, CaseIterable {
        case waiting, replayed, discarded, all
    }

    @Option(help: "waiting, replayed, discarded or all.")
    var state = State.waiting

    @Option(help: "Only from this peer.")
    var peer: String?

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query([("state", state.rawValue), ("peer", peer)] + paging.parts)
        let answer = try await options.client().get("/v1/quarantine" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(QuarantineAnswer.Page.self)
        var table = Table("ID>", "SINCE", "FROM", "LANE", "SEQUENCE>", "KIND>", "STATE", "REASON")
        for item in page.items {
            table.add(
                "\(item.id)",
                Words.time(item.at),
                item.peer,
                item.lane,
                "\(item.sequence)",
                "\(item.kind)",
                item.state,
                item.reason
            )
        }
        table.write(to: console, whenEmpty: "nothing in quarantine")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
