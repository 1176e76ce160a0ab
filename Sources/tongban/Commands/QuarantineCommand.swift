import ArgumentParser

/// The command `tongban quarantine`.
struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Entries of other cities that could not be applied.",
        subcommands: [
            QuarantineListCommand.self, QuarantineShowCommand.self, QuarantineReplayCommand.self,
            QuarantineDiscardCommand.self,
        ]
    )

    /// Shows one entry in full.
    static func show(_ item: QuarantineAnswer, _ console: Console) {
        var lines = [
            "entry     \(item.id), \(item.state)",
            "from      \(item.peer), \(item.lane) \(item.sequence), kind \(item.kind), \(item.bodyBytes) bytes",
            "since     \(Words.time(item.at))",
            "reason    \(item.reason): \(item.detail)",
        ]
        if let number = item.number { lines.append("case      \(number)") }
        if let officer = item.settledBy {
            lines.append(
                "settled   \(Words.time(item.settledAt)) by \(officer)"
                    + (item.settledReason.map { ": \($0)" } ?? "")
            )
        }
        for line in lines { console.out(TextWidth.printable(line)) }
    }
}
