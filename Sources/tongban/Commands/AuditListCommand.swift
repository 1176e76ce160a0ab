import ArgumentParser
import CaseModel

/// The command `tongban audit list`.
struct AuditListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the audit trail, newest first."
    )

    @Option(name: .customLong("case"), help: "Only about this case.")
    var number: String?

    @Option(help: "Only of this officer.")
    var officer: String?

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query([("case", number), ("officer", officer)] + paging.parts)
        let answer = try await options.client().get("/v1/audit" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(AuditAnswer.Page.self)
        var table = Table("ID>", "WHEN", "WHO", "ROLE", "ABOUT", "WHAT", "FIELD", "PURPOSE", "REASON")
        for item in page.items {
            table.add(
                "\(item.id)",
                Words.time(item.at),
                "\(item.officer), \(item.office)",
                Words.role(item.role),
                item.number ?? item.subject ?? "-",
                item.refusal.map { "\(item.action) refused: \($0)" } ?? item.action,
                Words.personalField(item.field),
                item.purpose ?? "-",
                item.reason
            )
        }
        table.write(to: console, whenEmpty: "nothing in the audit trail")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
