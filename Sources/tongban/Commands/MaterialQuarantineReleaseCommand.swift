import ArgumentParser

/// The command `tongban material quarantine release`.
struct MaterialQuarantineReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Lets a material be opened in spite of what was found."
    )

    @Argument(help: "The digest: 64 hexadecimal digits.")
    var digest: String

    @OptionGroup var decision: DecisionOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        try await MaterialQuarantineCommand.decide("release", on: digest, decision, options)
    }
}
