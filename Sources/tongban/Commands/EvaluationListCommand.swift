import ArgumentParser

/// The command `tongban evaluation list`.
struct EvaluationListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists evaluations, newest first.",
        discussion: """
            States: content 无需整改, open 待整改, answered 已反馈, called-back 已回访, closed 已办结, excluded 不计入.
            """
    )

    @Option(help: "Only in this state; may be given again.")
    var state: [String] = []

    @Option(help: "Only of this city's offices.")
    var city: String?

    @Option(help: "Only those of this case.")
    var `case`: String?

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query(
            [
                ("state", state.isEmpty ? nil : state.joined(separator: ",")), ("city", city), ("case", `case`),
            ] + paging.parts
        )
        let answer = try await options.client().get("/v1/evaluations" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(EvaluationAnswer.Page.self)
        var table = Table("VISIT", "OFFICE", "CASE", "LEVEL", "STATE", "CHANGED", "DUE")
        for item in page.evaluations {
            table.add(
                "\(item.city)/\(item.id)",
                item.office,
                item.caseNumber,
                item.level.map { "\($0) \(item.levelName ?? "")" } ?? "-",
                Words.state(item.state, item.stateName),
                Words.time(item.changedAt),
                item.ticket.map { $0.due + ($0.isOverdue ? " OVERDUE" : "") } ?? "-"
            )
        }
        table.write(to: console, whenEmpty: "no evaluations")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
