import ArgumentParser

/// The command `tongban contacts`.
struct ContactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts",
        abstract: "Offices and liaisons of the cities (联络员名单): whom to ask.",
        subcommands: [ContactsShowCommand.self, ContactsCheckCommand.self]
    )
}
