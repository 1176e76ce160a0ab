import ArgumentParser

/// The command `tongban api`.
struct APICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "The API of a node, for those who build on it.",
        subcommands: [APIDescribeCommand.self]
    )
}

/// The command `tongban api describe`.
struct APIDescribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Prints the description of the node's API in OpenAPI 3.1.",
        discussion: "The page to read is at /v1/reference of the node."
    )

    @OptionGroup var options: NodeOptions

    func run() async throws {
        Console.current.out(try await options.client().get("/v1/openapi.json").text)
    }
}
