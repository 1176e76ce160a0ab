import Foundation
import Synchronization
import Testing

@testable import CityNode

@Suite("The watchdog is fed by signs of life alone")
struct WatchdogTests {
    /// Answers for the parts that live.
    private func watchdog(_ living: @escaping @Sendable () -> Set<VitalPart>, fed: Box<Int>) -> Watchdog {
        Watchdog(
            within: .milliseconds(10),
            ask: { alive in for part in living() { alive(part) } },
            feed: { fed.value.withLock { $0 += 1 } },
            log: Sample.silent
        )
    }

    @Test("Every part has to answer, each question anew")
    func allParts() async throws {
        let fed = Box(0)
        await watchdog({ [.exchange, .writer] }, fed: fed).round()
        #expect(fed.value.withLock { $0 } == 1)
        for part in VitalPart.allCases {
            let asked = Box(0)
            // The other one answers twice: that stands for nobody else.
            let task = Task {
                let watchdog = Watchdog(
                    within: .milliseconds(10),
                    ask: { alive in
                        alive(part)
                        alive(part)
                        asked.value.withLock { $0 += 1 }
                    },
                    feed: { fed.value.withLock { $0 += 100 } },
                    log: Sample.silent
                )
                await watchdog.run()
            }
            try await until("the question") { asked.value.withLock { $0 } > 0 }
            // Long enough for many meals, had there been any.
            try await Task.sleep(for: .milliseconds(100))
            #expect(asked.value.withLock { $0 } == 1)
            task.cancel()
            await task.value
        }
        #expect(fed.value.withLock { $0 } == 1)
    }

    @Test("It is fed again and again while all live, and ends when it is told to")
    func again() async throws {
        let (meals, fed) = AsyncStream.makeStream(of: Void.self)
        let watchdog = Watchdog(
            within: .milliseconds(10),
            ask: { alive in for part in VitalPart.allCases { alive(part) } },
            feed: { fed.yield() },
            log: Sample.silent
        )
        let task = Task { await watchdog.run() }
        for await _ in meals.prefix(3) {}
        task.cancel()
        await task.value
    }

    @Test("A running node's parts answer; a node that has stopped gives no sign of life")
    func node() async throws {
        let town = try Town([Sample.quzhou])
        let node = try town.start(Sample.quzhou)
        let signs = Box(Set<VitalPart>())
        node.proveLife { part in signs.value.withLock { _ = $0.insert(part) } }
        try await until("both parts") { signs.value.withLock { $0 } == Set(VitalPart.allCases) }
        town.stop(Sample.quzhou)
        let late = Box(0)
        node.proveLife { _ in late.value.withLock { $0 += 1 } }
        #expect(late.value.withLock { $0 } == 0)
    }
}
