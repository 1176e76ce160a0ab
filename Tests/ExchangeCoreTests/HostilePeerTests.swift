import ExchangeCore
import TestChance
import Testing

extension SplitMix {
    mutating func sequence() -> UInt64 {
        switch below(8) {
        case 0: .max
        case 1: .max - below(4)
        case 2: 0
        default: below(20)
        }
    }
    mutating func place() -> Position {
        let sequence = sequence()
        return Position(sequence: sequence, hash: below(3) == 0 ? .zero : Bench.hash(sequence, fork: UInt8(below(2))))
    }
    mutating func lane() -> Lane { Lane.allCases[Int(below(3))] }
    mutating func batch() -> Batch? {
        let first = sequence()
        let count = 1 + below(4 as UInt64)
        let entries = (0..<count).map { index in
            Entry(
                sequence: first &+ index,
                hash: Bench.hash(first &+ index),
                previous: place().hash,
                header: [UInt8](repeating: 0, count: Int(below(200))),
                body: below(2) == 0 ? nil : [1, 2, 3]
            )
        }
        return Batch(lane: lane(), entries: entries, signature: [])
    }
    mutating func message() -> Message {
        switch below(6) {
        case 0:
            var hello = Bench.hello(session: below(4), heard: below(2) == 0 ? Bench.session : below(30))
            for lane in Lane.allCases where below(4) > 0 {
                hello.standings[lane] = .init(received: place(), sent: place())
            }
            hello.maintenance = below(3) == 0 ? Maintenance(until: Instant(milliseconds: .max), reason: "") : nil
            hello.epoch = below(3)
            if below(10) == 0 { hello.versions = 9...UInt32.max }
            return .hello(hello)
        case 1:
            return .receipt(
                Receipt(lane: lane(), through: place(), gap: below(2) == 0, at: Instant(milliseconds: .min))
            )
        case 2: return .recover(Recover(lane: lane(), after: place(), through: sequence()))
        case 3: return batch().map(Message.recovered) ?? .recover(Recover(lane: .case, after: .start, through: 0))
        default: return batch().map(Message.entries) ?? .recover(Recover(lane: .case, after: .start, through: 0))
        }
    }
}

@Suite("A hostile peer: nothing traps, nothing grows")
struct HostilePeerTests {

    @Test("Any message in any state", arguments: 1...60 as ClosedRange<UInt64>)
    func anyMessage(seed: UInt64) {
        var chance = SplitMix(seed: seed)
        var limits = Limits()
        limits.uncommittedBytesMax = 5_000
        limits.uncommittedBatchesMax = 8
        var bench = Bench(
            saved: Saved(
                epoch: 1,
                streams: [
                    Bench.key(.case): SavedStream(received: 4, sent: 9, acknowledged: 3),
                    Bench.key(.result): SavedStream(received: 0, sent: 2, acknowledged: 2),
                ]
            ),
            limits: limits
        )
        bench.connect()
        for _ in 0..<400 {
            var step: Step
            switch chance.below(12) {
            case 0: step = bench.give(.tick, after: Int64(chance.below(3_000)))
            case 1: step = bench.give(.resume(Bench.key(chance.lane())))
            case 2: step = bench.give(.linkLost(Bench.them))
            case 3: step = bench.give(.audible(Bench.them))
            case 4: step = bench.give(.writeFailed(Bench.key(chance.lane())))
            case 5: step = bench.give(.members(chance.below(4) == 0 ? [] : [Bench.them]))
            default:
                step = bench.say(chance.message(), talk: chance.below(3) == 0 ? 0 : bench.core.talk(with: Bench.them))
            }
            for ask in step.asks {
                bench.give(
                    .sent(
                        Bench.key(ask.lane),
                        after: ask.after,
                        through: min(ask.after + 2, ask.through),
                        bytes: 10,
                        frames: 1,
                        blocked: chance.below(4) == 0
                    )
                )
            }
            for lookup in step.lookups {
                bench.give(.found(lookup, chance.below(2) == 0 ? nil : Bench.hash(lookup.sequence)))
            }
            #expect(step.sends.count <= 16 && step.writes.count <= 8)
            for lane in Lane.allCases {
                let view = bench.lane(lane)
                #expect(view.received == Bench.place(lane == .case ? 4 : 0))
                #expect(view.accepted - view.received.sequence <= 40)
            }
        }
    }
}
