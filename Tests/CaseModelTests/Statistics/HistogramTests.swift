import CaseModel
import Foundation
import TestChance
import Testing

@Suite struct HistogramTests {
    /// A histogram comes to light through a report alone, as it does in use.
    private static func histogram(_ minutes: [Int]) throws -> MinutesHistogram {
        var maker = FactMaker(seed: 1)
        var fact = maker.fact()
        fact.registeredAt = fact.submittedAt
        fact.isEnquiry = false
        return try StatisticsReport(
            by: .year,
            minutes.map {
                fact.responseMinutes = $0
                return fact
            }
        ).total.response
    }

    /// Sorts all of them, the slow way.
    private static func exact(_ minutes: [Int], perMille: Int) -> Int {
        minutes.sorted()[(minutes.count * perMille + 999) / 1_000 - 1]
    }

    @Test func quantilesLieWithinTheStatedError() throws {
        var random = SplitMix(seed: 7)
        for top in [10, 31, 100, 5_000, StatisticsLimits.minutesMax] {
            for count in [1, 2, 3, 10, 999] {
                let minutes = (0..<count).map { _ in Int.random(in: 0...top, using: &random) }
                let histogram = try Self.histogram(minutes)
                #expect(histogram.count == count)
                for perMille in [1, 250, 500, 900, 999, 1_000] {
                    let exact = Self.exact(minutes, perMille: perMille)
                    let told = try #require(histogram.quantile(perMille: perMille))
                    #expect(abs(told - exact) * 32 <= exact, "\(told) for \(exact) of \(count) up to \(top)")
                    if exact < 32 { #expect(told == exact) }
                }
                #expect(histogram.median == histogram.quantile(perMille: 500))
                #expect(histogram.ninetieth == histogram.quantile(perMille: 900))
            }
        }
    }

    @Test func everyMinuteHasABucketOfItsSize() throws {
        for minute in [0, 1, 15, 16, 31, 32, 33, 63, 64, 1_023, 1_024, 65_535, 65_536, StatisticsLimits.minutesMax] {
            let told = try #require(try Self.histogram([minute]).median)
            #expect(abs(told - minute) * 32 <= minute, "\(told) for \(minute)")
        }
    }

    @Test func veryLongAnswersCountAsTheLongest() throws {
        #expect(try Self.histogram([.max]) == Self.histogram([StatisticsLimits.minutesMax]))
        #expect(try Self.histogram([]).median == nil)
    }

    @Test func memoryIsBounded() throws {
        let json = try JSONEncoder().encode(Self.histogram([.max]))
        #expect(try JSONDecoder().decode([Int].self, from: json).count == 272)
    }

    @Test(arguments: ["[1,0]", "[-1,1]", "[\(1 << 40 + 1)]", "[\(String(repeating: "1,", count: 272))1]"])
    func storedCountsAreChecked(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(MinutesHistogram.self, from: Data(json.utf8))
        }
    }
}
