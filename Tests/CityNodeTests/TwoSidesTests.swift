import CaseModel
import CaseStore
import ExchangeCore
import TestChance
import Testing

@testable import CityNode

@Suite("Two sides, any order, one of them restored")
struct TwoSidesTests {
    @Test("Both sides end with the same cases", arguments: 1...12)
    func converges(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        var chance = AnyCase(random: SplitMix(seed: UInt64(seed) << 32))
        let pair = try Pair()
        let cities = [pair.left, pair.right]
        let victim = cities[Int.random(in: 0...1, using: &random)]
        let steps = 160
        let backupAt = Int.random(in: 0..<steps * 2 / 3, using: &random)
        let lossAt = Int.random(in: backupAt + 1..<steps, using: &random)
        // Every fourth seed has no backup at all.
        let hasBackup = !seed.isMultiple(of: 4)
        var backup: String?
        var numbers: [CaseNumber] = []
        for step in 0..<steps {
            if step == backupAt, hasBackup { backup = try victim.backup() }
            if step == lossAt {
                try victim.restore(backup)
                // Nobody at the desks knows, and work goes on.
                for _ in 0..<30 { try act(on: numbers, at: victim, &chance) }
            }
            let city = cities[Int.random(in: 0...1, using: &random)]
            switch Int.random(in: 0..<100, using: &random) {
            case ..<20:
                let other = pair.other(city).node
                let submission = chance.submission(from: city.node, to: other)
                let consulting = submission.mode != .online && Bool.random(using: &random)
                numbers.append(try city.submit(submission, consulting: consulting).answer.number)
            case ..<60:
                try act(on: numbers, at: city, &chance)
            case ..<95:
                let lane: Lane = Bool.random(using: &random) ? .case : .result
                try pair.deliver(from: city, lane, max: Int.random(in: 1...5, using: &random))
            case ..<98:
                try city.restart()
            default: break
            }
            if Int.random(in: 0..<10, using: &random) == 0 {
                for city in cities where !city.isConfirmed(pair.other(city).node) { try pair.compare(city) }
            }
        }
        try pair.settle()
        let left = try pair.left.records()
        let right = try pair.right.records()
        #expect(left == right, "seed \(seed)")
        // What was submitted and lost with the disk, before anybody else had it, may be missing; nothing else is there.
        #expect(!left.isEmpty)
        #expect(Set(left.keys).isSubset(of: numbers))
        #expect(left.values.allSatisfy { $0.state != .submitted }, "seed \(seed)")
        for record in left.values {
            // The clocks are part of the record, so they are equal too; and those of a case that has ended stand still.
            guard record.state.isClosed else { continue }
            #expect(record.progress.clocks.all.allSatisfy { !$0.clock.isRunning }, "seed \(seed)")
        }
        for city in cities {
            let peer = pair.other(city).node
            #expect(try city.read { try $0.backlog(peer) }.entries == 0)
            for account in city.ledger.accounts { #expect(account.value.pending == 0) }
        }
    }

    /// Tries something on some case, most of the time something that fits.
    private func act(on numbers: [CaseNumber], at city: TestCity, _ chance: inout AnyCase) throws {
        guard let number = numbers.randomElement(using: &chance.random), let record = try city.record(number),
            let side = record.side(of: Sample.city(city.node))
        else { return }
        do {
            try city.act(chance.action(on: record, side: side), on: number)
        } catch is CommandError {
            // The rules say no to many of them.
        }
    }
}
