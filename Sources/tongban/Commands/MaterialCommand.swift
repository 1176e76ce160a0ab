import ArgumentParser

/// The command `tongban material`.
struct MaterialCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "material",
        abstract: "Documents: put them to the node, get them back.",
        subcommands: [MaterialPutCommand.self, MaterialGetCommand.self, MaterialQuarantineCommand.self]
    )
}
