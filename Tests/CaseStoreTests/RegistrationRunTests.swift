import CaseModel
import TestChance
import Testing

@testable import CaseStore

/// Many registrations at once leave what the same do one by one.
@Suite struct RegistrationRunTests {
    @Test(arguments: 0..<60 as Range<UInt64>) func asOneByOne(seed: UInt64) throws {
        let together = try registered(seed, by: .max)
        let alone = try registered(seed, by: 1)
        #expect(together.left == alone.left)
        #expect(together.rows == alone.rows)
        #expect(together.counts == alone.counts)
    }

    /// Makes the same cases for a seed, and registers a list of numbers in pieces of so many.
    private func registered(
        _ seed: UInt64,
        by piece: Int
    ) throws -> (left: [CaseNumber], rows: [CaseRow], counts: [CaseState: Int]) {
        var chance = SplitMix(seed: seed)
        let fixture = try StoreFixture(.staysOpen)
        let entry = try fixture.write { try $0.addReceivedRun(Sample.resultLane, 1...1, kind: 16)[0] }
        // Mostly sound lists, since one stranger is enough for all to go one by one.
        let (isMixed, isShuffled) = (chance.below(2) == 0, chance.below(3) == 0)
        var numbers: [CaseNumber] = []
        try fixture.write { writer throws in
            for number in 0..<UInt64(chance.below(40)) {
                let isStrange = isMixed && chance.below(12) == 0
                let state = isStrange ? [.refused, .accepted, .submitted][chance.below(3)] : CaseState.submitted
                let city = isStrange && chance.below(2) == 0 ? Sample.shangraoCity : Sample.nanpingCity
                let late = Sample.time + Int64(chance.below(3)) * 5
                _ = try writer.addCase(Sample.record(number, state, handling: city, changedAt: late))
                if !isMixed || chance.below(12) > 0 { numbers.append(Sample.number(number)) }
                if isMixed, chance.below(20) == 0 { numbers.append(Sample.number(1_000 + number)) }
            }
        }
        if isShuffled, numbers.count > 1 { numbers.swapAt(0, chance.below(numbers.count)) }
        let left = try fixture.write { writer throws in
            var left: [CaseNumber] = []
            for first in stride(from: 0, to: numbers.count, by: min(piece, max(1, numbers.count))) {
                left += try writer.markRegistered(
                    Array(numbers[first..<min(numbers.count, first + min(piece, numbers.count))]),
                    handling: Sample.nanpingCity,
                    entry: entry,
                    at: Sample.time + 5
                )
            }
            return left
        }
        return try fixture.read { reader throws in
            let rows = try reader.cases(after: CaseID(rawValue: 0), within: 0..<Int64.max, by: .changed, limit: 1_000)
            return (left, rows, try reader.caseCounts())
        }
    }

    @Test func thoseThatStandSideBySideAreOneStatement() throws {
        let fixture = try StoreFixture(.staysOpen)
        let entry = try fixture.write { try $0.addReceivedRun(Sample.resultLane, 1...1, kind: 16)[0] }
        let numbers = (0..<100).map { Sample.number($0) }
        try fixture.write { writer throws in
            for number in 0..<100 as Range<UInt64> { _ = try writer.addCase(Sample.record(number)) }
        }
        try fixture.write { writer throws in
            let writer = try #require(writer as? SQLiteWriter)
            let before = writer.connection.totalChanges
            #expect(
                try writer.markRegistered(numbers, handling: Sample.nanpingCity, entry: entry, at: Sample.time) == []
            )
            #expect(writer.connection.changes == 100 && writer.connection.totalChanges == before + 100)
        }
    }
}
