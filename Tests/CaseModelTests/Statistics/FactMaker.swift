import CaseModel
import TestChance

/// Makes facts by chance, so that every branch of a report is met.
struct FactMaker {
    var random: SplitMix

    static let cities = ["330800", "350700", "361100", "341000"].compactMap { CityCode($0) }

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func fact() -> CaseFact {
        let collecting = Self.cities[Int.random(in: 0..<4, using: &random)]
        let others = Self.cities.filter { $0 != collecting }
        let mode = HandlingMode.allCases[Int.random(in: 0..<HandlingMode.allCases.count, using: &random)]
        let submitted = Sample.time + Int64.random(in: 0..<400, using: &random) * LocalDay.dayMilliseconds / 3
        let isClosed = chance(60)
        return CaseFact(
            mode: mode,
            collecting: collecting,
            handling: others[Int.random(in: 0..<3, using: &random)],
            collectingOffice: mode == .online ? nil : "窗口\(Int.random(in: 1...3, using: &random))",
            handlingOffice: "部门\(Int.random(in: 1...3, using: &random))",
            itemCode: "1",
            ending: isClosed ? EndingCode.allCases[Int.random(in: 0..<7, using: &random)] : nil,
            submittedAt: submitted,
            registeredAt: chance(90) ? submitted + 60_000 : nil,
            closedAt: isClosed ? submitted + 10 * LocalDay.dayMilliseconds : nil,
            responseMinutes: chance(80) ? Int.random(in: 0...5_000, using: &random) : nil,
            corrections: Int.random(in: 0...2, using: &random),
            isOnTime: isClosed ? chance(90) : nil,
            isEnquiry: chance(20)
        )
    }

    mutating func facts(_ count: Int) -> [CaseFact] { (0..<count).map { _ in fact() } }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}
