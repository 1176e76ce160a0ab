import ExchangeCore
import ExchangeWire
import Foundation
import TestChance
import Testing

/// The bytes of the contract, one by one.
///
/// See Fixtures/README.md.
@Suite struct GoldenTests {
    let world = World()

    private static let quzhouSession: UInt64 = 0xF0E0_D0C0_B0A0_9080
    private static let nanpingSession: UInt64 = 0x2021_2223_2425_2627
    /// The sum of both modulo 2^64, as each of the two computes it: 1101f2e3d4c5b6a7.
    private static let talk = quzhouSession &+ nanpingSession

    /// Three entries of Quzhou's case lane to Nanping: one with a real body, one without a case, one of an unknown kind.
    private func entries() throws -> [Entry] {
        var generator = SplitMix(seed: 330_800)
        let submitted = try WireSubmitted.sample(using: &generator)
            .draft(caseNumber: world.caseNumber, at: world.time, using: &generator)
        let offered = try WireSupplementOffered.with { $0.note = "补正材料" }
            .draft(caseNumber: nil, at: world.time.advanced(byMilliseconds: 1), using: &generator)
        let unknown = try EntryDraft(
            kind: try #require(EntryKind(rawValue: 15)),
            caseNumber: world.caseNumber,
            at: world.time.advanced(byMilliseconds: 2),
            body: [0x0A, 16] + generator.bytes(16) + [0x78, 0x01]
        )
        return world.sealer(.case).seal([submitted, offered, unknown], after: .start)
    }

    private func batch() throws -> Batch {
        try #require(BatchSigner(world.quzhouKey).batch(lane: .case, entries: try entries()))
    }

    @Test func keys() throws {
        let (quzhou, nanping) = (world.quzhouKey, world.nanpingKey)
        try Fixture.check(
            [UInt8](try #require(Data(base64Encoded: quzhou.text))),
            "key-330800-seed",
            about: "Secret Ed25519 seed of 330800 in all fixtures: 00 01 .. 1f. Never use it elsewhere."
        )
        try Fixture.check(
            quzhou.verifyingKey.bytes,
            "key-330800-public",
            about: "Ed25519 public key of 330800 in all fixtures."
        )
        try Fixture.check(
            [UInt8](try #require(Data(base64Encoded: nanping.text))),
            "key-350700-seed",
            about: "Secret Ed25519 seed of 350700 in all fixtures: 80 81 .. 9f. Never use it elsewhere."
        )
        try Fixture.check(
            nanping.verifyingKey.bytes,
            "key-350700-public",
            about: "Ed25519 public key of 350700 in all fixtures."
        )
    }

    @Test func entryBytesAndHashes() throws {
        for entry in try entries() {
            let name = "entry-\(entry.sequence)"
            let body = try #require(entry.body)
            try Fixture.check(
                entry.header,
                "\(name)-header",
                about: "EntryHeader of entry \(entry.sequence), 330800 to 350700."
            )
            try Fixture.check(body, "\(name)-body", about: "Body of entry \(entry.sequence).")
            try Fixture.check(
                EntryHash.body(body).bytes,
                "\(name)-body-digest",
                about: "SHA-256 of \(name)-body."
            )
            try Fixture.check(
                entry.hash.bytes,
                "\(name)-hash",
                about: "SHA-256 of \"tongban-entry-v1\\n\" and \(name)-header."
            )
        }
    }

    @Test func signatures() throws {
        let batch = try batch()
        try Fixture.check(
            SignedStatement.batch(through: batch.through.hash),
            "batch-statement",
            about: "What the sender signs: \"tongban-batch-v1\\n\" and entry-3-hash."
        )
        try check(signature: batch.signature, "batch-signature", about: "Ed25519 by 330800 over batch-statement.")
        let receipt = BatchSigner(world.nanpingKey).signed(
            try receipt(),
            receiver: world.nanping,
            sender: world.quzhou
        )
        try Fixture.check(
            SignedStatement.receipt(
                receiver: world.nanping,
                sender: world.quzhou,
                lane: .case,
                through: batch.through,
                at: receipt.at
            ),
            "receipt-statement",
            about: """
                What the receiver of the stream signs, 80 bytes: "tongban-receipt-v1\\n", "350700", "330800",
                lane 01, sequence 3 (8 bytes), entry-3-hash, time 1795420801000 (8 bytes).
                """
        )
        try check(signature: receipt.signature, "receipt-signature", about: "Ed25519 by 350700 over receipt-statement.")
    }

    /// RFC 8032 signatures are the same everywhere; CryptoKit's are salted and only verify.
    private func check(signature: [UInt8], _ name: String, about: String) throws {
        #if canImport(CryptoKit)
        #expect(try Fixture.read(name).count == signature.count)
        #else
        try Fixture.check(signature, name, about: about)
        #endif
    }

    private func receipt() throws -> Receipt {
        Receipt(
            lane: .case,
            through: try batch().through,
            gap: true,
            at: world.time.advanced(byMilliseconds: 1_000)
        )
    }

    private func hello(heard: UInt64 = 5, challenge: UInt64 = 0, echo: UInt64 = 0) throws -> Hello {
        Hello(
            node: world.quzhou,
            epoch: 0x0102_0304_0506_0708,
            session: Self.quzhouSession,
            heard: heard,
            versions: 1...2,
            software: "tongband 1.0.0",
            maintenance: Maintenance(until: world.time.advanced(byMilliseconds: 3_600_000), reason: "数据库升级"),
            standings: [
                .case: .init(received: .start, sent: try batch().through),
                .result: .init(received: try batch().entries[0].position, sent: .start),
                .alliance: .init(received: .start, sent: .start),
            ],
            challenge: challenge,
            echo: echo
        )
    }

    @Test func framesFromQuzhou() throws {
        let codec = world.quzhouCodec
        let batch = try batch()
        try roundTrip(.hello(try hello()), "frame-hello", about: "Hello of 330800 with maintenance and three lanes.")
        try roundTrip(.entries(batch), "frame-entries", about: "Entries 1 to 3 of the case lane, 330800 to 350700.")
        try roundTrip(
            .hello(
                try hello(heard: Self.nanpingSession, challenge: 0x1112_1314_1516_1718, echo: 0x2122_2324_2526_2728)
            ),
            "frame-hello-challenge",
            about: "The same hello to 350700 of session 2021222324252627, with a challenge and the echo of 350700's."
        )
        try roundTrip(
            .entries(batch),
            "frame-entries-talk",
            about: "Entries 1 to 3 once more, in the talk of the sessions f0e0d0c0b0a09080 and 2021222324252627.",
            talk: Self.talk
        )
        var erased = batch
        erased.entries[1].body = nil
        try roundTrip(.entries(erased), "frame-entries-erased", about: "The same with the body of entry 2 erased.")
        try roundTrip(
            .recover(Recover(lane: .case, after: batch.entries[0].position, through: 3)),
            "frame-recover",
            about: "330800 asks for its own entries after 1 through 3."
        )
        let digest = try #require(Digest((0..<32).map { UInt8($0) }))
        let request = MaterialRequest(digest: digest, offset: 65_536, length: 262_144, caseNumber: world.caseNumber)
        try Fixture.check(
            try codec.encode(request),
            "frame-material-request",
            about: "262144 bytes from 65536 of material 00 01 .. 1f."
        )
        let chunk = MaterialChunk(digest: digest, offset: 65_536, totalBytes: 65_541, bytes: [1, 2, 3, 4, 5])
        try Fixture.check(try chunk.frame, "frame-material-chunk", about: "The last 5 of 65541 bytes.")
        try Fixture.check(
            ChunkFrame.encode(digest, offset: 65_536, missing: .incomplete),
            "frame-material-missing",
            about: "No bytes: the node does not have all of it yet."
        )
        let peer = world.nanpingCodec
        #expect(
            try peer.decode(try Fixture.read("frame-material-request"), from: world.quzhou) == .materialRequest(request)
        )
        #expect(try peer.decode(try Fixture.read("frame-material-chunk"), from: world.quzhou) == .materialChunk(chunk))
    }

    @Test func framesFromNanping() throws {
        #if !canImport(CryptoKit)
        let frame = try world.nanpingCodec.encode(.receipt(try receipt()), to: world.quzhou)
        try Fixture.check(
            frame,
            "frame-receipt",
            about: "350700 has the case lane of 330800 through 3, with a gap after it."
        )
        try Fixture.check(
            try world.nanpingCodec.encode(.receipt(try receipt()), to: world.quzhou, talk: Self.talk),
            "frame-receipt-talk",
            about: "The same receipt, in the talk of the sessions f0e0d0c0b0a09080 and 2021222324252627."
        )
        let recovered = try world.nanpingCodec.encode(.recovered(try batch()), to: world.quzhou)
        try Fixture.check(
            recovered,
            "frame-recovered",
            about: "350700 returns entries 1 to 3 of 330800 to 330800."
        )
        #endif
        let quzhou = world.quzhouCodec
        guard
            case .message(.receipt(let receipt), 0) = try quzhou.decode(
                try Fixture.read("frame-receipt"),
                from: world.nanping
            )
        else {
            Issue.record("the receipt did not read")
            return
        }
        #expect(
            try quzhou.decode(try Fixture.read("frame-receipt-talk"), from: world.nanping)
                == .message(.receipt(receipt), talk: Self.talk)
        )
        var unsigned = receipt
        unsigned.signature = []
        #expect(unsigned == (try self.receipt()))
        guard
            case .message(.recovered(let returned), 0) = try quzhou.decode(
                try Fixture.read("frame-recovered"),
                from: world.nanping
            )
        else {
            Issue.record("the returned entries did not read")
            return
        }
        #expect(returned.entries == (try entries()))
    }

    @Test func bodies() throws {
        var generator = SplitMix(seed: 12)
        for body in sampleBodies(using: &generator) {
            let kind = type(of: body).kind
            let bytes = try body.salted(using: &generator)
            try Fixture.check(
                bytes,
                "body-\(kind.rawValue)-\(kind)",
                about: "Body of kind \(kind.rawValue), \(kind)."
            )
        }
    }

    @Test func bodiesOfSharedRecords() throws {
        var generator = SplitMix(seed: 51)
        for (name, body) in sharedBodies(using: &generator) {
            let bytes = try body.salted(using: &generator)
            try Fixture.check(bytes, "body-\(name)", about: "Body of kind \(type(of: body).kind.rawValue), \(name).")
        }
    }

    @Test func unknownKindOfFrame() throws {
        // Field 99 of type bytes: 3 bytes.
        let frame: [UInt8] = [0x9A, 0x06, 3, 1, 2, 3]
        try Fixture.check(frame, "frame-unknown", about: "A kind of frame that version 1 does not know: field 99.")
        #expect(try world.nanpingCodec.decode(frame, from: world.quzhou) == .unknown(kind: 99))
    }

    private func roundTrip(_ message: Message, _ name: String, about: String, talk: UInt64 = 0) throws {
        #if !canImport(CryptoKit)
        try Fixture.check(try world.quzhouCodec.encode(message, to: world.nanping, talk: talk), name, about: about)
        #endif
        #expect(
            try world.nanpingCodec.decode(try Fixture.read(name), from: world.quzhou)
                == .message(message, talk: talk),
            "\(name)"
        )
    }
}
