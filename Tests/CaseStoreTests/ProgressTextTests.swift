import CaseModel
import Foundation
import JSONCoding
import TestChance
import Testing

@testable import CaseStore

@Suite("What a case has gathered, as text")
struct ProgressTextTests {
    private struct Maker {
        var random: SplitMix

        private mutating func chance(_ of: Int) -> Bool { random.below(of) == 0 }

        mutating func clock() throws -> CaseClock {
            let start = 1_700_000_000_000 + Int64(random.below(1_000_000))
            var clock = try CaseClock(
                start: start,
                opening: chance(2) ? .receipt : .act,
                limit: TimeLimit(days: random.below(40), unit: chance(2) ? .workingDays : .calendarDays)
            )
            if chance(4) {
                try clock.pause(.suspension, note: "等鉴定 \"x\"", at: start + 10)
                if chance(2) { try clock.resume(at: start + 20) }
            }
            // The law's most is so many working days.
            if clock.limit.unit == .workingDays, chance(3) {
                try clock.extend(
                    by: ClockExtension(
                        limit: TimeLimit(days: 1 + random.below(9), unit: clock.limit.unit),
                        approvedBy: "负责人",
                        reason: "复杂",
                        notice: "延〔2026〕1号",
                        at: start + 30
                    )
                )
            }
            if chance(2) { try clock.stop(at: start + 40) }
            return clock
        }

        mutating func progress() throws -> CaseProgress {
            var clocks: [ClockKind: CaseClock] = [:]
            for kind in ClockKind.allCases where chance(2) { clocks[kind] = try clock() }
            var legs: [String: CaseClock] = [:]
            for name in ["户籍", "a\"b", "社保", "B"] where chance(4) { legs[name] = try clock() }
            return CaseProgress(
                clocks: CaseClocks(clocks.map { ($0.key, $0.value) }),
                legs: legs,
                abandonedLegs: chance(4) ? legs.keys.sorted() : [],
                reviewer: chance(2) ? "钱\\七" : nil
            )
        }
    }

    @Test("It is the text of the common coder, and is read as by it", arguments: UInt64(1)...8)
    func same(seed: UInt64) throws {
        var maker = Maker(random: SplitMix(seed: seed))
        for _ in 0..<200 {
            let progress = try maker.progress()
            let text = try ProgressText.write(progress)
            #expect(text == String(decoding: try JSONStream.bytes(progress), as: UTF8.self))
            #expect(try ProgressText.read(Array(text.utf8)) == progress)
        }
    }

    @Test("A text with one half twice and without the other is refused")
    func half() {
        let text = #"{"clocks":{"clocks":{}},"clocks":{"clocks":{}}}"#
        #expect(throws: DecodingError.self) { try ProgressText.read(Array(text.utf8)) }
    }

    @Test("A damaged text is read or refused as by the common coder", arguments: UInt64(1)...8)
    func damaged(seed: UInt64) throws {
        var maker = Maker(random: SplitMix(seed: seed))
        for _ in 0..<200 {
            var bytes = Array(try ProgressText.write(try maker.progress()).utf8)
            let place = maker.random.below(bytes.count)
            switch maker.random.below(3) {
            case 0: bytes[place] = UInt8(maker.random.below(128))
            case 1: bytes.remove(at: place)
            default: bytes.insert(bytes[maker.random.below(bytes.count)], at: place)
            }
            let ours = try? ProgressText.read(bytes)
            let theirs = try? JSONDecoder().decode(CaseProgress.self, from: Data(bytes))
            #expect(ours == theirs, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
