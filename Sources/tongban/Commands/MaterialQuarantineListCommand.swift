import ArgumentParser

/// The command `tongban material quarantine list`.
struct MaterialQuarantineListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists materials that are kept aside, newest first."
    )

    /// Which materials.
    enum State: String, ExpressibleByArgument, CaseIterable {
        case checking, infected, differs, released, discarded, all
    }

    @Option(help: "checking, infected, differs, released, discarded or all; checking and infected unless given.")
    var state: State?

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query([("state", state?.rawValue)] + paging.parts)
        let answer = try await options.client().get("/v1/material-quarantine" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(WithheldAnswer.Page.self)
        var table = Table("MATERIAL", "SINCE", "FROM", "SIZE>", "STATE", "FINDING")
        for item in page.items {
            table.add(
                item.digest,
                Words.time(item.at),
                item.source ?? "here",
                Words.bytes(item.size),
                item.standing,
                item.finding
            )
        }
        table.write(to: console, whenEmpty: "no material is kept aside")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
