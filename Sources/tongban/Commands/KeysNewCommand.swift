import ArgumentParser
import CityNode

/// The command `tongban keys new`.
struct KeysNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Makes fresh keys in a new file that only its owner can read.",
        discussion: "Prints the public keys for the member list. A file that is there already is never overwritten."
    )

    @Argument(help: "The file to write.", completion: .file(extensions: ["yaml"]))
    var file: String

    @Flag(help: "Print the public keys as JSON.")
    var json = false

    func run() throws {
        let keys: NodeKeys
        do {
            keys = try NodeKeys.generate()
        } catch {
            throw CommandFailure(.nodeFailed, "no keys could be made: \(error)", "Is libzmq built with CURVE?")
        }
        do {
            try keys.write(to: file)
        } catch { throw CommandFailure(.cannotWrite, "\(error)") }
        KeysCommand.show(keys, json: json, Console.current)
    }
}
