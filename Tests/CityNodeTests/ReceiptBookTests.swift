import ExchangeCore
import Testing

@testable import CityNode

@Suite("Waiting for receipts")
struct ReceiptBookTests {
    private let stream = StreamKey(peer: Sample.nanping, lane: .case)
    private let other = StreamKey(peer: Sample.nanping, lane: .result)
    private let never = ContinuousClock.now + .seconds(3_600)

    @Test("What was receipted before is not waited for")
    func before() async {
        let book = ReceiptBook([stream: 7])
        #expect(await book.reaches(7, of: stream, until: never))
        #expect(await !book.reaches(8, of: stream, until: .now))
        #expect(await !book.reaches(1, of: other, until: .now))
    }

    @Test("Everybody is let go by the receipt that covers the number", arguments: 0..<20)
    func many(seed: UInt64) async {
        let book = ReceiptBook([:])
        let never = never
        let stream = stream
        let reached = await withTaskGroup(of: Bool.self) { group in
            for number in 1...UInt64(40) {
                group.addTask { await book.reaches(1 + number * (seed + 3) % 40, of: stream, until: never) }
            }
            group.addTask {
                for through in stride(from: UInt64(1), through: 40, by: Int(seed % 5) + 1) {
                    book.note([stream: through])
                    await Task.yield()
                }
                book.note([stream: 40])
                return true
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(reached == [Bool](repeating: true, count: 41))
    }

    @Test("The end lets go of those whose receipt did not come, and nobody waits after it")
    func end() async {
        let book = ReceiptBook([:])
        async let waiting = book.reaches(1, of: stream, until: never)
        book.note([other: 9])
        book.end()
        #expect(await !waiting)
        #expect(await !book.reaches(1, of: stream, until: never))
    }

    @Test("Who is cancelled waits no longer")
    func cancelled() async {
        let book = ReceiptBook([:])
        let (stream, never) = (stream, never)
        let task = Task { await book.reaches(1, of: stream, until: never) }
        task.cancel()
        #expect(await !task.value)
    }
}
