import ExchangeCore
import ExchangeWire
import Foundation
import SwiftProtobuf
import TestChance
import Testing

@Suite struct BodyTests {
    let world = World()

    @Test(arguments: 0..<20) func everyKindReadsBack(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        var seen: [EntryKind] = []
        for body in sampleBodies(using: &generator) + sharedBodies(using: &generator).map(\.body) {
            seen.append(try roundTrip(body, using: &generator))
        }
        #expect(Set(seen) == Set(EntryKind.known))
    }

    private func roundTrip<Body: EntryBody>(_ body: Body, using generator: inout SplitMix) throws -> EntryKind {
        let draft = try body.draft(caseNumber: world.caseNumber, at: world.time, using: &generator)
        let again = try body.draft(caseNumber: world.caseNumber, at: world.time, using: &generator)
        #expect(draft.kind == Body.kind)
        #expect(draft.body != again.body, "a salt is never used twice")
        var read = try Body.read(draft.body)
        #expect(read.salt.count == WireLimits.saltBytes)
        read.salt = body.salt
        #expect(read.isEqualTo(message: body))
        _ = try EntryContent(kind: draft.kind, lane: draft.kind.lane, body: draft.body)
        return Body.kind
    }

    @Test func contentIsTheMessageOfItsKind() throws {
        let draft = try WireSupplemented.with { $0.requestSequence = 41 }.draft(caseNumber: nil, at: world.time)
        guard case .supplemented(let body) = try EntryContent(kind: .supplemented, lane: .result, body: draft.body)
        else {
            Issue.record("not read as what it is")
            return
        }
        #expect(body.requestSequence == 41)
    }

    @Test func aBodyOfALaterVersionReads() throws {
        let draft = try WireAccepted.with { $0.office = "发改委" }.draft(caseNumber: nil, at: world.time)
        let later = draft.body + [0xF2, 0x3E, 3, 1, 2, 3]
        let read = try WireAccepted.read(later)
        #expect(read.office == "发改委")
        #expect(try read.serializedBytes() as [UInt8] == later)
    }

    @Test func theLargestBodyIsSealed() throws {
        // 18 bytes of salt, 4 of the note's tag and length.
        let note = String(repeating: "x", count: WireLimits.bodyBytesMax - 22)
        let draft = try WireAccepted.with { $0.note = note }.draft(caseNumber: nil, at: world.time)
        #expect(draft.body.count == WireLimits.bodyBytesMax)
    }

    @Test func kindsAreThoseOfTheContract() throws {
        let contract = WireEntryKind.allCases.filter { $0 != .unspecified }
        #expect(contract.map { UInt32($0.rawValue) } == EntryKind.known.map(\.rawValue))
        for kind in EntryKind.known {
            #expect(kind == EntryKind(rawValue: kind.rawValue))
            #expect(WireEntryKind(rawValue: Int(kind.rawValue)).map { "\($0)" } == "\(kind)")
        }
        #expect(
            EntryKind.known.map(\.lane) == [Lane](repeating: .case, count: 7) + [Lane](repeating: .result, count: 25)
                + [Lane](repeating: .alliance, count: 4)
        )
        #expect(EntryKind(rawValue: 0) == nil && EntryKind(rawValue: 65_536) == nil)
        #expect(try #require(EntryKind(rawValue: 77)).description == "kind 77")
    }

    @Test func lanesAreThoseOfTheContract() {
        let contract = WireLane.allCases.filter { $0 != .unspecified }
        #expect(contract.map(\.rawValue) == Lane.allCases.map { Int($0.rawValue) })
    }

    @Test(arguments: 0..<10) func noiseIsNoBody(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        for _ in 0..<500 {
            let bytes = generator.bytes(.random(in: 0...60, using: &generator))
            for kind in EntryKind.known {
                guard
                    let content = try? EntryContent(
                        kind: kind,
                        lane: kind.lane,
                        body: [0x0A, 16] + generator.bytes(16) + bytes
                    )
                else { continue }
                #expect(content == content)
            }
        }
    }
}
