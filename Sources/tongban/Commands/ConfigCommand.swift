import ArgumentParser
import CityNode

/// The command `tongban config`.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Configuration files.",
        subcommands: [ConfigCheckCommand.self]
    )
}

/// The command `tongban config check`.
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads a node's configuration with the member list and the keys that it names.",
        discussion: "Says file, line and what was expected where something is wrong, and ends with status 78."
    )

    @Argument(help: "The nodes' configuration files.", completion: .file(extensions: ["yaml"]))
    var files: [String]

    @OptionGroup var options: CredentialOptions

    func run() throws {
        try Credentials.$current.withValue(options.credentials) { try check() }
    }

    private func check() throws {
        var wrong: [String] = []
        for file in files {
            do {
                let configuration = try Configuration.load(file: file)
                Console.current.out(
                    TextWidth.printable(
                        "\(file): ok, \(configuration.node) \(configuration.own?.name ?? "") with "
                            + "\(configuration.peers.count) peers"
                    )
                )
            } catch { wrong.append("\(error)") }
        }
        guard !wrong.isEmpty else { return }
        var failure = CommandFailure(.badConfiguration, "the configuration is wrong")
        failure.lines += wrong
        throw failure
    }
}
