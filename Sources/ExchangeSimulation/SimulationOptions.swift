import ExchangeCore

/// How a simulation is run; everything that is not said here follows from the seed.
public struct SimulationOptions: Sendable {
    /// Number of nodes, 2 or more; 0 lets the seed choose 2, 3 or 4.
    public var nodes = 0
    /// Number of small steps with faults; after them the faults end and everything has to come to rest.
    public var steps = SimulationOptions.stepsDefault
    /// Whether to keep a line for everything that happens.
    public var keepsTrace = false
    /// Time within which everything has to come to rest after the faults.
    public var restMillisecondsMax: Int64 = 180_000

    /// Whether frames keep their order and die with their connection.
    ///
    /// Challenges and talks are left out then, as a plain implementation of the protocol may do on such a transport.
    public var keepsOrder = false

    /// Rules of the core to break.
    package var coreMutation: Mutation = []
    /// Rules of the driver to break.
    package var driverMutation: DriverMutation = []
    /// Whether nodes may be set back to disks of a time that was given up.
    ///
    /// Streams then halt, as they should, and only the checkers that hold for halted streams too are asked.
    package var bringsBackGivenUpDisks = false

    /// Steps with faults when nothing else is said.
    public static let stepsDefault = 1_200

    /// The defaults.
    public init() {}
}
