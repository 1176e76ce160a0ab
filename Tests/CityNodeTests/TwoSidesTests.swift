import CaseModel
import CaseStore
import ExchangeCore
import Testing

@testable import CityNode

@Suite("Two sides, any order, one of them restored")
struct TwoSidesTests {
    @Test("Both sides end with the same cases", arguments: 1...12)
    func converges(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
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
                for _ in 0..<30 { try act(on: numbers, at: victim, using: &random) }
            }
            let city = cities[Int.random(in: 0...1, using: &random)]
            switch Int.random(in: 0..<100, using: &random) {
            case ..<20:
                let other = pair.other(city).node
                numbers.append(try city.submit(Sample.submission(from: city.node, to: other)).answer.number)
            case ..<60:
                try act(on: numbers, at: city, using: &random)
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
        for city in cities {
            let peer = pair.other(city).node
            #expect(try city.read { try $0.backlog(peer) }.entries == 0)
            for account in city.ledger.accounts { #expect(account.value.pending == 0) }
        }
    }

    /// Tries something on some case.
    private func act(on numbers: [CaseNumber], at city: TestCity, using random: inout SplitMix) throws {
        guard let number = numbers.randomElement(using: &random), try city.record(number) != nil else { return }
        let actions = [
            Sample.accept, Sample.correction, Sample.decline, Sample.deny, Sample.grant(), Sample.supplement(),
            Sample.delivery,
        ]
        do {
            try city.act(sure(actions.randomElement(using: &random)), on: number)
        } catch is CommandError {
            // The rules say no to most of them.
        }
    }
}
