import ArgumentParser

/// Measurements on this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures nodes and their parts on this machine (性能测试).",
        subcommands: [BenchForwardCommand.self, BenchPartsCommand.self, BenchNodeCommand.self]
    )
}
