import ArgumentParser

/// The command `tongban quarantine show`.
struct QuarantineShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one quarantined entry.")

    @Argument(help: "The entry's number.")
    var id: Int64

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let answer = try await options.client().get("/v1/quarantine/\(id)")
        guard !options.json else { return Console.current.out(answer.text) }
        QuarantineCommand.show(try answer.decode(QuarantineAnswer.self), Console.current)
    }
}
