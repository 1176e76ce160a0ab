import CaseModel
import Testing

/// A node's rules for all its cases.
@Suite struct RetentionPlanTests {
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> LocalDay {
        sure(LocalDay(year: year, month: month, day: day))
    }

    private static func record(_ state: CaseState, closed: LocalDay, item: String = "A") -> CaseRecord {
        var record = sure(Sample.record(state))
        record.itemCode = item
        record.changedAt = closed.number * LocalDay.dayMilliseconds
        return record
    }

    private static let plan = RetentionPlan(
        usual: RetentionRule(years: 10),
        items: ["B": RetentionRule(years: 2), "C": RetentionRule(years: nil)]
    )

    private func isDue(_ record: CaseRecord, _ day: LocalDay, plan: RetentionPlan = plan) -> Bool {
        let verdict = plan.verdict(on: .personalData, of: record, side: .handling, isHandOverConfirmed: true, on: day)
        if case .mustErase = verdict { return true }
        return false
    }

    @Test func itemsHaveRulesOfTheirOwn() {
        let closed = Self.day(2026, 11, 23)
        for (item, year) in [("A", 2037), ("B", 2029)] {
            let record = Self.record(.archived, closed: closed, item: item)
            #expect(!isDue(record, Self.day(year - 1, 12, 31)), "\(item)")
            #expect(isDue(record, Self.day(year, 1, 1)), "\(item)")
        }
        #expect(!isDue(Self.record(.archived, closed: closed, item: "C"), Self.day(2126, 1, 1)))
        #expect(!isDue(Self.record(.delivered, closed: closed), Self.day(2040, 1, 1)), "never archived")
        var held = Self.plan
        held.held = [Sample.number]
        #expect(!isDue(Self.record(.archived, closed: closed), Self.day(2040, 1, 1), plan: held))
    }

    @Test func theCollectingCityWaitsForConfirmationAndEnd() {
        func isDue(_ state: CaseState, confirmed: Bool) -> Bool {
            let today = Self.day(2026, 11, 24)
            let verdict = Self.plan.verdict(
                on: .personalData,
                of: Self.record(state, closed: Self.day(2026, 11, 23)),
                side: .collecting,
                isHandOverConfirmed: confirmed,
                on: today
            )
            if case .mustErase = verdict { return true }
            return false
        }
        for state in CaseState.allCases where Sample.way(to: state, mode: .online) != nil {
            #expect(isDue(state, confirmed: true) == state.isClosed, "\(state)")
            #expect(!isDue(state, confirmed: false), "\(state)")
        }
    }

    /// Nothing that is due is left out by the day before which it must have been closed, and the day before is due.
    @Test func theSearchLeavesNothingOut() {
        #expect(RetentionPlan(usual: RetentionRule(years: nil)).closedBefore(on: Self.day(2026, 1, 1)) == nil)
        for today in [Self.day(2029, 1, 1), Self.day(2028, 12, 31), Self.day(2040, 6, 30)] {
            let bound = sure(Self.plan.closedBefore(on: today))
            #expect(isDue(Self.record(.archived, closed: LocalDay(number: bound.number - 1), item: "B"), today))
            #expect(!isDue(Self.record(.archived, closed: bound, item: "B"), today))
            #expect(!isDue(Self.record(.archived, closed: bound), today))
        }
    }

    @Test func aGuideGivesItsItemATermUnlessThePlanDoes() {
        func guide(_ item: String, _ city: CityCode, version: Int, years: Int?) -> Guide {
            var guide = Sample.guide
            (guide.item, guide.city, guide.version, guide.retentionYears) = (item, city, version, years)
            return guide
        }
        let plan = RetentionPlan(usual: RetentionRule(years: 30), items: ["A": RetentionRule(years: 1)])
            .filled(
                by: [
                    guide("A", Sample.huangshan, version: 1, years: 9),
                    guide("B", Sample.huangshan, version: 2, years: 10),
                    guide("B", Sample.huangshan, version: 1, years: 5),
                    guide("C", Sample.huangshan, version: 1, years: nil),
                    guide("D", Sample.quzhou, version: 1, years: 2),
                ],
                of: Sample.huangshan
            )
        let years = ["A", "B", "C", "D"].map { plan.rule(of: $0).years }
        #expect(years == [1, 10, 30, 30])
    }
}
