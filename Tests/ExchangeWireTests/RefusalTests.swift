import ExchangeCore
import ExchangeWire
import Foundation
import SwiftProtobuf
import Testing

/// Every cause of `WireError`, provoked by bytes that an attacker or a bug could send.
@Suite struct RefusalTests {
    static let world = World()
    static let codec = world.nanpingCodec

    /// A named cause, what it must be, and how it comes about.
    struct Cause: Sendable, CustomTestStringConvertible {
        var name: String
        var expected: WireError
        var attempt: @Sendable () throws -> Void
        var testDescription: String { name }

        init(_ name: String, _ expected: WireError, attempt: @escaping @Sendable () throws -> Void) {
            self.name = name
            self.expected = expected
            self.attempt = attempt
        }

        /// A frame from Quzhou to Nanping.
        static func reading(
            _ name: String,
            _ expected: WireError,
            frame: @escaping @Sendable () throws -> [UInt8]
        ) -> Cause {
            Cause(
                name,
                expected,
                attempt: { _ = try RefusalTests.codec.decode(try frame(), from: RefusalTests.world.quzhou) }
            )
        }

        /// A run of two entries that was tampered with and signed.
        static func forged(
            _ name: String,
            _ expected: WireError,
            forge: @escaping @Sendable (inout Forger) throws -> Void
        ) -> Cause {
            reading(
                name,
                expected,
                frame: {
                    var forger = Forger()
                    try forge(&forger)
                    return try forger.frame()
                }
            )
        }
    }

    @Test(arguments: shape + runs + headers + trust + talk + materials + accounts + bodies + exports)
    func isRefused(_ cause: Cause) throws {
        #expect(throws: cause.expected) { try cause.attempt() }
        #expect(cause.expected.description.count > 20)
        #expect(cause.expected.description != "the bytes were refused")
    }

    /// The list above forgets no cause: their names are read from the source.
    @Test func everyCauseIsProvoked() throws {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/ExchangeWire/WireError.swift")
        let text = try String(contentsOf: source.standardizedFileURL.resolvingSymlinksInPath(), encoding: .utf8)
        // Cases of the error itself are indented by four spaces, those of its nested types by eight.
        let names = text.split(separator: "\n").filter { $0.hasPrefix("    case ") }
            .map { String($0.dropFirst(9).prefix { $0.isLetter || $0.isNumber }) }
        let causes =
            Self.shape + Self.runs + Self.headers + Self.trust + Self.talk + Self.materials + Self.accounts
            + Self.bodies + Self.exports
        #expect(names.count > 40)
        #expect(Set(names) == Set(causes.map(\.name)))
    }

    static let shape: [Cause] = [
        .reading("truncated", .truncated(.frame), frame: { [0x12, 5, 0] }),
        .reading(
            "truncated",
            .truncated(.frame),
            frame: { [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1] }
        ),
        .reading("numberTooLong", .numberTooLong(.frame), frame: { [0x12] + [UInt8](repeating: 0xFF, count: 11) }),
        .reading("tagWrong", .tagWrong(.frame), frame: { [0x10, 1] }),
        .reading("tagWrong", .tagWrong(.frame), frame: { [0x02, 1, 0] }),
        .reading("tagWrong", .tagWrong(.frame), frame: { [0x9B, 0x06, 0x9C, 0x06] }),
        // A talk that is no fixed64, and one that is cut.
        .reading("tagWrong", .tagWrong(.frame), frame: { try Forger().frame() + [0x78, 1] }),
        .reading("tagWrong", .tagWrong(.frame), frame: { try Forger().frame() + [0x7A, 1, 0] }),
        .reading("truncated", .truncated(.frame), frame: { try Forger().frame() + [0x79, 1, 2, 3, 4, 5, 6, 7] }),
        .reading("malformed", .malformed(.hello), frame: { [0x0A, 2, 0x0A, 9] }),
        .reading("malformed", .malformed(.hello), frame: { [0x0A, 3, 0x3A, 1, 0xFF] }),
        .reading(
            "frameTooLarge",
            .frameTooLarge(bytes: WireLimits.frameBytesMax + 1),
            frame: {
                [UInt8](repeating: 0, count: WireLimits.frameBytesMax + 1)
            }
        ),
        .reading("frameEmpty", .frameEmpty, frame: { [] }),
        // A talk is no kind.
        .reading("frameEmpty", .frameEmpty, frame: { [0x79, 1, 2, 3, 4, 5, 6, 7, 8] }),
        .reading("frameAmbiguous", .frameAmbiguous, frame: { try Forger().frame() + [0x0A, 0] }),
        .reading("frameAmbiguous", .frameAmbiguous, frame: { try Forger().frame() + (try Forger().frame()) }),
    ]

    static let runs: [Cause] = [
        .forged("entriesMissing", .entriesMissing) { $0.entries = [] },
        .reading(
            "entriesTooMany",
            .entriesTooMany(max: WireLimits.frameEntriesMax),
            frame: {
                try Forger(count: WireLimits.frameEntriesMax + 1, bytes: 0).frame()
            }
        ),
        .forged("headerMissing", .headerMissing) { $0.entries[0].header = Data() },
        .forged("headerTooLarge", .headerTooLarge(bytes: 1_025)) { $0.entries[0].header = Data(count: 1_025) },
        .forged("bodyMissing", .bodyMissing(sequence: 2)) { $0.entries[1].body = Data() },
        .forged("bodyBesideErasure", .bodyBesideErasure(sequence: 1)) { $0.entries[0].erased = WireErased() },
        .forged("bodyTooLarge", .bodyTooLarge(bytes: WireLimits.bodyBytesMax + 1)) {
            $0.entries[0].body = Data(count: WireLimits.bodyBytesMax + 1)
        },
        .forged("bodyChanged", .bodyChanged(sequence: 2)) { $0.entries[1].body[30] ^= 1 },
        .forged("textTooLong", .textTooLong(.erasureReason, bytes: 1_001)) {
            $0.entries[0].body = Data()
            $0.entries[0].erased = .with { $0.why = String(repeating: "x", count: 1_001) }
        },
        .forged("timeWrong", .timeWrong(-1)) {
            $0.entries[0].body = Data()
            $0.entries[0].erased = .with { $0.atMs = -1 }
        },
    ]

    static let headers: [Cause] = [
        .forged("laneUnknown", .laneUnknown(4)) { try $0.header { $0.lane = .UNRECOGNIZED(4) } },
        .forged("laneUnknown", .laneUnknown(0)) { $0.lane = .unspecified },
        .forged("laneWrong", .laneWrong(sequence: 1, expected: .result, got: .case)) { $0.lane = .result },
        .forged("laneWrong", .laneWrong(sequence: 2, expected: .case, got: .result)) {
            try $0.header(1) { $0.lane = .result }
        },
        .forged("nodeUnreadable", .nodeUnreadable(99_999)) { try $0.header { $0.sender = 99_999 } },
        .forged("nodeUnreadable", .nodeUnreadable(1_000_000)) { try $0.header { $0.receiver = 1_000_000 } },
        .forged("receiverIsSender", .receiverIsSender(world.quzhou)) { try $0.header { $0.receiver = $0.sender } },
        .forged("senderWrong", .senderWrong(expected: world.quzhou, got: needed(NodeCode("361100")))) {
            try $0.header { $0.sender = 361_100 }
        },
        .forged("receiverWrong", .receiverWrong(expected: world.nanping, got: needed(NodeCode("361100")))) {
            try $0.header { $0.receiver = 361_100 }
        },
        .forged("sequenceWrong", .sequenceWrong(0)) { try $0.header { $0.sequence = 0 } },
        .forged("sequenceWrong", .sequenceWrong(.max)) { try $0.header { $0.sequence = .max } },
        .forged("sequenceGap", .sequenceGap(expected: 2, got: 3)) { try $0.header(1) { $0.sequence = 3 } },
        .forged("sequenceGap", .sequenceGap(expected: 2, got: 7)) { try $0.header(1) { $0.sequence = 7 } },
        .forged("previousWrong", .previousWrong(sequence: 1)) { try $0.header { $0.previousHash = Data(count: 31) } },
        .forged("previousWrong", .previousWrong(sequence: 1)) { try $0.header { $0.previousHash[0] = 1 } },
        .forged("previousWrong", .previousWrong(sequence: 2)) {
            try $0.header(1) { $0.previousHash = Data(count: 32) }
        },
        .forged("chainBroken", .chainBroken(sequence: 2)) { try $0.header(0, relink: false) { $0.timeMs += 1 } },
        .forged("chainBroken", .chainBroken(sequence: 2)) { try $0.header(1) { $0.previousHash[31] ^= 1 } },
        .forged("kindWrong", .kindWrong(0)) { try $0.header { $0.kind = 0 } },
        .forged("kindWrong", .kindWrong(65_536)) { try $0.header { $0.kind = 65_536 } },
        .forged("caseNumberWrong", .caseNumberWrong) {
            try $0.header { $0.caseNumber = String(repeating: "1", count: 65) }
        },
        .forged("caseNumberWrong", .caseNumberWrong) { try $0.header { $0.caseNumber = "330800 1" } },
        .forged("timeWrong", .timeWrong(-1)) { try $0.header { $0.timeMs = -1 } },
        .forged("timeWrong", .timeWrong(.max)) { try $0.header { $0.timeMs = .max } },
        .forged("bodyDigestWrong", .bodyDigestWrong(sequence: 1)) { try $0.header { $0.bodyDigest = Data(count: 33) } },
    ]

    static let trust: [Cause] = [
        .reading(
            "signatureSize",
            .signatureSize(bytes: 63),
            frame: { try Forger().frame(signature: [UInt8](repeating: 1, count: 63)) }
        ),
        .reading("signatureWrong", .signatureWrong(world.quzhou), frame: { try Forger().frame(key: world.nanpingKey) }),
        Cause("signatureWrong", .signatureWrong(world.quzhou)) {
            // A stranger who owns the link but not the key.
            _ = try codec.decode(try receiptFrame { $0.signature[5] ^= 1 }, from: world.quzhou)
        },
        Cause("signatureWrong", .signatureWrong(world.quzhou)) {
            _ = try codec.decode(try receiptFrame { $0.timeMs += 1 }, from: world.quzhou)
        },
        Cause("keyUnknown", .keyUnknown(world.quzhou)) {
            let keyring = Keyring([world.nanping: [world.nanpingKey.verifyingKey]])
            let codec = FrameCodec(node: world.nanping, signer: BatchSigner(world.nanpingKey), keyring: keyring)
            _ = try codec.decode(try Forger().frame(), from: world.quzhou)
        },
        Cause("signingKeyUnreadable", .signingKeyUnreadable) { _ = try SigningKey(text: "AAAA") },
        Cause("signingKeyUnreadable", .signingKeyUnreadable) { _ = try SigningKey(text: "not base64!") },
        Cause("verifyingKeyUnreadable", .verifyingKeyUnreadable) { _ = try VerifyingKey(text: "AAAA") },
        Cause("verifyingKeyUnreadable", .verifyingKeyUnreadable) { _ = try VerifyingKey(bytes: [1, 2, 3]) },
    ]

    static let talk: [Cause] = [
        Cause("positionWrong", .positionWrong(sequence: 4)) {
            try hello {
                $0.standings = [
                    .with {
                        $0.lane = .case
                        $0.sent = .with { $0.sequence = 4 }
                    }
                ]
            }
        },
        Cause("positionWrong", .positionWrong(sequence: 0)) {
            try hello {
                $0.standings = [
                    .with {
                        $0.lane = .case
                        $0.sent = .with { $0.hash = Data(repeating: 1, count: 32) }
                    }
                ]
            }
        },
        Cause("positionWrong", .positionWrong(sequence: 4)) {
            try hello {
                $0.standings = [
                    .with {
                        $0.lane = .case
                        $0.sent = .with {
                            $0.sequence = 4
                            $0.hash = Data(repeating: 1, count: 33)
                        }
                    }
                ]
            }
        },
        Cause("helloWrongNode", .helloWrongNode(expected: world.quzhou, got: world.nanping)) {
            try hello { $0.node = 350_700 }
        },
        Cause("nodeUnreadable", .nodeUnreadable(7)) { try hello { $0.node = 7 } },
        Cause("sessionMissing", .sessionMissing) { try hello { $0.session = 0 } },
        Cause("versionsWrong", .versionsWrong(min: 0, max: 1)) { try hello { $0.versionMin = 0 } },
        Cause("versionsWrong", .versionsWrong(min: 2, max: 1)) { try hello { $0.versionMin = 2 } },
        Cause("textTooLong", .textTooLong(.software, bytes: 101)) {
            try hello { $0.software = String(repeating: "x", count: 101) }
        },
        Cause("textTooLong", .textTooLong(.maintenanceReason, bytes: 1_002)) {
            try hello { $0.maintenance = .with { $0.reason = String(repeating: "办", count: 334) } }
        },
        Cause("standingsTooMany", .standingsTooMany(17)) {
            try hello {
                $0.standings = (1...17).map { number in .with { $0.lane = needed(WireLane(rawValue: number)) } }
            }
        },
        Cause("laneRepeated", .laneRepeated(.case)) {
            try hello { $0.standings = [.with { $0.lane = .case }, .with { $0.lane = .case }] }
        },
        Cause("laneUnknown", .laneUnknown(0)) { try hello { $0.standings = [WireLaneStanding()] } },
        Cause("recoverRangeWrong", .recoverRangeWrong(after: 0, through: 0)) {
            _ = try WireFrame.with { $0.recover = .with { $0.lane = .case } }.readByNanping()
        },
        Cause("recoverRangeWrong", .recoverRangeWrong(after: 0, through: 1 << 63)) {
            _ = try WireFrame.with {
                $0.recover = .with {
                    $0.lane = .case
                    $0.through = 1 << 63
                }
            }.readByNanping()
        },
        Cause("recoverRangeWrong", .recoverRangeWrong(after: 5, through: 5)) {
            let after = Position(sequence: 5, hash: needed(Digest([UInt8](repeating: 1, count: 32))))
            _ = try world.quzhouCodec.encode(
                .recover(Recover(lane: .case, after: after, through: 5)),
                to: world.nanping
            )
        },
        Cause("sequenceWrong", .sequenceWrong(.max)) {
            _ = try codec.decode(try receiptFrame { $0.through.sequence = .max }, from: world.quzhou)
        },
    ]

    static let materials: [Cause] = [
        Cause("materialDigestWrong", .materialDigestWrong(bytes: 0)) { try request { $0.digest = Data() } },
        Cause("materialDigestWrong", .materialDigestWrong(bytes: 31)) { try chunk { $0.digest = Data(count: 31) } },
        Cause("materialRangeWrong", .materialRangeWrong(offset: 0, count: 0)) { try request { $0.length = 0 } },
        Cause("materialRangeWrong", .materialRangeWrong(offset: 0, count: 524_289)) {
            try request { $0.length = 524_289 }
        },
        Cause("materialRangeWrong", .materialRangeWrong(offset: .max, count: 1)) { try request { $0.offset = .max } },
        Cause("caseNumberWrong", .caseNumberWrong) { try request { $0.caseNumber = "../../etc" } },
        Cause("materialRangeWrong", .materialRangeWrong(offset: 0, count: 0)) { try chunk { $0.bytes = Data() } },
        Cause("materialRangeWrong", .materialRangeWrong(offset: 6, count: 5)) { try chunk { $0.offset = 6 } },
        Cause("materialRangeWrong", .materialRangeWrong(offset: .max, count: 5)) { try chunk { $0.offset = .max } },
        Cause("materialRangeWrong", .materialRangeWrong(offset: 0, count: 524_289)) {
            try chunk {
                $0.bytes = Data(count: 524_289)
                $0.totalSize = 600_000
            }
        },
        Cause("chunkAmbiguous", .chunkAmbiguous) { try chunk { $0.missing = .erased } },
    ]

    static let bodies: [Cause] = [
        Cause("bodyUnreadable", .bodyUnreadable(.accepted)) { _ = try WireAccepted.read([0x0A, 17]) },
        Cause("saltWrong", .saltWrong(.accepted)) { _ = try WireAccepted.read([0x12, 1, 0x61]) },
        Cause("saltWrong", .saltWrong(.accepted)) {
            _ = try EntryDraft(kind: .accepted, caseNumber: nil, at: world.time, body: [UInt8](repeating: 0, count: 40))
        },
        Cause("bodyTooLarge", .bodyTooLarge(bytes: WireLimits.bodyBytesMax + 1)) {
            _ = try WireAccepted.read([UInt8](repeating: 0, count: WireLimits.bodyBytesMax + 1))
        },
        Cause("bodyTooLarge", .bodyTooLarge(bytes: WireLimits.bodyBytesMax + 19 + 3)) {
            let body = WireAccepted.with { $0.note = String(repeating: "x", count: WireLimits.bodyBytesMax) }
            _ = try body.draft(caseNumber: nil, at: world.time)
        },
        Cause("caseNumberWrong", .caseNumberWrong) { _ = try WireAccepted().draft(caseNumber: "", at: world.time) },
        Cause("caseNumberWrong", .caseNumberWrong) { _ = try WireAccepted().draft(caseNumber: "衢州", at: world.time) },
        Cause("timeWrong", .timeWrong(-1)) {
            _ = try WireAccepted().draft(caseNumber: nil, at: Instant(milliseconds: -1))
        },
        Cause("kindUnknown", .kindUnknown(needed(EntryKind(rawValue: 15)))) {
            _ = try EntryContent(kind: needed(EntryKind(rawValue: 15)), lane: .case, body: [])
        },
        Cause("kindOnWrongLane", .kindOnWrongLane(.decided, .case)) {
            _ = try EntryContent(kind: .decided, lane: .case, body: [])
        },
    ]

    static let exports: [Cause] = [
        Cause("outsideRun", .outsideRun(sequence: 9)) {
            var export = WireExportedRun(sender: world.quzhou, receiver: world.nanping, lane: .case)
            export.entries = Forger().entries
            export.append(signature: [UInt8](repeating: 0, count: 64), sequence: 9)
            _ = try ChainVerifier(keyring: world.keyring).verify(export.bytes)
        }
    ]

    private static func hello(_ change: (inout WireHello) -> Void) throws {
        var hello = WireHello.with {
            $0.node = 330_800
            $0.session = 1
            $0.versionMin = 1
            $0.versionMax = 1
        }
        _ = try WireFrame.with { $0.hello = hello }.readByNanping()
        change(&hello)
        _ = try WireFrame.with { $0.hello = hello }.readByNanping()
    }

    private static func receiptFrame(_ change: (inout WireReceipt) -> Void) throws -> [UInt8] {
        let receipt = Receipt(lane: .result, through: .start, gap: false, at: world.time)
        var message = WireReceipt(
            BatchSigner(world.quzhouKey).signed(receipt, receiver: world.quzhou, sender: world.nanping)
        )
        change(&message)
        return try WireFrame.with { $0.receipt = message }.serializedBytes()
    }

    private static func request(_ change: (inout WireMaterialRequest) -> Void) throws {
        var request = WireMaterialRequest.with {
            $0.digest = Data(count: 32)
            $0.length = 1
        }
        change(&request)
        _ = try WireFrame.with { $0.materialRequest = request }.readByNanping()
    }

    private static func chunk(_ change: (inout WireMaterialChunk) -> Void) throws {
        var chunk = WireMaterialChunk.with {
            $0.digest = Data(count: 32)
            $0.totalSize = 10
            $0.bytes = Data(count: 5)
        }
        change(&chunk)
        _ = try WireFrame.with { $0.materialChunk = chunk }.readByNanping()
    }
}
