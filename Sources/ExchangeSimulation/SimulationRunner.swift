/// Runs many seeds and says how they went: what `tongban simulate` calls.
public struct SimulationRunner: Sendable {
    /// How each run is made.
    public var options: SimulationOptions

    /// Makes a runner.
    public init(options: SimulationOptions = SimulationOptions()) { self.options = options }

    /// Runs `seeds` seeds from `firstSeed` on, spread over the processors, and prints a line per failure and one at the
    /// end; with `trace`, everything that happened.
    ///
    /// True when nothing failed.
    ///
    /// The printed text depends only on the arguments, not on the number of processors.
    public func run(
        seeds: Int,
        firstSeed: UInt64,
        trace: Bool,
        print: @Sendable (String) -> Void
    ) async -> Bool {
        var options = options
        options.keepsTrace = trace
        var failures = 0
        var counts = SimulationResult.Counts()
        var milliseconds: Int64 = 0
        var next = firstSeed
        var left = max(0, seeds)
        while left > 0 {
            let count = min(left, Self.seedsAtOnce)
            for result in await Self.results(next, count, options) {
                for line in result.transcript { print(line) }
                counts = counts + result.counts
                milliseconds += result.milliseconds
                if result.violation != nil { failures += 1 }
                if result.violation != nil || seeds == 1 { print(result.report) }
            }
            next &+= UInt64(count)
            left -= count
        }
        print(
            "\(seeds) seeds from \(firstSeed): \(failures == 0 ? "all ok" : "\(failures) FAILED"); "
                + "\(counts.appended) entries said, \(counts.applied) applied, \(counts.frames) frames, "
                + "\(counts.lost) lost, \(counts.crashes) crashes, \(counts.restores) restores, "
                + "\(counts.recoveries) recoveries, \(counts.halts) halts, \(counts.partitions) partitions "
                + "in \(milliseconds / 1_000) simulated seconds"
        )
        return failures == 0
    }

    /// Seeds that are run before their lines are printed.
    private static let seedsAtOnce = 64

    private static func results(_ first: UInt64, _ count: Int, _ options: SimulationOptions) async -> [SimulationResult]
    {
        await withTaskGroup(of: SimulationResult.self) { group in
            for index in 0..<count {
                group.addTask {
                    var simulation = Simulation(seed: first &+ UInt64(index), options: options)
                    return simulation.run()
                }
            }
            var results: [SimulationResult] = []
            results.reserveCapacity(count)
            for await result in group { results.append(result) }
            return results.sorted { $0.seed &- first < $1.seed &- first }
        }
    }
}
