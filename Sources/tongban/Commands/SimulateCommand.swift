import ArgumentParser
import ExchangeSimulation

/// The command `tongban simulate`.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Runs the exchange against a network and disks that fail, seed after seed.",
        discussion: """
            Every run follows from its seed alone. A run that fails prints the one command that repeats it, and the whole \
            ends with status 6.
            """
    )

    @Option(help: "How many seeds to run.")
    var seeds = 100

    @Option(help: "The first seed.")
    var seed: UInt64 = 1

    @Option(help: "Nodes, from 2; 0 lets each seed choose.")
    var nodes = 0

    @Option(help: "Small steps with faults in each run.")
    var steps = SimulationOptions.stepsDefault

    @Flag(help: "Let the network keep the order of frames within a connection, as TCP does.")
    var ordered = false

    @Flag(help: "Print everything that happens.")
    var trace = false

    func validate() throws {
        guard seeds > 0 else { throw ValidationError("--seeds is a number from 1.") }
        guard nodes == 0 || nodes >= 2 else { throw ValidationError("--nodes is a number from 2, or 0.") }
        guard steps > 0 else { throw ValidationError("--steps is a number from 1.") }
    }

    func run() async throws {
        var options = SimulationOptions()
        options.nodes = nodes
        options.steps = steps
        options.keepsOrder = ordered
        let console = Console.current
        let isGood = await SimulationRunner(options: options)
            .run(seeds: seeds, firstSeed: seed, trace: trace, print: { console.out($0) })
        guard isGood else { throw ExitCode(CommandStatus.simulationFailed.rawValue) }
    }
}
