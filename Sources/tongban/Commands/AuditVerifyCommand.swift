import ArgumentParser

/// The command `tongban audit verify`.
struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Walks the audit trail from its first record and names the first that was changed.",
        discussion: """
            Each record carries a digest over the one before. A record that was changed, moved, put in or taken out breaks
            the chain there. Records cut off at the end show only to somebody who keeps the last digest elsewhere: write
            down what this command prints, and give it with --digest the next time.
            """
    )

    @Option(help: "A digest that was the last one once, as this command printed it.")
    var digest: String?

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/audit/verify" + Query([("digest", digest)]).text)
        let report = try answer.decode(AuditAnswer.Report.self)
        if options.json {
            console.out(answer.text)
        } else {
            console.out("records   \(report.records) follow on each other")
            console.out("digest    \(report.head)")
        }
        if let broken = report.firstBroken {
            throw CommandFailure(
                .auditBroken,
                "record \(broken) of the audit trail does not follow on the one before",
                "Somebody changed the database beside the node. Keep the file as it is, and compare it with a backup."
            )
        }
        if report.holdsDigest == false {
            throw CommandFailure(
                .auditBroken,
                "the digest that was kept is not one of this trail's",
                "Records were cut off, or the trail is another one. Compare the database with a backup."
            )
        }
    }
}
