import ArgumentParser

/// The command `tongban material get`.
struct MaterialGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Gets a document by its digest, and checks it.",
        discussion: "The file appears under its name only when it is whole and its digest is right."
    )

    @Argument(help: "The digest: 64 hexadecimal digits.")
    var digest: String

    @Option(name: .shortAndLong, help: "The file to write; - is the standard output.", completion: .file())
    var output: String

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let client = try options.client()
        try await MaterialDownload(client: client, digest: digest, output: output, printsJSON: options.json).run()
    }
}
