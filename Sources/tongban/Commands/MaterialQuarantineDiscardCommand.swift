import ArgumentParser

/// The command `tongban material quarantine discard`.
struct MaterialQuarantineDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Puts a material away for good, with its bytes."
    )

    @Argument(help: "The digest: 64 hexadecimal digits.")
    var digest: String

    @OptionGroup var decision: DecisionOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        try await MaterialQuarantineCommand.decide("discard", on: digest, decision, options)
    }
}
