import ArgumentParser

/// The command `tongban material quarantine`.
struct MaterialQuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Materials that a check for viruses keeps aside.",
        subcommands: [
            MaterialQuarantineListCommand.self, MaterialQuarantineReleaseCommand.self,
            MaterialQuarantineDiscardCommand.self,
        ]
    )

    /// Sends what somebody decided over one of them, and shows what became of it.
    static func decide(
        _ verb: String,
        on digest: String,
        _ decision: DecisionOptions,
        _ options: NodeOptions
    ) async throws {
        let answer = try await decision.send(
            to: "/v1/material-quarantine/\(try PathPart.of(digest))/\(verb)",
            with: options.client()
        )
        guard !options.json else { return Console.current.out(answer.text) }
        show(try answer.decode(WithheldAnswer.self), Console.current)
    }

    /// Shows one of them on one line.
    static func show(_ item: WithheldAnswer, _ console: Console) {
        let decided = item.decidedBy.map { " by \($0): \(item.decidedReason ?? "")" } ?? ""
        console.out(TextWidth.printable("\(item.digest)  \(item.standing)\(decided)"))
    }
}

/// A material that is kept aside as the node tells it.
struct WithheldAnswer: Decodable {
    var digest: String
    var size: Int64
    var content: String?
    var standing: String
    var finding: String
    var at: String
    var source: String?
    var decidedBy: String?
    var decidedReason: String?

    /// A page of them.
    struct Page: Decodable {
        var items: [WithheldAnswer]
        var next: String?
    }
}
