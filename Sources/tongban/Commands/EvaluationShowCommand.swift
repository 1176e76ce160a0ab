import ArgumentParser

/// The command `tongban evaluation show`.
struct EvaluationShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one evaluation with its ticket, and what can be done next."
    )

    @Argument(help: "The visit, as lists show it: 330800/W4-0031.")
    var visit: RecordArgument

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/evaluations/\(try visit.path)")
        guard !options.json else { return console.out(answer.text) }
        for line in try Self.lines(answer.decode(EvaluationAnswer.self)) { console.out(line) }
    }

    /// The evaluation for people.
    static func lines(_ item: EvaluationAnswer) -> [String] {
        var lines = [
            "visit      \(item.city)/\(item.id), \(Words.time(item.visitedAt)), \(item.place), asked by \(item.channel)",
            "office     \(item.city) \(item.office)",
            "case       \(item.caseNumber)",
            "level      \(item.level.map { "\($0) \(item.levelName ?? "")" } ?? "none yet")",
        ]
        lines += item.scores.map { "score      \($0.metric): \($0.level)" }
        if !item.tags.isEmpty { lines.append("tags       \(item.tags.joined(separator: ", "))") }
        if !item.text.isEmpty { lines.append("words      \(item.text)") }
        lines.append(
            "state      \(Words.state(item.state, item.stateName)), version \(item.version)"
                + (item.isCounted ? "" : ", does not count")
        )
        guard let ticket = item.ticket else { return lines.map(TextWidth.printable) }
        lines.append("due        \(ticket.due)\(ticket.isOverdue ? " OVERDUE" : "")")
        lines += ticket.next.map { next in
            "next       \(next.kind) \(next.kindName): \(next.by == "office" ? item.office : "any other office")"
        }
        lines = lines.map(TextWidth.printable)
        var steps = Table("WHEN", "STEP", "CITY", "WHO", "TEXT")
        for step in ticket.steps {
            steps.add(
                Words.time(step.at),
                "\(step.kind) \(step.kindName)",
                step.by.city,
                "\(step.by.office ?? "") \(step.officer)",
                step.text
            )
        }
        return steps.isEmpty ? lines : lines + [""] + steps.lines
    }
}
