import ArgumentParser

/// The command `tongban document list`.
struct DocumentListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the documents of a case, newest first."
    )

    @Argument(help: "The case's number.")
    var number: String

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query(paging.parts)
        let answer = try await options.client().get(
            "/v1/cases/\(try PathPart.of(number))/documents" + query.text
        )
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(DocumentAnswer.Page.self)
        var table = Table("NUMBER", "WHAT", "CITY", "OFFICE", "ISSUED", "SIZE>", "DIGEST")
        for document in page.documents {
            table.add(
                document.number,
                "\(document.kind) \(document.kindName)",
                document.city,
                document.office,
                Words.time(document.issuedAt),
                Words.bytes(document.size),
                document.digest
            )
        }
        table.write(to: console, whenEmpty: "no documents")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
