import ArgumentParser

/// The command `tongban document get`.
struct DocumentGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Gets the file of a document by its number, and checks it."
    )

    @Argument(help: "The case's number.")
    var number: String

    @Argument(help: "The document's number, such as BZ-341000-20261125-7K2M9QX4RT-01.")
    var document: String

    @Option(name: .shortAndLong, help: "The file to write; - is the standard output.", completion: .file())
    var output: String

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let client = try options.client()
        let path = "/v1/cases/\(try PathPart.of(number))/documents"
        var cursor: String?
        repeat {
            let query = Query([("limit", "500"), ("cursor", cursor)])
            let page = try await client.get(path + query.text).decode(DocumentAnswer.Page.self)
            if let found = page.documents.first(where: { $0.number == document }) {
                let digest = found.digest
                return try await MaterialDownload(
                    client: client,
                    digest: digest,
                    output: output,
                    printsJSON: options.json
                ).run()
            }
            cursor = page.next
        } while cursor != nil
        throw CommandFailure(
            .notFound,
            TextWidth.printable("no document of the case has the number \(document)"),
            "'tongban document list' shows those that are here."
        )
    }
}
