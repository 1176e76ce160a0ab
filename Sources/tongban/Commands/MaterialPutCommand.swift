import ArgumentParser
import Foundation

/// The command `tongban material put`.
struct MaterialPutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put",
        abstract: "Stores files at the node and prints their digests.",
        discussion:
            "With --resume a large file goes in parts, waits for a lost connection, and goes on where it stopped."
    )

    @Argument(help: "The files.", completion: .file())
    var files: [String]

    @Flag(help: "Send in parts, and go on where an earlier try stopped.")
    var resume = false

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let client = try options.client()
        for file in files {
            let stored =
                resume
                ? try await PartUpload(client: client, file: file).run()
                : try await MaterialUpload.put(file, to: client)
            if options.json {
                Console.current.out(stored.json)
            } else {
                Console.current.out(
                    TextWidth.printable(
                        "\(stored.digest)  \(Words.bytes(stored.size))\(stored.existed ? ", was there" : "")  \(file)"
                    )
                )
            }
        }
    }
}
