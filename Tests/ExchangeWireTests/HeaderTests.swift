import ExchangeCore
import ExchangeWire
import Foundation
import SwiftProtobuf
import TestChance
import Testing

/// What is written by hand is what SwiftProtobuf writes, for any values.
@Suite struct HeaderTests {
    let world = World()

    @Test(arguments: 0..<20) func headersAreThoseOfSwiftProtobuf(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        for _ in 0..<50 {
            let sender = try #require(NodeCode(number: .random(in: 100_000...500_000, using: &generator)))
            let receiver = try #require(NodeCode(number: .random(in: 500_001...999_999, using: &generator)))
            let lane = try #require(Lane.allCases.randomElement(using: &generator))
            let sequence =
                Bool.random(using: &generator) ? 0 : generator.next() >> UInt64.random(in: 2...62, using: &generator)
            let hash = sequence == 0 ? Digest.zero : try #require(Digest(generator.digest()))
            let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")
            let number = (0..<Int.random(in: 1...64, using: &generator))
                .map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }
            let kind = try #require(EntryKind(rawValue: .random(in: 1...65_535, using: &generator)))
            let time: Int64 =
                Bool.random(using: &generator)
                ? .random(in: 0...WireLimits.timeMillisecondsMax, using: &generator)
                : needed([0, 1].randomElement(using: &generator))
            let draft = try EntryDraft(
                kind: kind,
                caseNumber: Bool.random(using: &generator) ? nil : String(number),
                at: Instant(milliseconds: time),
                body: [0x0A, 16] + generator.bytes(16)
            )

            let entry = EntrySealer(sender: sender, receiver: receiver, lane: lane)
                .seal(draft, after: Position(sequence: sequence, hash: hash))

            let message = WireEntryHeader.with {
                $0.sender = sender.number
                $0.receiver = receiver.number
                $0.lane = needed(WireLane(rawValue: Int(lane.rawValue)))
                $0.sequence = sequence + 1
                $0.previousHash = Data(hash.bytes)
                $0.kind = kind.rawValue
                $0.caseNumber = draft.caseNumber ?? ""
                $0.timeMs = time
                $0.bodyDigest = Data(EntryHash.body(draft.body).bytes)
            }
            #expect(entry.header == (try message.serializedBytes()))
            let header = try EntryHeader(reading: entry.header)
            #expect(header.sender == sender && header.receiver == receiver && header.lane == lane)
            #expect(header.sequence == entry.sequence && header.previous == hash && header.kind == kind)
            #expect(header.caseNumber == draft.caseNumber && header.at == draft.at)
            #expect(header.bodyDigest == EntryHash.body(draft.body))
            #expect(try Entry(header: entry.header, body: entry.body) == entry)
        }
    }

    @Test(arguments: 0..<20) func framesAreThoseOfSwiftProtobuf(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        var batch = world.batch(
            count: .random(in: 1...40, using: &generator),
            bytes: needed([30, 90, 200, 20_000].randomElement(using: &generator)),
            lane: try #require(Lane.allCases.randomElement(using: &generator)),
            using: &generator
        )
        for index in batch.entries.indices where Int.random(in: 0..<5, using: &generator) == 0 {
            batch.entries[index].body = nil
        }
        let message = WireEntries(batch)
        #expect(
            try world.quzhouCodec.encode(.entries(batch), to: world.nanping)
                == WireFrame.with { $0.entries = message }.serializedBytes()
        )
        #expect(
            try world.nanpingCodec.encode(.recovered(batch), to: world.quzhou)
                == WireFrame.with { $0.recovered = message }.serializedBytes()
        )
    }

    @Test func hashesAreTheVectorsOfTheContract() throws {
        // sha256sum of the domain alone and of the empty body.
        #expect(
            EntryHash.entry(header: []).description
                == "2bf088ad32b672fe71700d0b1fd10e5cae178b3d061d27fd1481ba92ecc8305b"
        )
        #expect(
            EntryHash.body([]).description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        #expect(
            EntryHash.body(Array("abc".utf8)).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            EntryHash.entry(header: Array("abc".utf8)).description
                == "ede7e4cfdaf7ea19347526a9cc32c7d7cf47e3161247b31d5e5969eb0e18ecb5"
        )
    }

    @Test func unknownFieldsAreCarried() throws {
        var generator = SplitMix(seed: 3)
        let body = world.draft(using: &generator).body
        // A later version adds a text and a number to the header.
        let added: [UInt8] = [0xA2, 0x06, 2, 0x68, 0x69, 0xA8, 0x06, 7]
        var plain = WireEntryHeader.with {
            $0.sender = 330_800
            $0.receiver = 350_700
            $0.lane = .case
            $0.sequence = 1
            $0.previousHash = Data(count: 32)
            $0.kind = 1
            $0.bodyDigest = Data(EntryHash.body(body).bytes)
        }
        plain.timeMs = world.time.milliseconds
        let header: [UInt8] = try plain.serializedBytes() + added
        let entry = try Entry(header: header, body: body)
        #expect(entry.hash == EntryHash.entry(header: header))
        let batch = try #require(BatchSigner(world.quzhouKey).batch(lane: .case, entries: [entry]))
        // A later version adds fields to frames, to runs and to entries too.
        var frame = try WireFrame(serializedBytes: try world.quzhouCodec.encode(.entries(batch), to: world.nanping))
        let extra = try WireFrame(serializedBytes: [0xC2, 0x3E, 1, 9] as [UInt8])
        frame.unknownFields = extra.unknownFields
        frame.entries.unknownFields = extra.unknownFields
        frame.entries.entries[0].unknownFields = extra.unknownFields
        #expect(
            try world.nanpingCodec.decode(try frame.serializedBytes(), from: world.quzhou)
                == .message(.entries(batch), talk: 0)
        )
    }
}

extension WireEntries {
    init(_ batch: Batch) {
        self.init()
        lane = needed(WireLane(rawValue: Int(batch.lane.rawValue)))
        entries = batch.entries.map { entry in
            .with {
                $0.header = Data(entry.header)
                if let body = entry.body { $0.body = Data(body) } else { $0.erased = WireErased() }
            }
        }
        signature = Data(batch.signature)
    }
}
