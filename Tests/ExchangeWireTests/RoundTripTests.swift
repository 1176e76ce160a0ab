import ExchangeCore
import Foundation
import SwiftProtobuf
import TestChance
import Testing

@testable import ExchangeWire

/// What one node writes, the other reads: for any values.
@Suite struct RoundTripTests {
    let world = World()

    private func position(using generator: inout SplitMix) throws -> Position {
        if Int.random(in: 0..<4, using: &generator) == 0 { return .start }
        return Position(
            sequence: generator.next() >> UInt64.random(in: 1...63, using: &generator) | 1,
            hash: try #require(Digest(generator.digest()))
        )
    }

    @Test(arguments: 0..<50) func messages(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let min = UInt32.random(in: 1...5, using: &generator)
        var standings: [Lane: Hello.Standing] = [:]
        for lane in Lane.allCases where Bool.random(using: &generator) {
            standings[lane] = .init(received: try position(using: &generator), sent: try position(using: &generator))
        }
        let hello = Hello(
            node: world.quzhou,
            epoch: generator.next(),
            session: generator.next() | 1,
            heard: generator.next(),
            versions: min...(min + .random(in: 0...3, using: &generator)),
            software: generator.text(20),
            maintenance: Bool.random(using: &generator)
                ? Maintenance(until: world.time, reason: generator.text(50)) : nil,
            standings: standings,
            challenge: Bool.random(using: &generator) ? generator.next() : 0,
            echo: Bool.random(using: &generator) ? generator.next() : 0
        )
        // A hello brings a talk about and so never belongs to one.
        let helloFrame = try world.quzhouCodec.encode(.hello(hello), to: world.nanping, talk: generator.next())
        #expect(helloFrame == (try world.quzhouCodec.encode(.hello(hello), to: world.nanping)))
        #expect(try read(helloFrame) == .message(.hello(hello), talk: 0))
        let talk = Bool.random(using: &generator) ? generator.next() : 0

        let lane = try #require(Lane.allCases.randomElement(using: &generator))
        let after = try position(using: &generator)
        try expect(
            .recover(Recover(lane: lane, after: after, through: Swift.min(after.sequence + 9, WireLimits.sequenceMax))),
            talk: talk
        )

        let receipt = Receipt(
            lane: lane,
            through: try position(using: &generator),
            gap: Bool.random(using: &generator),
            at: world.time
        )
        try expect(
            .receipt(BatchSigner(world.quzhouKey).signed(receipt, receiver: world.quzhou, sender: world.nanping)),
            talk: talk
        )

        let batch = world.batch(
            count: .random(in: 1...30, using: &generator),
            lane: lane,
            after: try position(using: &generator),
            using: &generator
        )
        try expect(.entries(batch), talk: talk)
        // The same run, returned by Nanping, reads at Quzhou.
        let returned = try world.nanpingCodec.encode(.recovered(batch), to: world.quzhou, talk: talk)
        #expect(try world.quzhouCodec.decode(returned, from: world.nanping) == .message(.recovered(batch), talk: talk))
    }

    @Test(arguments: [0, 1, 0x80, 1 << 63, .max] as [UInt64]) func entriesByHandAreThoseOfSwiftProtobuf(
        talk: UInt64
    ) throws {
        var generator = SplitMix(seed: talk)
        for count in [1, 3, 40] {
            var batch = world.batch(count: count, using: &generator)
            batch.entries[0].body = nil
            let message = WireFrame.with {
                $0.entries = WireEntries(batch)
                $0.talk = talk
            }
            let expected: [UInt8] = try message.serializedBytes()
            #expect(try world.quzhouCodec.encode(.entries(batch), to: world.nanping, talk: talk) == expected)
            let returned = WireFrame.with {
                $0.recovered = WireEntries(batch)
                $0.talk = talk
            }
            let expectedReturned: [UInt8] = try returned.serializedBytes()
            #expect(try world.nanpingCodec.encode(.recovered(batch), to: world.quzhou, talk: talk) == expectedReturned)
        }
    }

    @Test func aTalkMayStandAnywhere() throws {
        // Another library may write the fields in another order; of a field that stands twice the last counts.
        let talk: [UInt8] = [0x79, 7, 0, 0, 0, 0, 0, 0, 0]
        var other = talk
        other[1] = 8
        let recover = Recover(lane: .case, after: .start, through: 3)
        let frame = try world.quzhouCodec.encode(.recover(recover), to: world.nanping)
        #expect(try world.quzhouCodec.encode(.recover(recover), to: world.nanping, talk: 7) == frame + talk)
        #expect(try read(frame + talk) == .message(.recover(recover), talk: 7))
        #expect(try read(talk + frame) == .message(.recover(recover), talk: 7))
        #expect(try read(other + frame + talk) == .message(.recover(recover), talk: 7))
        #expect(try read(talk + [0x9A, 0x06, 0]) == .unknown(kind: 99))
        let request = try world.quzhouCodec.encode(AccountRequest(number: 5))
        #expect(try read(request + talk) == .accountRequest(AccountRequest(number: 5)))
        let hello = try Fixture.read("frame-hello")
        #expect(try read(hello + talk) == (try read(hello)))
    }

    @Test(arguments: 0..<20) func materials(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let digest = try #require(Digest(generator.digest()))
        let offset = generator.next() >> 2
        let request = MaterialRequest(
            digest: digest,
            offset: offset,
            length: .random(in: 1...WireLimits.chunkBytesMax, using: &generator),
            caseNumber: Bool.random(using: &generator) ? world.caseNumber : nil
        )
        #expect(try read(try world.quzhouCodec.encode(request)) == .materialRequest(request))
        let bytes = generator.bytes(.random(in: 1...3_000, using: &generator))
        let chunk = MaterialChunk(
            digest: digest,
            offset: offset,
            totalBytes: offset + UInt64(bytes.count) + generator.next() >> 2,
            bytes: FrameBytes(bytes)
        )
        #expect(try read(try chunk.frame) == .materialChunk(chunk))
        #expect(try chunk.frame == (try frame(chunk)))
        let reason = try #require(MaterialChunk.Missing(rawValue: .random(in: 1...9, using: &generator)))
        let missing = MaterialChunk(digest: digest, offset: offset, missing: reason)
        #expect(try read(try missing.frame) == .materialChunk(missing))
        #expect(try missing.frame == (try frame(missing)))
    }

    /// The chunk as SwiftProtobuf writes it.
    private func frame(_ chunk: MaterialChunk) throws -> [UInt8] {
        try WireFrame.with {
            $0.materialChunk.digest = Data(chunk.digest.bytes)
            $0.materialChunk.offset = chunk.offset
            $0.materialChunk.totalSize = chunk.totalBytes
            $0.materialChunk.bytes = chunk.bytes.withUnsafeBytes { Data($0) }
            if let reason = WireMissingReason(rawValue: chunk.missing?.rawValue ?? 0) {
                $0.materialChunk.missing = reason
            }
        }.serializedBytes()
    }

    @Test func anEmptyMaterialHasOneEmptyChunk() throws {
        let chunk = MaterialChunk(digest: EntryHash.body([]), offset: 0, totalBytes: 0, bytes: [])
        #expect(try read(try chunk.frame) == .materialChunk(chunk))
    }

    @Test func reasonsThatAreNotKnownMeanLater() throws {
        let known: [MaterialChunk.Missing] = [.unknown, .erased, .forbidden, .range]
        #expect(known.allSatisfy { !$0.isPassing })
        #expect(try #require(MaterialChunk.Missing(rawValue: 77)).isPassing && MaterialChunk.Missing.busy.isPassing)
        #expect(MaterialChunk.Missing(rawValue: 0) == nil)
    }

    @Test func aHelloMaySpeakOfLanesToCome() throws {
        let message = WireHello.with {
            $0.node = 330_800
            $0.session = 1
            $0.versionMin = 1
            $0.versionMax = 9
            $0.standings = [
                .with { $0.lane = .UNRECOGNIZED(4) }, .with { $0.lane = .UNRECOGNIZED(4) }, .with { $0.lane = .case },
            ]
        }
        let frame: [UInt8] = try WireFrame.with { $0.hello = message }.serializedBytes()
        guard case .message(.hello(let hello), _) = try read(frame) else {
            Issue.record("not read as a hello")
            return
        }
        #expect(hello.standings == [.case: .init(received: .start, sent: .start)])
        #expect(hello.versions == 1...9)
    }

    @Test func aRunThatBeginsLaterReads() throws {
        var generator = SplitMix(seed: 5)
        var batch = world.batch(count: 9, using: &generator)
        batch.entries.removeFirst(4)
        try expect(.entries(batch))
        #expect(batch.before.sequence == 4)
    }

    @Test func anOldKeyStillVerifies() throws {
        var generator = SplitMix(seed: 5)
        let batch = world.batch(count: 2, using: &generator)
        var codec = world.nanpingCodec
        codec.keyring[world.quzhou] = [SigningKey().verifyingKey, world.quzhouKey.verifyingKey]
        let frame = try world.quzhouCodec.encode(.entries(batch), to: world.nanping)
        #expect(try codec.decode(frame, from: world.quzhou) == .message(.entries(batch), talk: 0))
    }

    @Test func theLargestFrameReads() throws {
        var generator = SplitMix(seed: 5)
        let batch = world.batch(count: 3, bytes: WireLimits.bodyBytesMax, using: &generator)
        #expect(batch.entries.allSatisfy { ($0.body?.count ?? 0) > WireLimits.bodyBytesMax - 10 })
        try expect(.entries(batch))
        let many = world.batch(count: WireLimits.frameEntriesMax, bytes: 0, using: &generator)
        try expect(.entries(many))
        let tooLarge = world.batch(count: 5, bytes: WireLimits.bodyBytesMax, using: &generator)
        let refused = refusal { () throws(WireError) in
            _ = try world.quzhouCodec.encode(.entries(tooLarge), to: world.nanping)
        }
        guard case .frameTooLarge = refused else {
            Issue.record("refused as \(String(describing: refused))")
            return
        }
    }

    @Test func nothingIsSentThatThePeerRefuses() throws {
        var generator = SplitMix(seed: 5)
        let good = world.batch(count: 1, using: &generator)
        var unsigned = good
        unsigned.signature = []
        var headless = good
        headless.entries[0].header = []
        var bodiless = good
        bodiless.entries[0].body = []
        var bulky = good
        bulky.entries[0].body = [UInt8](repeating: 0, count: WireLimits.bodyBytesMax + 1)
        var heavy = good
        heavy.entries[0].header = [UInt8](repeating: 0, count: WireLimits.headerBytesMax + 1)
        let many = world.batch(count: WireLimits.frameEntriesMax + 1, bytes: 0, using: &generator)
        for (batch, expected) in [
            (unsigned, WireError.signatureSize(bytes: 0)), (headless, .headerMissing),
            (bodiless, .bodyMissing(sequence: 1)),
            (bulky, .bodyTooLarge(bytes: WireLimits.bodyBytesMax + 1)),
            (heavy, .headerTooLarge(bytes: WireLimits.headerBytesMax + 1)),
            (many, .entriesTooMany(max: WireLimits.frameEntriesMax)),
        ] {
            #expect(throws: expected) { _ = try world.quzhouCodec.encode(.entries(batch), to: world.nanping) }
        }
    }

    private func expect(_ message: ExchangeCore.Message, talk: UInt64 = 0) throws {
        let frame = try world.quzhouCodec.encode(message, to: world.nanping, talk: talk)
        #expect(try read(frame) == .message(message, talk: talk))
    }

    private func read(_ frame: [UInt8]) throws -> Frame {
        try world.nanpingCodec.decode(frame, from: world.quzhou)
    }
}
