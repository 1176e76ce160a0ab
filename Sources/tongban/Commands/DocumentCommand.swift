import ArgumentParser

/// The command `tongban document`.
struct DocumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Documents that the cities issued in a case (文书): list, get.",
        subcommands: [DocumentListCommand.self, DocumentGetCommand.self]
    )
}
