import ExchangeCore
import TestChance
import Testing

@Suite("Properties of streams, by seed")
struct PropertyTests {
    @Test(
        "However frames are cut, doubled and mixed, what is written is 1 to the end, once each",
        arguments: 1...80 as ClosedRange<UInt64>
    )
    func incoming(seed: UInt64) {
        var chance = SplitMix(seed: seed)
        var limits = Limits()
        limits.uncommittedBytesMax = 200 + Int(chance.below(2_000))
        limits.uncommittedBatchesMax = 1 + Int(chance.below(8))
        var bench = Bench(limits: limits)
        bench.connect()
        let end: UInt64 = 60
        var written: [UInt64] = []
        var atWriter: [Position] = []
        var onDisk: UInt64 = 0
        var rounds = 0
        while onDisk < end, rounds < 20_000 {
            rounds += 1
            var step = Step()
            switch chance.below(10) {
            case 0...5:
                let first = max(1, min(end, onDisk + 4) - chance.below(min(8, onDisk + 4)))
                step = bench.say(.entries(Bench.batch(.case, first...min(end, first + chance.below(9)))))
            case 6...8:
                guard !atWriter.isEmpty else { continue }
                let index = Int(chance.below(UInt64(atWriter.count)))
                onDisk = atWriter[index].sequence
                step = bench.give(.committed(Commit(received: [Bench.key(.case): atWriter[index]])))
                atWriter.removeSubrange(...index)
                #expect(step.receipts.map(\.through) == [Bench.place(onDisk)])
            default:
                guard chance.below(4) == 0 else { continue }
                step = bench.give(.writeFailed(Bench.key(.case)))
                written.removeAll { $0 > onDisk }
                atWriter = []
            }
            for batch in step.accepted {
                written += batch.entries.map(\.sequence)
                atWriter.append(batch.through)
            }
            for receipt in step.receipts { #expect(receipt.through.sequence <= onDisk) }
            #expect(atWriter.count <= limits.uncommittedBatchesMax)
        }
        #expect(written == Array(1...end))
    }

    @Test(
        "Whatever is sent, receipted and repeated, the window holds and all is receipted",
        arguments: 1...80 as ClosedRange<UInt64>
    )
    func outgoing(seed: UInt64) {
        var chance = SplitMix(seed: seed)
        var limits = Limits()
        limits.windowBytesMax = 100 + Int(chance.below(900))
        limits.windowFramesMax = 1 + Int(chance.below(9))
        limits.frameBytesMax = 40 + Int(chance.below(100))
        limits.burstBytesMax = 50 + Int(chance.below(400))
        var bench = Bench(limits: limits)
        bench.connect()
        let end: UInt64 = 80
        let entryBytes = 30
        var asks = bench.give(SendingTests.appended(.case, end)).asks
        var arrived: UInt64 = 0
        var rounds = 0
        while bench.lane(.case).acknowledged.sequence < end, rounds < 20_000 {
            rounds += 1
            var step = Step()
            if let ask = asks.first {
                asks = []
                let fits = max(1, min(ask.bytes, ask.frames * limits.frameBytesMax) / entryBytes)
                let through = min(ask.through, ask.after + UInt64(fits))
                #expect(ask.frames >= 1 && ask.frames <= limits.windowFramesMax)
                #expect(ask.after >= bench.lane(.case).acknowledged.sequence || ask.after + 1 == end)
                if chance.below(3) > 0, ask.after <= arrived { arrived = max(arrived, through) }
                let bytes = Int(through - ask.after) * entryBytes
                let perFrame = max(1, limits.frameBytesMax / entryBytes)
                let frames = min(ask.frames, (Int(through - ask.after) + perFrame - 1) / perFrame)
                step = bench.give(
                    .sent(
                        Bench.key(.case),
                        after: ask.after,
                        through: through,
                        bytes: bytes,
                        frames: frames,
                        blocked: chance.below(8) == 0
                    )
                )
            } else if chance.below(3) == 0 {
                step = bench.give(.tick, after: Int64(chance.below(800)))
            } else if chance.below(3) == 0 {
                step = bench.say(.hello(Bench.hello(received: [.case: Bench.place(arrived)])))
            } else {
                let through = arrived - min(arrived, chance.below(5))
                step = bench.say(SendingTests.receipt(.case, Bench.place(through), gap: chance.below(4) == 0))
            }
            asks += step.asks
            for lookup in step.lookups {
                asks += bench.give(.found(lookup, Bench.hash(lookup.sequence))).asks
            }
            #expect(asks.count <= 1)
            let lane = bench.lane(.case)
            #expect(lane.framesInFlight <= limits.windowFramesMax)
            #expect(lane.bytesInFlight <= limits.windowBytesMax + entryBytes)
            #expect(lane.acknowledged.sequence <= arrived)
        }
        #expect(bench.lane(.case).acknowledged == Bench.place(end))
    }

    @Test(
        "The deadline a step names is the next thing that happens: nothing before it, something at it",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func deadlines(seed: UInt64) {
        var chance = SplitMix(seed: seed)
        var bench = Bench()
        bench.connect()
        var step = bench.give(SendingTests.appended(.case, 5))
        step = bench.give(
            .sent(Bench.key(.case), after: 0, through: 5, bytes: 50, frames: 1, blocked: chance.below(2) == 0)
        )
        for _ in 0..<60 {
            guard let deadline = step.deadline else {
                Issue.record("a member that is audible always has a heartbeat ahead")
                return
            }
            let wait = deadline.milliseconds(since: bench.now)
            #expect(wait > 0)
            if wait > 1 {
                let early = bench.give(.tick, after: wait - 1)
                #expect(early.sends.isEmpty && early.notices.isEmpty && early.deadline == deadline)
            }
            step = bench.give(.tick, after: deadline.milliseconds(since: bench.now))
            if chance.below(3) == 0 { step = bench.say(.hello(Bench.hello())) }
            for ask in step.asks {
                step = bench.give(
                    .sent(
                        Bench.key(.case),
                        after: ask.after,
                        through: ask.through,
                        bytes: 50,
                        frames: 1,
                        blocked: false
                    )
                )
            }
        }
    }
}
