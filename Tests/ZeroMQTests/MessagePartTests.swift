import Synchronization
import TestChance
import Testing

@testable import ZeroMQ

@Suite("Messages")
struct MessagePartTests {
    /// Counts its release.
    private final class Companion: Sendable {
        private let releases: ReleaseCounter

        init(_ releases: ReleaseCounter) { self.releases = releases }

        deinit { releases.count.add(1, ordering: .relaxed) }
    }

    private final class ReleaseCounter: Sendable {
        let count = Atomic<Int>(0)
        var value: Int { count.load(ordering: .relaxed) }
    }

    private func shared(_ count: Int, _ releases: ReleaseCounter) -> MessagePart {
        MessagePart([UInt8](repeating: 0x5A, count: count), with: Companion(releases))
    }

    private func pair() throws -> (Socket, Socket) {
        let context = try Context()
        let left = try Socket(.pair, in: context)
        try left.bind("inproc://pair")
        let right = try Socket(.pair, in: context)
        try right.connect("inproc://pair")
        return (left, right)
    }

    @Test("bytes go in and come out, at every size around the limits")
    func sizes() throws {
        let limit = ZeroMQLimits.zeroCopyBytesMin
        for size in [0, 1, 29, 33, 34, 35, 255, 256, limit - 1, limit, limit + 1, 1_000_000] {
            var generator = SplitMix(seed: UInt64(size))
            let bytes = generator.bytes(size)
            let message = MessagePart(bytes)
            #expect(message.count == size && message.bytes == bytes && !message.hasMore)
            #expect(message.metadata("User-Id") == nil)
            let (left, right) = try pair()
            #expect(try left.send(topic: [7], payload: bytes))
            #expect(try left.send(topic: bytes, payload: message))
            #expect(try right.receive()?.map(\.bytes) == [[7], bytes])
            #expect(try right.receive()?.map(\.bytes) == [bytes, bytes])
            #expect(try right.receive() == nil)
        }
    }

    @Test("a shared array is not copied, and its companion is released once, after its last user")
    func sharedInProcess() throws {
        let releases = ReleaseCounter()
        let (left, right) = try pair()
        var message: MessagePart? = shared(100_000, releases)
        let address = message?.withUnsafeBytes { $0.baseAddress }
        for _ in 0..<3 { #expect(try left.send(#require(message))) }
        message = nil
        var received = try (0..<3).map { _ in try #require(try right.receive()?.first) }
        #expect(received.allSatisfy { $0.withUnsafeBytes { $0.baseAddress } == address })
        #expect(releases.value == 0)
        received.removeLast(2)
        #expect(releases.value == 0)
        received.removeAll()
        #expect(releases.value == 1)
    }

    @Test("the companion of an array that is copied is released at once")
    func copied() throws {
        let releases = ReleaseCounter()
        let message = shared(ZeroMQLimits.zeroCopyBytesMin - 1, releases)
        #expect(releases.value == 1)
        #expect(message.bytes.allSatisfy { $0 == 0x5A })
    }

    @Test("a companion is released once when its message is never sent, refused, or left in a closed pipe")
    func sharedUnsent() throws {
        let releases = ReleaseCounter()
        _ = shared(100_000, releases)
        #expect(releases.value == 1)

        let context = try Context()
        let push = try Socket(.push, in: context)
        #expect(try push.send(shared(100_000, releases)) == false)
        #expect(releases.value == 2)

        let deaf = try RawConnection.deaf()
        try push.connect("tcp://127.0.0.1:\(deaf.port)")
        #expect(try push.send(shared(100_000, releases)))
        #expect(releases.value == 2)
        push.close()
        context.close()
        #expect(releases.value == 3)
        withExtendedLifetime(deaf) {}
    }

    @Test("a companion is released once when its message went out over TCP")
    func sharedOverNetwork() throws {
        let releases = ReleaseCounter()
        let context = try Context()
        let pull = try Socket(.pull, in: context)
        try pull.bind("tcp://127.0.0.1:*")
        let push = try Socket(.push, in: context)
        try push.connect(pull.lastEndpoint())
        #expect(try push.send(shared(3_000_000, releases)))
        var received: MessagePart?
        #expect(
            try eventually {
                received = try pull.receive()?.first
                return received != nil
            }
        )
        #expect(received?.count == 3_000_000)
        #expect(received?.withUnsafeBytes { $0.allSatisfy { $0 == 0x5A } } == true)
        #expect(try eventually { releases.value > 0 })
        push.close()
        pull.close()
        context.close()
        #expect(releases.value == 1)
    }

    @Test("a message with too many parts is dropped whole, and the next one is read")
    func tooManyParts() throws {
        let (left, right) = try pair()
        #expect(try left.send([[UInt8]](repeating: [1], count: 20)))
        #expect(try left.send([[2], [3]]))
        let error = #expect(throws: ZeroMQError.self) { try right.receive(partsMax: 4) }
        #expect(error?.cause == .tooManyParts(count: 20))
        #expect(try right.receive(partsMax: 4)?.map(\.bytes) == [[2], [3]])
    }

    @Test("a full pipe takes nothing of a message, not even its topic")
    func fullPair() throws {
        let context = try Context()
        let left = try Socket(.pair, in: context, options: [.sendHighWaterMark(messages: 3)])
        try left.bind("inproc://full")
        let right = try Socket(.pair, in: context, options: [.receiveHighWaterMark(messages: 3)])
        try right.connect("inproc://full")
        var sent = 0
        while try left.send(topic: [UInt8(sent)], payload: [UInt8(sent)]) { sent += 1 }
        #expect(sent == 6)
        for value in 0..<UInt8(sent) { #expect(try right.receive()?.map(\.bytes) == [[value], [value]]) }
        #expect(try right.receive() == nil)
        // libzmq notices the new room within about a millisecond.
        #expect(try eventually { try left.send(topic: [9], payload: [9]) })
        #expect(try right.receive()?.map(\.bytes) == [[9], [9]])
    }
}
