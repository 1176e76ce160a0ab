import ExchangeCore
import ExchangeSimulation
import Testing

// In release builds the core has no rule that could be broken.
#if DEBUG
/// A checker that never fails proves nothing.
///
/// Here one rule after the other is broken, and a checker has to notice.
@Suite("Mutations: every broken rule is noticed")
struct MutationTests {
    /// One broken rule, and who may notice it first.
    struct Mutant: Sendable, CustomTestStringConvertible {
        var name: String
        var core: Mutation = []
        var driver: DriverMutation = []
        var bringsBackGivenUpDisks = false
        /// From which seed on it is looked for; rare ones begin near a run that has what they need.
        var from: UInt64 = 1
        var noticedBy: Set<String>

        var testDescription: String { name }
    }

    static let mutants: [Mutant] = [
        Mutant(name: "receipt before commit", core: .receiptBeforeCommit, noticedBy: ["receipt"]),
        Mutant(name: "off by one in the window", core: .windowOffByOne, noticedBy: ["window"]),
        Mutant(name: "forgotten duplicates", core: .duplicateAccepted, noticedBy: ["follow"]),
        Mutant(name: "gap accepted", core: .gapAccepted, noticedBy: ["follow"]),
        Mutant(
            name: "no retransmission",
            core: .retransmissionForgotten,
            noticedBy: ["survival", "convergence"]
        ),
        Mutant(
            name: "acknowledged position goes back",
            core: .acknowledgementRegresses,
            noticedBy: ["evidence", "window"]
        ),
        Mutant(
            name: "hashes not compared",
            core: .hashIgnored,
            bringsBackGivenUpDisks: true,
            noticedBy: ["evidence", "follow"]
        ),
        Mutant(
            name: "confirmed without comparing",
            core: .confirmedUncompared,
            noticedBy: ["prefix", "fork", "memory"]
        ),
        Mutant(name: "recovery skipped", core: .recoverySkipped, noticedBy: ["prefix", "fork"]),
        Mutant(name: "stale hello trusted", core: .staleHelloTrusted, from: 100, noticedBy: ["fork", "prefix"]),
        Mutant(name: "receipt through too far", core: .receiptTooFar, noticedBy: ["receipt"]),
        Mutant(name: "listens before it remembers", core: .listensBeforeRemembering, noticedBy: ["memory"]),
        Mutant(
            name: "frames of another talk believed",
            core: .staleFrameTrusted,
            from: 50,
            noticedBy: ["fork", "prefix"]
        ),
        Mutant(
            name: "failed write forgotten",
            core: .failedWriteForgotten,
            noticedBy: ["follow", "survival", "convergence"]
        ),
        Mutant(name: "no bound for a flooding peer", core: .uncommittedUnbounded, noticedBy: ["window"]),
        Mutant(
            name: "restored peer not filled",
            core: .peerSetbackIgnored,
            noticedBy: ["survival", "memory", "convergence"]
        ),
        Mutant(name: "poison blocks the stream", driver: .poisonBlocks, noticedBy: ["survival", "convergence"]),
        Mutant(name: "commit told before it is on disk", driver: .commitToldEarly, noticedBy: ["receipt"]),
        Mutant(name: "numbered before confirmed", driver: .numberedUnconfirmed, noticedBy: ["prefix", "fork"]),
        Mutant(name: "answers given again", driver: .answersRepeated, noticedBy: ["once"]),
        Mutant(name: "waiting entries said again", driver: .pendingRepeated, noticedBy: ["once"]),
        Mutant(
            name: "session used again",
            driver: .sessionReused,
            noticedBy: ["survival", "fork", "prefix", "memory"]
        ),
        Mutant(name: "answer in a transaction of its own", driver: .answerApart, noticedBy: ["answer"]),
        Mutant(name: "written although a failure is not known yet", driver: .failureForgotten, noticedBy: ["follow"]),
    ]

    @Test("Is noticed, and the same seed passes without it", arguments: mutants)
    func noticed(mutant: Mutant) {
        for seed in mutant.from..<mutant.from + 400 {
            var options = SimulationOptions()
            options.bringsBackGivenUpDisks = mutant.bringsBackGivenUpDisks
            if mutant.bringsBackGivenUpDisks { options.steps = 2_500 }
            options.restMillisecondsMax = mutant.bringsBackGivenUpDisks ? 5_000 : 70_000
            var sound = Simulation(seed: seed, options: options)
            options.coreMutation = mutant.core
            options.driverMutation = mutant.driver
            var broken = Simulation(seed: seed, options: options)
            guard let violation = broken.run().violation else { continue }
            #expect(
                mutant.noticedBy.contains(violation.checker),
                "seed \(seed): noticed by \(violation.checker): \(violation.what)"
            )
            let soundResult = sound.run()
            #expect(soundResult.violation == nil, "without a mutation: \(soundResult.report)")
            return
        }
        Issue.record("nobody noticed")
    }

    @Test("Every rule that can be broken has its mutant")
    func complete() {
        #expect(Set(Self.mutants.map(\.core)).subtracting([[]]).count == 16)
        #expect(Set(Self.mutants.map(\.driver)).subtracting([[]]).count == 8)
    }
}
#endif
