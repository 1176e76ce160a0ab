import TestChance
import Testing

@testable import ZeroMQ

@Suite("Poller of many sockets")
struct PollerTests {
    @Test("whatever waits is told, however it was used in between", arguments: 1...10 as ClosedRange<UInt64>)
    func nothingIsOverlooked(seed: UInt64) throws {
        let context = try Context()
        let poller = try Poller<Int>()
        var random = SplitMix(seed: seed)
        let (writers, readers) = try pipes(30, in: context)
        for (index, reader) in readers.enumerated() { poller.add(reader, as: index) }
        var waiting = [Int](repeating: 0, count: readers.count)
        for _ in 0..<400 {
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                let index = Int.random(in: readers.indices, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0, 1:
                    for _ in 0..<Int.random(in: 1...3, using: &random) {
                        #expect(try writers[index].send([[1]]))
                        waiting[index] += 1
                    }
                case 2:
                    // Also without being told: libzmq takes its news in any call.
                    guard try readers[index].receive() != nil else { break }
                    waiting[index] -= 1
                case 3:
                    _ = try readers[index].lastEndpoint()
                default:
                    poller.remove(readers[index])
                    poller.add(readers[index], as: index)
                }
            }
            let told = try poller.wait(timeoutMilliseconds: 0)
            #expect(Set(told.map(\.tag)) == Set(waiting.indices.filter { waiting[$0] > 0 }))
            for one in told where Bool.random(using: &random) {
                #expect(try readers[one.tag].receive() != nil)
                waiting[one.tag] -= 1
            }
        }
    }

    @Test("more than are told at once are told by the next calls")
    func manyAtOnce() throws {
        let context = try Context()
        let poller = try Poller<Int>()
        let (writers, readers) = try pipes(200, in: context)
        for (index, reader) in readers.enumerated() {
            poller.add(reader, as: index)
            #expect(try writers[index].send([[1]]))
        }
        var told: Set<Int> = []
        let all = try eventually {
            for one in try poller.wait(timeoutMilliseconds: 1_000) {
                guard try readers[one.tag].receive() != nil else { continue }
                told.insert(one.tag)
            }
            return told.count == 200
        }
        #expect(all, "\(told.count) of 200")
    }

    @Test("news that makes nothing ready do not end a wait")
    func newsOfNothing() throws {
        let context = try Context()
        let poller = try Poller<Int>()
        let reader = try Socket(.pull, in: context)
        try reader.bind("inproc://a")
        poller.add(reader, as: 1)
        #expect(try poller.wait(timeoutMilliseconds: 0).isEmpty)
        let clock = ContinuousClock()
        let began = clock.now
        // That somebody connected is news for the socket, and no message.
        let writer = try Socket(.push, in: context)
        try writer.connect("inproc://a")
        #expect(try poller.wait(timeoutMilliseconds: 50).isEmpty)
        #expect(clock.now - began >= .milliseconds(49))
        #expect(writer.isOpen)
    }

    @Test("a poller that goes leaves its sockets to another")
    func afterItsEnd() throws {
        let context = try Context()
        let reader = try Socket(.pull, in: context)
        try reader.bind("inproc://a")
        var first: Poller<Int>? = try Poller()
        first?.add(reader, as: 1)
        first = nil
        let second = try Poller<Int>()
        second.add(reader, as: 2)
        let writer = try Socket(.push, in: context)
        try writer.connect("inproc://a")
        #expect(try writer.send([[1]]))
        #expect(try second.wait(timeoutMilliseconds: 5_000).map(\.tag) == [2])
    }
}
