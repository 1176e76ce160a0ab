import Foundation
import Synchronization
import Testing

@testable import ZeroMQ

@Suite("Wake-up and poller")
struct WakeUpTests {
    @Test("many signals wake once, and none before the first")
    func coalescing() throws {
        let wakeUp = try WakeUp()
        let poller = try Poller<String>()
        poller.add(wakeUp, as: "wake-up")
        #expect(try poller.wait(timeoutMilliseconds: 0).isEmpty)
        #expect(!wakeUp.clear())
        // More signals than a pipe holds bytes: none may block.
        for _ in 0..<200_000 { wakeUp.signal() }
        #expect(try poller.wait(timeoutMilliseconds: 0).map(\.tag) == ["wake-up"])
        #expect(wakeUp.clear())
        #expect(try poller.wait(timeoutMilliseconds: 0).isEmpty)
        wakeUp.signal()
        #expect(try poller.wait(timeoutMilliseconds: nil).count == 1)
    }

    @Test("signals of eight threads: no announced work is ever left waiting")
    func eightThreads() throws {
        let wakeUp = try WakeUp()
        let announced = Announced()
        let (threads, perThread) = (8, 20_000)
        for _ in 0..<threads {
            Thread.detachNewThread {
                for _ in 0..<perThread {
                    announced.count.add(1, ordering: .relaxed)
                    wakeUp.signal()
                }
            }
        }
        let poller = try Poller<Int>()
        poller.add(wakeUp, as: 0)
        var (seen, wakes) = (0, 0)
        while seen < threads * perThread {
            let ready = try poller.wait(timeoutMilliseconds: 10_000)
            try #require(!ready.isEmpty, "a signal was lost: \(seen) seen of \(announced.value) announced")
            wakeUp.clear()
            seen = announced.value
            wakes += 1
        }
        #expect(seen == threads * perThread)
        #expect(wakes <= threads * perThread)
    }

    private final class Announced: Sendable {
        let count = Atomic<Int>(0)
        var value: Int { count.load(ordering: .relaxed) }
    }

    @Test("a poller tells which of its sockets are ready, and forgets removed ones")
    func manySockets() throws {
        let context = try Context()
        let poller = try Poller<Int>()
        let (writers, readers) = try pipes(40, in: context)
        for (index, reader) in readers.enumerated() { poller.add(reader, as: index) }
        #expect(try poller.wait(timeoutMilliseconds: 0).isEmpty)
        for index in [3, 17, 39] { #expect(try writers[index].send([[1]])) }
        #expect(try poller.wait(timeoutMilliseconds: 5000).map(\.tag) == [3, 17, 39])
        poller.remove(readers[17])
        poller.remove(readers[17])
        #expect(poller.count == 39)
        #expect(try poller.wait(timeoutMilliseconds: 0).map(\.tag) == [3, 39])
        poller.change(readers[3], to: [])
        #expect(try poller.wait(timeoutMilliseconds: 0).map(\.tag) == [39])
        poller.add(writers[5], as: 100, for: .writable)
        #expect(try poller.wait(timeoutMilliseconds: 0).map(\.tag) == [39, 100])
    }
}
