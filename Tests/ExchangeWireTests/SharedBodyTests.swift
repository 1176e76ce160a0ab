import ExchangeCore
import ExchangeWire
import SwiftProtobuf
import TestChance
import Testing

/// Bodies about what two cities keep together.
@Suite struct SharedBodyTests {
    private func bodies(seed: UInt64) throws -> [(kind: EntryKind, bytes: [UInt8])] {
        var generator = SplitMix(seed: seed)
        return try sharedBodies(using: &generator).map {
            (type(of: $0.body).kind, try $0.body.salted(using: &generator))
        }
    }

    private func read(_ kind: EntryKind, _ bytes: [UInt8]) throws(WireError) -> any EntryBody {
        switch try EntryContent(kind: kind, lane: .alliance, body: bytes) {
        case .sharedChangeRequested(let body): return body
        case .sharedChanged(let body): return body
        default: throw .kindUnknown(kind)
        }
    }

    @Test func everyChangeHasItsNumberAndName() throws {
        var generator = SplitMix(seed: 1)
        for (index, sample) in sampleChanges(using: &generator).enumerated() {
            let bytes: [UInt8] = try sample.change.serializedBytes()
            #expect(bytes.first == UInt8(index + 1) << 3 | 2, "\(sample.name)")
            let content = try #require(sample.change.change)
            #expect(Mirror(reflecting: content).children.first?.label == sample.name)
        }
    }

    @Test func aRequestIsNoAnswerAndNeitherIsOnAnotherLane() throws {
        for (kind, bytes) in try bodies(seed: 2) {
            for lane in [Lane.case, .result] {
                #expect(throws: WireError.kindOnWrongLane(kind, lane)) {
                    try EntryContent(kind: kind, lane: lane, body: bytes)
                }
            }
            #expect(type(of: try read(kind, bytes)).kind == kind)
        }
    }

    @Test func aChangeOfALaterVersionReadsAsNone() throws {
        // Field 9 of a change, which version 1 does not know.
        let body: [UInt8] = [0x0A, 16] + [UInt8](repeating: 7, count: 16) + [0x12, 4, 0x4A, 2, 8, 1]
        let asked = try WireSharedChangeRequested.read(body)
        #expect(asked.hasChange && asked.change.change == nil)
        #expect(try asked.serializedBytes() as [UInt8] == body)
    }

    @Test func whatIsEmptyIsNotAbsent() throws {
        var generator = SplitMix(seed: 3)
        let absent = WireParcelReceiver.with { $0.city = 350_700 }
        let empty = WireParcelReceiver.with { ($0.office, $0.city) = ("", 350_700) }
        for (receiver, isThere) in [(absent, false), (empty, true)] {
            var parcel = WireParcel.sample(using: &generator)
            parcel.receiver = receiver
            let bytes = try WireSharedChanged.with { $0.change.parcelListed = parcel }.salted(using: &generator)
            #expect(try WireSharedChanged.read(bytes).change.parcelListed.receiver.hasOffice == isThere)
        }
    }

    @Test func everyTruncationIsRefusedOrReadsAsLess() throws {
        for (kind, bytes) in try bodies(seed: 4) {
            let whole = try read(kind, bytes)
            for count in bytes.indices {
                guard let part = try? read(kind, Array(bytes.prefix(count))) else { continue }
                #expect(part.salt == whole.salt && !part.isEqualTo(message: whole), "\(kind) cut at \(count)")
            }
        }
    }

    @Test(arguments: 0..<20) func changedBytesAreRefusedOrReadAgainAsTheSame(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        for (kind, bytes) in try bodies(seed: seed) {
            for _ in 0..<100 {
                var changed = bytes
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    changed[.random(in: changed.indices, using: &generator)] ^=
                        1 << UInt8.random(in: 0..<8, using: &generator)
                }
                guard let body = try? read(kind, changed) else { continue }
                let again = try read(kind, try body.serializedBytes())
                #expect(again.isEqualTo(message: body))
            }
        }
    }
}
