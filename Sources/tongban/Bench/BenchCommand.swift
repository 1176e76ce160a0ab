import ArgumentParser

/// Measurements of the exchange on this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures the exchange on this machine (性能测试).",
        subcommands: [BenchForwardCommand.self, BenchNodeCommand.self]
    )
}
