import ExchangeCore
import ExchangeSimulation
import Foundation
import Synchronization
import Testing

@Suite("Simulation: seeds")
struct SimulationTests {
    /// Many more seeds with TONGBAN_LONG=1 in the environment.
    static let isLong = ProcessInfo.processInfo.environment["TONGBAN_LONG"] == "1"

    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
        func add(_ line: String) { all.withLock { $0.append(line) } }
    }

    @Test("Whatever the seed, nothing is lost, nothing is done twice, and all comes to rest")
    func seeds() async {
        let lines = Lines()
        let ok = await SimulationRunner().run(
            seeds: Self.isLong ? 10_000 : 300,
            firstSeed: 1,
            trace: false,
            print: { lines.add($0) }
        )
        #expect(ok, "\(lines.all.withLock { $0.joined(separator: "\n") })")
    }

    @Test("Long runs too")
    func longRuns() async {
        let lines = Lines()
        var options = SimulationOptions()
        options.steps = 8_000
        let ok = await SimulationRunner(options: options).run(
            seeds: Self.isLong ? 500 : 15,
            firstSeed: 70_000,
            trace: false,
            print: { lines.add($0) }
        )
        #expect(ok, "\(lines.all.withLock { $0.joined(separator: "\n") })")
    }

    @Test("On a transport that keeps the order nothing has to prove that it is no leftover")
    func orderedTransport() async {
        let lines = Lines()
        var options = SimulationOptions()
        options.keepsOrder = true
        let ok = await SimulationRunner(options: options).run(
            seeds: Self.isLong ? 2_000 : 40,
            firstSeed: 60_000,
            trace: false,
            print: { lines.add($0) }
        )
        #expect(ok, "\(lines.all.withLock { $0.joined(separator: "\n") })")
    }

    @Test("Eight nodes")
    func manyNodes() async {
        let lines = Lines()
        var options = SimulationOptions()
        options.nodes = 8
        options.steps = 3_000
        let ok = await SimulationRunner(options: options).run(
            seeds: Self.isLong ? 200 : 5,
            firstSeed: 80_000,
            trace: false,
            print: { lines.add($0) }
        )
        #expect(ok, "\(lines.all.withLock { $0.joined(separator: "\n") })")
    }

    @Test("Disks of a time that was given up halt streams and spoil nothing else")
    func givenUpDisks() {
        var halted = 0
        for seed in UInt64(1)...(Self.isLong ? 2_000 : 30) {
            var options = SimulationOptions()
            options.bringsBackGivenUpDisks = true
            options.restMillisecondsMax = 5_000
            options.steps = 2_500
            var simulation = Simulation(seed: seed, options: options)
            let result = simulation.run()
            #expect(result.violation == nil, "\(result.report)")
            halted += result.counts.halts
        }
        #expect(halted > 10)
    }

    @Test("What was on the way when a peer was set back is no part of the window to it")
    func windowOfATalk() {
        var simulation = Simulation(seed: 83_439)
        let result = simulation.run()
        #expect(result.violation == nil, "\(result.report)")
    }

    @Test("The seeds try what they should: faults of every kind, and work that gets through")
    func seedsTryEverything() {
        var counts = SimulationResult.Counts()
        for seed in UInt64(1)...40 {
            var simulation = Simulation(seed: seed)
            counts = counts + simulation.run().counts
        }
        #expect(counts.applied > 4_000)
        #expect(counts.crashes > 100 && counts.restores > 50 && counts.recoveries > 20, "\(counts)")
        #expect(counts.lost > 200 && counts.partitions > 50 && counts.retransmissions > 100)
    }

    @Test(
        "The same seed gives the same transcript, byte for byte; another seed another",
        arguments: [3, 17, 291] as [UInt64]
    )
    func deterministic(seed: UInt64) {
        var options = SimulationOptions()
        options.keepsTrace = true
        var first = Simulation(seed: seed, options: options)
        var second = Simulation(seed: seed, options: options)
        var third = Simulation(seed: seed + 1, options: options)
        let transcript = first.run().transcript
        #expect(transcript.count > 100)
        #expect(transcript == second.run().transcript)
        #expect(transcript != third.run().transcript)
    }

    @Test("The runner prints the same, however the seeds are spread over processors")
    func runnerIsDeterministic() async {
        let first = Lines()
        let second = Lines()
        var options = SimulationOptions()
        options.nodes = 3
        options.steps = 300
        #expect(
            await SimulationRunner(options: options).run(seeds: 12, firstSeed: 5, trace: true, print: { first.add($0) })
        )
        #expect(
            await SimulationRunner(options: options).run(
                seeds: 12,
                firstSeed: 5,
                trace: true,
                print: { second.add($0) }
            )
        )
        #expect(first.all.withLock { $0 } == second.all.withLock { $0 })
    }

    @Test("A failure says seed, step, what, and the one command that replays it")
    func failureReport() async throws {
        var options = SimulationOptions()
        options.nodes = 2
        options.steps = 900
        options.driverMutation = .commitToldEarly
        let lines = Lines()
        let ok = await SimulationRunner(options: options).run(
            seeds: 20,
            firstSeed: 1,
            trace: false,
            print: { lines.add($0) }
        )
        #expect(!ok)
        let text = lines.all.withLock { $0.joined(separator: "\n") }
        #expect(text.contains("FAILED in step"))
        let replay = try #require(
            text.firstMatch(of: /tongban simulate --seeds 1 --seed (\d+) --nodes 2 --steps 900 --trace/)
        )
        let seed = try #require(UInt64(replay.1))
        var again = Simulation(seed: seed, options: options)
        let result = again.run()
        let violation = try #require(result.violation)
        #expect(text.contains("seed \(seed): FAILED in step \(violation.step), checker \(violation.checker)"))
    }

    @Test("The generator gives the published numbers")
    func chance() {
        var chance = Chance(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in chance.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ]
        )
    }
}
