import ExchangeCore
import Testing

@Suite("Receiving: accept, commit, receipt")
struct ReceivingTests {
    @Test("A receipt leaves only after the commit, and names what was committed")
    func receiptAfterCommit() {
        var bench = Bench()
        bench.connect()
        let step = bench.say(.entries(Bench.batch(.case, 1...2)))
        #expect(step.accepted.count == 1)
        #expect(step.receipts.isEmpty)
        #expect(bench.say(.entries(Bench.batch(.case, 3...5))).receipts.isEmpty)
        let first = bench.give(.committed(Commit(received: [Bench.key(.case): Bench.place(2)])))
        #expect(first.receipts.map(\.through) == [Bench.place(2)])
        #expect(first.receipts.map(\.gap) == [false])
        let second = bench.give(.committed(Commit(received: [Bench.key(.case): Bench.place(5)])))
        #expect(second.receipts.map(\.through) == [Bench.place(5)])
    }

    @Test("A duplicate is no error: it is receipted again, and not written again")
    func duplicates() {
        var bench = Bench()
        bench.connect()
        bench.say(.entries(Bench.batch(.case, 1...4)))
        let early = bench.say(.entries(Bench.batch(.case, 1...4)))
        #expect(early.writes.isEmpty && early.receipts.isEmpty)
        bench.give(.committed(Commit(received: [Bench.key(.case): Bench.place(4)])))
        let again = bench.say(.entries(Bench.batch(.case, 2...3)))
        #expect(again.writes.isEmpty)
        #expect(again.receipts.map(\.through) == [Bench.place(4)])
        #expect(again.notices == [.duplicate(Bench.key(.case), count: 2)])
    }

    @Test("Of a batch that overlaps only the new part is written")
    func partialDuplicate() {
        var bench = Bench()
        bench.connect()
        bench.say(.entries(Bench.batch(.case, 1...4)))
        let step = bench.say(.entries(Bench.batch(.case, 3...6)))
        #expect(step.accepted.map { $0.entries.map(\.sequence) } == [[5, 6]])
        #expect(step.notices == [.duplicate(Bench.key(.case), count: 2)])
    }

    @Test("A gap is dropped and told once; the receipt says through where and that something is missing")
    func gap() {
        var bench = Bench()
        bench.connect()
        let step = bench.say(.entries(Bench.batch(.case, 3...4)))
        #expect(step.writes.isEmpty)
        #expect(step.notices == [.gap(Bench.key(.case), expected: 1, got: 3)])
        #expect(step.receipts.map(\.gap) == [true])
        #expect(step.receipts.map(\.through) == [.start])
        #expect(bench.say(.entries(Bench.batch(.case, 5...6))).receipts.isEmpty)
        bench.give(.tick, after: 1_000)
        #expect(bench.say(.entries(Bench.batch(.case, 5...6))).receipts.map(\.gap) == [true])
    }

    @Test("A gap behind entries that are not on disk yet is told with their commit")
    func gapAfterUncommitted() {
        var bench = Bench()
        bench.connect()
        bench.say(.entries(Bench.batch(.case, 1...2)))
        #expect(bench.say(.entries(Bench.batch(.case, 4...4))).receipts.isEmpty)
        let step = bench.give(.committed(Commit(received: [Bench.key(.case): Bench.place(2)])))
        #expect(step.receipts.map(\.gap) == [true])
    }

    @Test("Another hash at the seam, before it, or in a hello halts the stream and shows both")
    func forks() {
        let saved = Saved(epoch: 1, streams: [Bench.key(.case): SavedStream(received: 4)])
        let halted = Notice.halted(
            Bench.key(.case),
            direction: .incoming,
            sequence: 4,
            ours: Bench.hash(4),
            theirs: Bench.hash(4, fork: 9)
        )
        for batch in [5...6, 3...6, 2...4].map({ Bench.batch(.case, $0, fork: 9) }) {
            var bench = Bench(saved: saved)
            bench.connect(sent: [.case: Bench.place(8)])
            let step = bench.say(.entries(batch))
            #expect(step.notices == [halted])
            #expect(step.writes.isEmpty && step.receipts.isEmpty)
            #expect(bench.say(.entries(Bench.batch(.case, 5...6))).writes.isEmpty)
            #expect(bench.lane(.case).incomingHalt?.theirs == Bench.hash(4, fork: 9))
            #expect(bench.give(.resume(Bench.key(.case))).notices == [.resumed(Bench.key(.case))])
            #expect(bench.say(.entries(Bench.batch(.case, 5...6))).accepted.count == 1)
        }
        var bench = Bench(saved: saved)
        #expect(bench.connect(sent: [.case: Bench.place(4, fork: 9)]).notices.contains(halted))
    }

    @Test("A halted lane does not stop the others")
    func haltIsPerLane() {
        var bench = Bench(saved: Saved(epoch: 1, streams: [Bench.key(.case): SavedStream(received: 4)]))
        bench.connect(sent: [.case: Bench.place(4, fork: 9)])
        #expect(bench.say(.entries(Bench.batch(.result, 1...1))).accepted.count == 1)
    }

    @Test("A failed write goes back to what is on disk, and the entries are taken when they come again")
    func writeFailed() {
        var bench = Bench()
        bench.connect()
        bench.say(.entries(Bench.batch(.case, 1...2)))
        bench.say(.entries(Bench.batch(.case, 3...4)))
        bench.give(.committed(Commit(received: [Bench.key(.case): Bench.place(2)])))
        #expect(bench.give(.writeFailed(Bench.key(.case))).receipts.isEmpty)
        #expect(bench.lane(.case).accepted == 2)
        #expect(bench.say(.entries(Bench.batch(.case, 3...4))).accepted.count == 1)
    }

    @Test("What a peer sends beyond every window is dropped, and asked for again when there is room")
    func bounded() {
        var limits = Limits()
        limits.uncommittedBytesMax = 100
        var bench = Bench(limits: limits)
        bench.connect()
        for sequence in UInt64(1)...10 {
            let step = bench.say(.entries(Bench.batch(.case, sequence...sequence, size: 30)))
            #expect(step.accepted.count == (sequence <= 3 ? 1 : 0))
        }
        let step = bench.give(.committed(Commit(received: [Bench.key(.case): Bench.place(3)])))
        #expect(step.receipts.map(\.gap) == [true])
    }

    @Test("Frames of another talk are void, and frames that say no talk are taken")
    func talk() {
        var bench = Bench()
        bench.connect()
        let batch = Bench.batch(.case, 1...1)
        #expect(bench.say(.entries(batch), talk: 1).writes.isEmpty)
        #expect(bench.say(.entries(batch), talk: 0).accepted.count == 1)
        #expect(bench.say(.entries(Bench.batch(.case, 2...2)), talk: 33).accepted.count == 1)
    }

    @Test("Nothing is accepted before all own streams are compared; what was dropped is asked for afterwards")
    func remembersFirst() {
        var bench = Bench(saved: Saved(epoch: 1, streams: [Bench.key(.case): SavedStream(sent: 9, acknowledged: 1)]))
        let step = bench.connect(received: [.case: Bench.place(5)])
        #expect(step.lookups == [Lookup(stream: Bench.key(.case), sequence: 5)])
        #expect(bench.link == .comparing)
        #expect(bench.say(.entries(Bench.batch(.result, 1...1))).accepted.isEmpty)
        let found = bench.give(.found(step.lookups[0], Bench.hash(5)))
        #expect(found.confirms == [Bench.key(.case)])
        #expect(found.receipts.filter(\.gap).map(\.lane) == [.result])
        #expect(bench.say(.entries(Bench.batch(.result, 1...1))).accepted.count == 1)
    }
}
