import ExchangeCore
import ExchangeWire
import Foundation
import SwiftProtobuf
import TestChance
import Testing

/// Frames as noise and attackers make them: the decoder never traps, and never takes a changed entry for the real one.
@Suite struct MutationTests {
    let world = World()

    /// A valid frame of every kind from Quzhou to Nanping.
    private static let talk: UInt64 = 0x1122_3344_5566_7788

    private func frames(using generator: inout SplitMix) throws -> [[UInt8]] {
        let codec = world.quzhouCodec
        var erased = world.batch(count: 3, bytes: 80, using: &generator)
        erased.entries[1].body = nil
        let batch = world.batch(count: 4, bytes: 80, using: &generator)
        let returned = EntrySealer(sender: world.nanping, receiver: world.quzhou, lane: .result)
            .seal([world.draft(.decided, bytes: 40, using: &generator)], after: .start)
        let digest = try #require(Digest(generator.digest()))
        return [
            try codec.encode(.entries(batch), to: world.nanping, talk: Self.talk),
            try codec.encode(.entries(erased), to: world.nanping),
            try codec.encode(
                .recovered(try #require(BatchSigner(world.nanpingKey).batch(lane: .result, entries: returned))),
                to: world.nanping,
                talk: Self.talk
            ),
            try codec.encode(
                .receipt(Receipt(lane: .case, through: batch.through, gap: false, at: world.time)),
                to: world.nanping,
                talk: Self.talk
            ),
            try codec.encode(
                .hello(
                    Hello(
                        node: world.quzhou,
                        epoch: 1,
                        session: 2,
                        heard: 3,
                        versions: 1...1,
                        software: "x",
                        maintenance: Maintenance(until: world.time, reason: "升级"),
                        standings: [.case: .init(received: .start, sent: batch.through)],
                        challenge: 4,
                        echo: 5
                    )
                ),
                to: world.nanping
            ),
            try codec.encode(
                .recover(Recover(lane: .result, after: batch.through, through: 9)),
                to: world.nanping,
                talk: Self.talk
            ),
            try codec.encode(MaterialRequest(digest: digest, offset: 1, length: 2, caseNumber: world.caseNumber)),
            try MaterialChunk(digest: digest, offset: 1, totalBytes: 9, bytes: [1, 2, 3]).frame,
            try codec.encode(AccountRequest(number: generator.next() | 1)),
            try codec.encode(AccountAnswer.sample(daysMax: 3, using: &generator)),
        ]
    }

    @Test(arguments: 0..<20) func noise(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        for _ in 0..<1_000 {
            var bytes = generator.bytes(.random(in: 0...80, using: &generator))
            // Half of them look like a known kind of the right length.
            if Bool.random(using: &generator) {
                bytes = [UInt8.random(in: 1...9, using: &generator) << 3 | 2, UInt8(bytes.count)] + bytes
            }
            read(bytes, original: nil)
        }
    }

    @Test(arguments: 0..<20) func changedFrames(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        for frame in try frames(using: &generator) {
            let original = try world.nanpingCodec.decode(frame, from: world.quzhou)
            for _ in 0..<150 {
                var changed = frame
                for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&changed, using: &generator) }
                read(changed, original: original)
            }
        }
    }

    @Test func everyTruncation() throws {
        var generator = SplitMix(seed: 1)
        for frame in try frames(using: &generator) {
            let original = try world.nanpingCodec.decode(frame, from: world.quzhou)
            for count in frame.indices {
                read(Array(frame.prefix(count)), original: original)
                // Cut before its talk, a frame is the same without one.
                if case .message(let message, Self.talk) = original, count == frame.count - 9 {
                    #expect(
                        try world.nanpingCodec.decode(Array(frame.prefix(count)), from: world.quzhou)
                            == .message(message, talk: 0)
                    )
                    continue
                }
                #expect(throws: WireError.self) {
                    try world.nanpingCodec.decode(Array(frame.prefix(count)), from: world.quzhou)
                }
            }
        }
    }

    @Test func everyBitOfARun() throws {
        var generator = SplitMix(seed: 2)
        let batch = world.batch(count: 2, bytes: 40, using: &generator)
        let frame = try world.quzhouCodec.encode(.entries(batch), to: world.nanping)
        var hidden = 0
        for bit in 0..<frame.count * 8 {
            var changed = frame
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            guard read(changed, original: .message(.entries(batch), talk: 0)) else { continue }
            hidden += 1
            switch try world.nanpingCodec.decode(changed, from: world.quzhou) {
            case .message(.entries(let run), _):
                #expect(
                    run.entries.count < batch.entries.count || run.entries.contains { $0.body == nil },
                    "bit \(bit)"
                )
            case .unknown: continue
            default: Issue.record("bit \(bit) made another message of it")
            }
        }
        // One bit makes an unknown kind of the frame, three make an unknown field of its first entry, two an erasure of
        // a body: a sender may say as much. No other bit is free.
        #expect(hidden == 6)
    }

    @Test func everyBitOfATalk() throws {
        var generator = SplitMix(seed: 2)
        let batch = world.batch(count: 2, bytes: 40, using: &generator)
        let frame = try world.quzhouCodec.encode(.entries(batch), to: world.nanping, talk: Self.talk)
        for bit in 0..<64 {
            var changed = frame
            changed[frame.count - 8 + bit / 8] ^= 1 << UInt8(bit % 8)
            let said = try world.nanpingCodec.decode(changed, from: world.quzhou)
            #expect(said == .message(.entries(batch), talk: Self.talk ^ 1 << UInt64(bit)), "bit \(bit)")
        }
    }

    @Test func lengthsThatLie() {
        var generator = SplitMix(seed: 3)
        let lengths: [[UInt8]] = [
            [0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
            [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [0x80, 0x80, 0x40],
        ]
        for kind in UInt8(1)...9 {
            for outer in lengths {
                #expect(!read([kind << 3 | 2] + outer, original: nil))
                for inner in lengths {
                    let content = [UInt8.random(in: 1...9, using: &generator) << 3 | 2] + inner + generator.bytes(20)
                    #expect(!read([kind << 3 | 2, UInt8(content.count)] + content, original: nil))
                }
            }
        }
    }

    @Test func aMillionEmptyEntries() {
        // Two bytes each: refused at the first, not collected.
        let content = (0..<400_000).flatMap { _ in [0x12, 0x00] as [UInt8] }
        #expect(throws: WireError.headerMissing) {
            try world.nanpingCodec.decode([0x12] + varint(content.count) + content, from: world.quzhou)
        }
    }

    @Test func deepNestingInAHello() {
        // Messages within messages, in a field that the contract does not know and in one that it does.
        for tag in [0x3A as UInt8, 0x4A, 0x7A] {
            var content: [UInt8] = []
            for _ in 0..<20_000 where content.count < 60_000 { content = [tag] + varint(content.count) + content }
            _ = read([0x0A] + varint(content.count) + content, original: nil)
        }
        // Groups, thousands deep.
        #expect(!read([0x0A] + varint(40_000) + [UInt8](repeating: 0x7B, count: 40_000), original: nil))
        #expect(!read([UInt8](repeating: 0x7B, count: 40_000), original: nil))
    }

    @Test func anotherNodesFrames() throws {
        var generator = SplitMix(seed: 4)
        let frame = try world.quzhouCodec.encode(.entries(world.batch(count: 1, using: &generator)), to: world.nanping)
        let shangrao = try #require(NodeCode("361100"))
        #expect(throws: WireError.senderWrong(expected: shangrao, got: world.quzhou)) {
            try world.nanpingCodec.decode(frame, from: shangrao)
        }
        var third = FrameCodec(node: shangrao, signer: BatchSigner(SigningKey()), keyring: world.keyring)
        #expect(throws: WireError.receiverWrong(expected: shangrao, got: world.nanping)) {
            try third.decode(frame, from: world.quzhou)
        }
        // A receipt for another receiver's stream is none for ours.
        third.keyring[shangrao] = [SigningKey().verifyingKey]
        let receipt = Receipt(lane: .case, through: .start, gap: false, at: world.time)
        let receiptFrame = try world.quzhouCodec.encode(.receipt(receipt), to: world.nanping)
        #expect(throws: WireError.signatureWrong(world.quzhou)) { try third.decode(receiptFrame, from: world.quzhou) }
    }

    /// Reads a frame.
    ///
    /// Where it is taken, what is signed in it must be as it was.
    @discardableResult
    private func read(_ bytes: [UInt8], original: Frame?) -> Bool {
        guard let frame = try? world.nanpingCodec.decode(bytes, from: world.quzhou) else { return false }
        switch (frame, original) {
        case (.message(.entries(let new), _), .message(.entries(let old), _)),
            (.message(.recovered(let new), _), .message(.recovered(let old), _)):
            #expect(new.signature == old.signature && new.lane == old.lane && new.through == old.through)
            for entry in new.entries {
                guard let same = old.entries.first(where: { $0.sequence == entry.sequence }) else {
                    Issue.record("entry \(entry.sequence) was invented")
                    continue
                }
                #expect(same.header == entry.header && same.hash == entry.hash)
                #expect(entry.body == nil || entry.body == same.body)
            }
        case (.message(.receipt(var new), _), .message(.receipt(let old), _)):
            new.gap = old.gap
            #expect(new == old)
        case (.message(.entries, _), _), (.message(.recovered, _), _), (.message(.receipt, _), _):
            Issue.record("a signed message was made of something else")
        default: break
        }
        return true
    }

    private func mutate(_ bytes: inout [UInt8], using generator: inout SplitMix) {
        guard !bytes.isEmpty else { return }
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[at] = UInt8(truncatingIfNeeded: generator.next())
        case 2: bytes[at] = needed([0, 0x7F, 0x80, 0xFF].randomElement(using: &generator))
        case 3: bytes.removeLast(bytes.count - at)
        case 4: bytes.remove(at: at)
        case 5: bytes.insert(contentsOf: generator.bytes(.random(in: 1...6, using: &generator)), at: at)
        default:
            let end = Int.random(in: at..<bytes.count, using: &generator)
            bytes.insert(contentsOf: bytes[at...end], at: at)
        }
    }

    private func varint(_ value: Int) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
