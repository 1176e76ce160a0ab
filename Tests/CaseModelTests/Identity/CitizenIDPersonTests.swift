import CaseModel
import TestChance
import Testing

/// What a number says of its holder.
@Suite struct CitizenIDPersonTests {
    @Test func birthAndSexOfEveryNumber() {
        var random = SplitMix(seed: 21)
        for _ in 0..<2_000 {
            let day = LocalDay(number: .random(in: -20_000...20_000, using: &random))
            let order = Int.random(in: 100...999, using: &random)
            let text = Sample.citizenID(born: day.description, order: String(order))
            #expect(CitizenID.birthDate(of: text) == day)
            #expect(CitizenID.sex(of: text) == (order % 2 == 1 ? .male : .female))
        }
    }

    @Test func lowerCaseAndUnsoundNumbers() {
        #expect(CitizenID.birthDate(of: "11010519491231002x") == Sample.day("19491231"))
        #expect(CitizenID.sex(of: "11010519491231002x") == .female)
        for text in ["", "110105194912310021", "11010519491231002XX"] {
            #expect(CitizenID.birthDate(of: text) == nil)
            #expect(CitizenID.sex(of: text) == nil)
            #expect(CitizenID.age(of: text, on: Sample.day("20261123")) == nil)
        }
    }

    @Test(arguments: [
        ("20121123", "20261122", 13), ("20121123", "20261123", 13), ("20121123", "20261124", 14),
        ("20120229", "20260228", 13), ("20120229", "20260301", 14), ("20121231", "20270101", 14),
        ("20261123", "20261123", 0), ("20261123", "20261124", 0), ("20261123", "20261122", nil),
        ("20261122", "20261123", 0), ("20251123", "20261124", 1),
    ])
    func age(birth: String, day: String, years: Int?) {
        #expect(CitizenID.age(of: Sample.citizenID(born: birth), on: Sample.day(day)) == years)
    }
}
