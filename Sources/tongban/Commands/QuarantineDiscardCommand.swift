import ArgumentParser

/// The command `tongban quarantine discard`.
struct QuarantineDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Puts an entry away for good; it stays readable."
    )

    @Argument(help: "The entry's number.")
    var id: Int64

    @OptionGroup var decision: DecisionOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let answer = try await decision.send(to: "/v1/quarantine/\(id)/discard", with: options.client())
        guard !options.json else { return Console.current.out(answer.text) }
        QuarantineCommand.show(try answer.decode(QuarantineAnswer.self), Console.current)
    }
}
