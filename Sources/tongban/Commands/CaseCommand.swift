import ArgumentParser

/// The command `tongban case`.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Cases: submit, list, show, act, watch, reveal.",
        subcommands: [
            CaseSubmitCommand.self, CaseListCommand.self, CaseShowCommand.self, CaseActCommand.self,
            CaseWatchCommand.self, CaseRevealCommand.self,
        ]
    )

    /// Tells what a write came to.
    static func show(_ written: CaseAnswer.Written, _ console: Console) {
        let then = written.effect == "requested" ? "asked the handling city" : Words.state(written.state)
        console.out("\(written.number)  \(Words.kind(written.kind)): \(then), version \(written.version)")
    }
}
