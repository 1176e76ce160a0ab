import ExchangeCore
import ExchangeWire
import TestChance
import Testing

@Suite struct ChainVerifierTests {
    let world = World()
    var verifier: ChainVerifier { ChainVerifier(keyring: world.keyring) }

    private func entries(_ count: Int) -> [Entry] {
        var generator = SplitMix(seed: 8)
        return world.batch(count: count, using: &generator).entries
    }

    private func export(_ entries: some Sequence<Entry>) -> WireExportedRun {
        var export = WireExportedRun(sender: world.quzhou, receiver: world.nanping, lane: .case)
        for entry in entries { export.append(header: entry.header, body: entry.body) }
        return export
    }

    private func sign(_ export: inout WireExportedRun, _ entry: Entry) {
        export.append(signature: BatchSigner(world.quzhouKey).signature(through: entry.hash), sequence: entry.sequence)
    }

    private func receipt(through entry: Entry) -> Receipt {
        BatchSigner(world.nanpingKey).signed(
            Receipt(lane: .case, through: entry.position, gap: false, at: world.time),
            receiver: world.nanping,
            sender: world.quzhou
        )
    }

    @Test func aWholeRun() throws {
        let entries = entries(6)
        var export = export(entries)
        sign(&export, entries[2])
        sign(&export, entries[5])
        export.append(receipt(through: entries[3]))
        let report = try verifier.verify(export.bytes)
        #expect(report.before == .start && report.lane == .case)
        #expect(report.items.map(\.hash) == entries.map(\.hash))
        #expect(report.items.map(\.content) == entries.map { .body($0.body ?? []) })
        #expect(report.isWhollySigned)
        #expect(report.items.map(\.isReceipted) == [true, true, true, true, false, false])
        #expect(report.receipts == [receipt(through: entries[3])])
        #expect(report.items.allSatisfy { $0.header.caseNumber == world.caseNumber })
    }

    @Test func whatFollowsTheLastSignatureIsUnsigned() throws {
        let entries = entries(4)
        var export = export(entries)
        sign(&export, entries[1])
        let report = try verifier.verify(export.bytes)
        #expect(report.items.map(\.isSigned) == [true, true, false, false] && !report.isWhollySigned)
    }

    @Test func anErasedBodyVerifiesAsErased() throws {
        let entries = entries(3)
        var export = WireExportedRun(sender: world.quzhou, receiver: world.nanping, lane: .case)
        let erasure = Erasure(at: world.time, why: "retention period over")
        for entry in entries {
            let erased = entry.sequence == 2
            export.append(header: entry.header, body: erased ? nil : entry.body, erasure: erased ? erasure : nil)
        }
        sign(&export, entries[2])
        let report = try verifier.verify(export.bytes)
        #expect(report.items[1].content == .erased(erasure))
        #expect(report.isWhollySigned && report.items[1].hash == entries[1].hash)
    }

    @Test func oneEntryWithItsPathToASignature() throws {
        let entries = entries(9)
        var export = WireExportedRun(sender: world.quzhou, receiver: world.nanping, lane: .case)
        for entry in entries[4...] { export.append(header: entry.header, body: entry.sequence == 5 ? entry.body : nil) }
        sign(&export, entries[8])
        let report = try verifier.verify(export.bytes)
        #expect(report.before == entries[3].position)
        #expect(report.items.first?.content == .body(entries[4].body ?? []))
        #expect(report.items.dropFirst().allSatisfy { $0.content == .withheld } && report.isWhollySigned)
    }

    @Test func tamperingShows() throws {
        let entries = entries(3)
        var good = export(entries)
        sign(&good, entries[2])
        _ = try verifier.verify(good.bytes)

        var body = good
        body.entries[1].body[20] ^= 1
        #expect(throws: WireError.bodyChanged(sequence: 2)) { try verifier.verify(body.bytes) }
        var left = good
        left.entries.remove(at: 1)
        #expect(throws: WireError.sequenceGap(expected: 2, got: 3)) { try verifier.verify(left.bytes) }
        var stranger = export(entries)
        stranger.append(
            signature: SigningKey().signature(over: SignedStatement.batch(through: entries[2].hash)),
            sequence: 3
        )
        #expect(throws: WireError.signatureWrong(world.quzhou)) { try verifier.verify(stranger.bytes) }
        var receipted = good
        receipted.append(receipt(through: entries[1]))
        receipted.receipts[0].timeMs += 1
        #expect(throws: WireError.signatureWrong(world.nanping)) { try verifier.verify(receipted.bytes) }
        var other = good
        other.append(receipt(through: entries[1]))
        other.receipts[0].through.sequence = 1
        #expect(throws: WireError.positionWrong(sequence: 1)) { try verifier.verify(other.bytes) }
        var lane = good
        lane.lane = .result
        #expect(throws: WireError.laneWrong(sequence: 1, expected: .result, got: .case)) {
            try verifier.verify(lane.bytes)
        }
        #expect(throws: WireError.entriesMissing) { try verifier.verify(export([]).bytes) }
    }

    @Test func everyBitOfASignedRunCounts() throws {
        let entries = entries(2)
        var export = export(entries)
        sign(&export, entries[1])
        let bytes = export.bytes
        let report = try verifier.verify(bytes)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1 << UInt8(index % 8)
            guard let other = try? verifier.verify(changed) else { continue }
            // A flipped tag can hide a body or a signature, never change what was said.
            #expect(other.items.map(\.hash) == report.items.map(\.hash))
            for (item, original) in zip(other.items, report.items) {
                #expect(item.header == original.header)
                if case .body(let body) = item.content { #expect(original.content == .body(body)) }
            }
        }
    }
}
