import CaseModel
import CaseStore
import ExchangeCore
import TestChance
import Testing

@testable import CityNode

@Suite("Shared records on two sides, any order, one of them restored")
struct SharedTwoSidesTests {
    @Test("Both sides end with the same records", arguments: 1...12)
    func converges(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed) &* 977)
        var chance = AnyShared(random: SplitMix(seed: UInt64(seed) << 24))
        let pair = try Pair()
        let cities = [pair.left, pair.right]
        let victim = cities[Int.random(in: 0...1, using: &random)]
        let steps = 150
        let backupAt = Int.random(in: 0..<steps / 2, using: &random)
        let lossAt = Int.random(in: backupAt + 1..<steps, using: &random)
        let hasBackup = !seed.isMultiple(of: 4)
        var backup: String?
        for step in 0..<steps {
            if step == backupAt, hasBackup { backup = try victim.backup() }
            if step == lossAt {
                try victim.restore(backup)
                for _ in 0..<10 { try change(at: victim, &chance) }
            }
            let city = cities[Int.random(in: 0...1, using: &random)]
            switch Int.random(in: 0..<100, using: &random) {
            case ..<10: try city.submit(Sample.submission(from: city.node, to: pair.other(city).node))
            case ..<55: try change(at: city, &chance)
            case ..<95:
                let lane = sure(Lane.allCases.randomElement(using: &random))
                try pair.deliver(from: city, lane, max: Int.random(in: 1...5, using: &random))
            default: try city.restart()
            }
            if Int.random(in: 0..<8, using: &random) == 0 {
                for city in cities where !city.isConfirmed(pair.other(city).node) { try pair.compare(city) }
            }
        }
        try pair.settle()
        let left = try pair.left.sharedRecords()
        let right = try pair.right.sharedRecords()
        #expect(
            left.filter { $0.value.peer != nil }.mapValues(Copy.init)
                == right.filter { $0.value.peer != nil }.mapValues(Copy.init),
            "seed \(seed)"
        )
        #expect(Set(left.values.map(\.record.kind)).count > 1 && left.count > 5, "seed \(seed)")
    }

    /// What both cities have to agree about.
    private struct Copy: Equatable {
        var record: SharedRecord
        var version: Int

        init(_ row: SharedRow) {
            record = row.record
            version = row.version
        }
    }

    private func change(at city: TestCity, _ chance: inout AnyShared) throws {
        let records = try city.sharedRecords().values.map(\.record).sorted { "\($0.state)" < "\($1.state)" }
        let cases = try city.records().values.sorted { $0.number.description < $1.number.description }
        guard let change = chance.change(at: Sample.city(city.node), cases, records) else { return }
        do {
            try city.change(change)
        } catch is CommandError {
            // The rules say no to some of them.
        }
    }
}
