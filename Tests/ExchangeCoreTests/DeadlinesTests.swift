import TestChance
import Testing

@testable import ExchangeCore

@Suite struct DeadlinesTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func theyAreAsAPlainList(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var plain = [Instant?](repeating: nil, count: Int.random(in: 0...5, using: &random))
        var deadlines = Deadlines(count: plain.count)
        func moment() -> Instant? {
            Int.random(in: 0..<3, using: &random) == 0
                ? nil : Instant(milliseconds: Int64.random(in: -3...20, using: &random))
        }
        for _ in 0..<200 {
            let new = moment()
            if plain.isEmpty || Int.random(in: 0..<20, using: &random) == 0 {
                plain.append(new)
                deadlines.append(new)
            } else {
                let place = Int.random(in: plain.indices, using: &random)
                plain[place] = new
                deadlines[place] = new
            }
            #expect(plain.indices.allSatisfy { deadlines[$0] == plain[$0] })
            #expect(deadlines.earliest == plain.compactMap(\.self).min())
            let now = Instant(milliseconds: Int64.random(in: -4...21, using: &random))
            let due = plain.indices.filter { place in plain[place].map { $0 <= now } ?? false }
            #expect(deadlines.places(through: now) == due)
        }
    }
}
