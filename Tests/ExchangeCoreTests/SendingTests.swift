import ExchangeCore
import Testing

@Suite("Sending: asks, windows, receipts, retransmission")
struct SendingTests {
    static func receipt(_ lane: Lane, _ place: Position, gap: Bool = false) -> Message {
        .receipt(Receipt(lane: lane, through: place, gap: gap, at: Instant(milliseconds: 5), signature: [7]))
    }

    static func appended(_ lane: Lane, _ sequence: UInt64) -> Input {
        .committed(Commit(appended: [Bench.key(lane): Bench.place(sequence)]))
    }

    @Test("Entries are asked for after their commit; the answer is followed by the next ask while there is more")
    func ask() {
        var bench = Bench()
        bench.connect()
        let step = bench.give(Self.appended(.case, 3))
        #expect(step.asks.map(\.after) == [0] && step.asks.map(\.through) == [3])
        #expect(bench.give(Self.appended(.case, 5)).asks.isEmpty)
        let next = bench.give(.sent(Bench.key(.case), after: 0, through: 3, bytes: 30, frames: 1, blocked: false))
        #expect(next.asks.map(\.after) == [3] && next.asks.map(\.through) == [5])
        let last = bench.give(.sent(Bench.key(.case), after: 3, through: 5, bytes: 20, frames: 1, blocked: false))
        #expect(last.asks.isEmpty)
        #expect(bench.lane(.case).bytesInFlight == 50 && bench.lane(.case).framesInFlight == 2)
    }

    @Test("Nothing is sent before the streams are compared")
    func notBeforeCompared() {
        var bench = Bench(saved: Saved(epoch: 1, streams: [Bench.key(.case): SavedStream(sent: 3)]))
        bench.give(.members([Bench.them]))
        bench.give(.audible(Bench.them))
        #expect(bench.say(.hello(Bench.hello(heard: 0))).asks.isEmpty)
        #expect(bench.say(.hello(Bench.hello())).asks.map(\.after) == [0])
    }

    @Test("Alliance and result go before case, one lane at a time")
    func priority() {
        var bench = Bench(
            saved: Saved(
                epoch: 1,
                streams: Dictionary(uniqueKeysWithValues: Lane.allCases.map { (Bench.key($0), SavedStream(sent: 2)) })
            )
        )
        var order: [Lane] = []
        var asks = bench.connect().asks
        while let ask = asks.first {
            #expect(asks.count == 1)
            order.append(ask.lane)
            asks =
                bench.give(
                    .sent(
                        Bench.key(ask.lane),
                        after: ask.after,
                        through: ask.through,
                        bytes: 9,
                        frames: 1,
                        blocked: false
                    )
                ).asks
        }
        #expect(order == [.alliance, .result, .case])
    }

    @Test("The window in frames and in bytes closes, and a receipt opens it")
    func window() {
        var limits = Limits()
        limits.windowFramesMax = 4
        limits.windowBytesMax = 1_000
        limits.frameBytesMax = 100
        var bench = Bench(limits: limits)
        bench.connect()
        var asks = bench.give(Self.appended(.case, 100)).asks
        var frames = 0
        while let ask = asks.first {
            frames += 1
            #expect(frames <= 4)
            asks =
                bench.give(
                    .sent(
                        Bench.key(.case),
                        after: ask.after,
                        through: ask.after + 1,
                        bytes: 10,
                        frames: 1,
                        blocked: false
                    )
                ).asks
        }
        #expect(frames == 4)
        let opened = bench.say(Self.receipt(.case, Bench.place(2)))
        #expect(opened.lookups == [Lookup(stream: Bench.key(.case), sequence: 2)])
        let found = bench.give(.found(opened.lookups[0], Bench.hash(2)))
        #expect(found.asks.map(\.after) == [4])
        bench.give(.sent(Bench.key(.case), after: 4, through: 9, bytes: 950, frames: 1, blocked: false))
        #expect(bench.lane(.case).bytesInFlight == 970)
        let wide = bench.say(Self.receipt(.case, Bench.place(4)))
        #expect(bench.give(.found(wide.lookups[0], Bench.hash(4))).asks.isEmpty)
    }

    @Test("A receipt is kept as evidence; one through the last commit's end needs no question to the journal")
    func evidence() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 2))
        bench.give(.sent(Bench.key(.case), after: 0, through: 2, bytes: 20, frames: 1, blocked: false))
        bench.give(Self.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 2, through: 4, bytes: 20, frames: 1, blocked: false))
        let step = bench.say(Self.receipt(.case, Bench.place(2)))
        #expect(step.lookups.isEmpty)
        guard case .acknowledged(Bench.key(.case), let kept)? = step.writes.first else {
            Issue.record("no evidence was kept")
            return
        }
        #expect(kept.signature == [7])
        #expect(bench.say(Self.receipt(.case, Bench.place(2))).writes.isEmpty)
        #expect(bench.lane(.case).acknowledged == Bench.place(2))
        #expect(bench.say(Self.receipt(.case, Bench.place(1))).writes.isEmpty)
        #expect(bench.lane(.case).acknowledged == Bench.place(2))
    }

    @Test("A receipt goes to the disk with the next write, or alone after a while, the newest of each stream")
    func heldReceipts() {
        var bench = Bench(limits: Limits())
        bench.connect()
        func kept(_ step: Step) -> [Position] {
            step.writes.compactMap { if case .acknowledged(_, let receipt) = $0 { receipt.through } else { nil } }
        }
        for end: UInt64 in [2, 4, 6, 8] {
            bench.give(Self.appended(.case, end))
            bench.give(.sent(Bench.key(.case), after: end - 2, through: end, bytes: 20, frames: 1, blocked: false))
        }
        let first = bench.say(Self.receipt(.case, Bench.place(2)))
        #expect(first.writes.isEmpty)
        #expect(first.deadline == bench.now.advanced(byMilliseconds: 10))
        // The window moves at once.
        #expect(bench.lane(.case).acknowledged == Bench.place(2))
        bench.now = bench.now.advanced(byMilliseconds: 9)
        #expect(bench.say(Self.receipt(.case, Bench.place(4))).writes.isEmpty)
        #expect(bench.give(.tick).writes.isEmpty)
        bench.now = bench.now.advanced(byMilliseconds: 1)
        #expect(kept(bench.give(.tick)) == [Bench.place(4)])
        #expect(bench.give(.tick).writes.isEmpty)

        #expect(bench.say(Self.receipt(.case, Bench.place(6))).writes.isEmpty)
        let together = bench.say(.entries(Bench.batch(.result, 1...2)))
        #expect(kept(together) == [Bench.place(6)])
        #expect(together.writes.count == 2)

        // A clock that is set back makes the wait no longer than it is.
        #expect(bench.say(Self.receipt(.case, Bench.place(8))).writes.isEmpty)
        bench.now = bench.now.advanced(byMilliseconds: -5_000)
        #expect(bench.give(.tick).deadline == bench.now.advanced(byMilliseconds: 10))
        bench.now = bench.now.advanced(byMilliseconds: 10)
        #expect(kept(bench.give(.tick)) == [Bench.place(8)])
    }

    @Test("Without a receipt everything goes again, later each time, and progress makes the wait short again")
    func backoff() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        var waits: [Int64] = []
        var last = bench.now
        for _ in 0..<120_000 / 250 {
            bench.say(.hello(Bench.hello()))
            let step = bench.give(.tick, after: 250)
            guard let ask = step.asks.first else { continue }
            #expect(ask.after == 0)
            #expect(step.notices == [.retransmitted(Bench.key(.case), after: 0)])
            waits.append(bench.now.milliseconds(since: last))
            last = bench.now
            bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        }
        #expect(waits == [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
        let lookup = bench.say(Self.receipt(.case, Bench.place(2))).lookups[0]
        bench.give(.found(lookup, Bench.hash(2)))
        #expect(bench.give(.tick, after: 999).asks.isEmpty)
        #expect(bench.give(.tick, after: 1).asks.map(\.after) == [2])
    }

    @Test("A gap receipt goes back at once, unless what it misses was sent just now")
    func gapReceipt() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        let sent = Input.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false)
        bench.give(sent)
        let early = bench.say(Self.receipt(.case, .start, gap: true))
        #expect(early.asks.isEmpty)
        #expect(early.deadline == bench.now.advanced(byMilliseconds: 200))
        #expect(bench.give(.tick, after: 200).asks.map(\.after) == [0])
        bench.give(sent)
        bench.give(.tick, after: 300)
        #expect(bench.say(Self.receipt(.case, .start, gap: true)).asks.map(\.after) == [0])
    }

    @Test("Receipts that come meanwhile call off the repetition")
    func gapReceiptOvertaken() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        bench.say(Self.receipt(.case, .start, gap: true))
        bench.say(Self.receipt(.case, Bench.place(4)))
        #expect(bench.give(.tick, after: 200).asks.isEmpty)
    }

    @Test("When only the receipt is missing the last entry goes again")
    func receiptMissing() {
        var bench = Bench(saved: Saved(epoch: 1, streams: [Bench.key(.case): SavedStream(sent: 5, acknowledged: 2)]))
        #expect(bench.connect(received: [.case: Bench.place(5)]).asks.isEmpty)
        let step = bench.give(.tick, after: 1_000)
        #expect(step.asks.map(\.after) == [4])
        bench.give(.sent(Bench.key(.case), after: 4, through: 5, bytes: 10, frames: 1, blocked: false))
        #expect(bench.say(Self.receipt(.case, Bench.place(5))).writes.count == 1)
        #expect(bench.lane(.case).framesInFlight == 0)
        bench.say(.hello(Bench.hello(received: [.case: Bench.place(5)])))
        #expect(bench.give(.tick, after: 2_000).asks.isEmpty)
    }

    @Test("A blocked transport is tried again soon, also when it took nothing")
    func blocked() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        let step = bench.give(.sent(Bench.key(.case), after: 0, through: 2, bytes: 20, frames: 1, blocked: true))
        #expect(step.asks.isEmpty)
        #expect(step.deadline == bench.now.advanced(byMilliseconds: 10))
        #expect(bench.give(Self.appended(.result, 1)).asks.isEmpty)
        #expect(bench.give(.tick, after: 10).asks.map(\.lane) == [.result])
        let nothing = bench.give(.sent(Bench.key(.result), after: 0, through: 0, bytes: 0, frames: 0, blocked: false))
        #expect(nothing.asks.isEmpty)
        #expect(bench.give(.tick, after: 10).asks.map(\.lane) == [.result])
    }

    @Test("A receipt with another hash halts the stream; one beyond its end is ignored")
    func wrongReceipts() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        let beyond = bench.say(Self.receipt(.case, Bench.place(5)))
        #expect(beyond.writes.isEmpty && beyond.notices.count == 1)
        let step = bench.say(Self.receipt(.case, Bench.place(4, fork: 1)))
        #expect(
            step.notices == [
                .halted(
                    Bench.key(.case),
                    direction: .outgoing,
                    sequence: 4,
                    ours: Bench.hash(4),
                    theirs: Bench.hash(4, fork: 1)
                )
            ]
        )
        #expect(bench.give(Self.appended(.case, 6)).asks.isEmpty)
        #expect(bench.give(Self.appended(.result, 1)).asks.map(\.lane) == [.result])
    }

    @Test("A lost link sends nothing; what was on the way goes again when the peer is back")
    func lostLink() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        #expect(bench.give(.linkLost(Bench.them)).notices == [.silent(Bench.them)])
        #expect(bench.give(Self.appended(.case, 6)).sends.isEmpty)
        bench.give(.audible(Bench.them))
        #expect(bench.say(.hello(Bench.hello())).asks.map(\.after) == [0])
    }

    @Test("After a lost link a hello that has heard us is enough to talk again")
    func heardIsAudible() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        bench.give(.linkLost(Bench.them))
        #expect(bench.give(.tick, after: 1_000).sends.isEmpty)
        #expect(bench.say(.hello(Bench.hello())).asks.map(\.after) == [0])
    }

    @Test("An answer to an ask from before the stream went back counts for nothing")
    func voidAnswer() {
        var bench = Bench()
        bench.connect()
        #expect(bench.give(Self.appended(.case, 4)).asks.count == 1)
        bench.give(.linkLost(Bench.them))
        bench.give(.audible(Bench.them))
        #expect(bench.say(.hello(Bench.hello())).asks.isEmpty)
        let step = bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        #expect(step.asks.map(\.after) == [0])
    }

    @Test("A hello that shows more than the receipts did counts, so that a lost receipt costs one entry and no window")
    func helloHeals() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        bench.say(.hello(Bench.hello(received: [.case: Bench.place(4)])))
        #expect(bench.lane(.case).acknowledged == Bench.place(4))
        #expect(bench.give(.tick, after: 1_000).asks.map(\.after) == [3])
    }

    @Test("After a failed write of evidence the receipt is fetched again")
    func evidenceLost() {
        var bench = Bench()
        bench.connect()
        bench.give(Self.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        #expect(bench.say(Self.receipt(.case, Bench.place(4))).writes.count == 1)
        bench.give(.writeFailed(Bench.key(.case)))
        #expect(bench.give(.tick, after: 1_000).asks.map(\.after) == [3])
        bench.give(.sent(Bench.key(.case), after: 3, through: 4, bytes: 10, frames: 1, blocked: false))
        #expect(bench.say(Self.receipt(.case, Bench.place(4))).writes.count == 1)
    }
}
