import ArgumentParser

/// The command `tongban audit`.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Who looked at personal data, or was refused, and what was erased (审计留痕).",
        subcommands: [AuditListCommand.self, AuditVerifyCommand.self]
    )
}
