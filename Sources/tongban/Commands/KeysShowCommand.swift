import ArgumentParser
import CityNode

/// The command `tongban keys show`.
struct KeysShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints the public keys that belong to a file of secret ones."
    )

    @Argument(help: "The file with the secret keys.", completion: .file(extensions: ["yaml"]))
    var file: String

    @Flag(help: "Print the public keys as JSON.")
    var json = false

    func run() throws {
        do {
            KeysCommand.show(try NodeKeys.load(file: file), json: json, Console.current)
        } catch { throw CommandFailure(.badConfiguration, "\(error)") }
    }
}
