import ArgumentParser

/// The command `tongban reminders`.
struct RemindersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reminders",
        abstract: "Lists whom the node reminded of what is slow, newest first (督办)."
    )

    /// Whether reminders hold.
    enum State: String, ExpressibleByArgument, CaseIterable {
        case open, settled, all
    }

    @Option(help: "open, settled or all.")
    var state = State.open

    @Option(help: "Only for this role, such as liaison or supervisor.")
    var role: String?

    @Option(name: .customLong("case"), help: "Only of this case.")
    var number: String?

    @Option(help: "Only of this stage: response, push, recheck or result.")
    var stage: String?

    @Option(help: "Only of this clock: acceptance, promised, statutory, delivery or correction.")
    var clock: String?

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query(
            [
                ("state", state.rawValue), ("role", role), ("case", number), ("stage", stage), ("clock", clock),
            ] + paging.parts
        )
        let answer = try await options.client().get("/v1/reminders" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(ReminderAnswer.Page.self)
        var table = Table("CASE", "FOR", "OF", "DUE", "TOLD", "SETTLED", "TEXT")
        for item in page.reminders {
            table.add(
                item.number,
                Words.role(item.role),
                Self.subject(item),
                Words.time(item.dueAt),
                Words.time(item.toldAt),
                Words.time(item.settledAt),
                item.text
            )
        }
        table.write(to: console, whenEmpty: "no reminders")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }

    /// The stage or the clock that a reminder is about.
    static func subject(_ item: ReminderAnswer) -> String {
        item.stage ?? [item.clock, item.notice].compactMap { $0 }.joined(separator: " ")
    }
}
