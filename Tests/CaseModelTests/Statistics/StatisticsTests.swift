import CaseModel
import Foundation
import Testing

@Suite struct StatisticsTests {
    private static let seeds = UInt64(1)...12

    @Test func partsMergeIntoTheWhole() throws {
        for seed in Self.seeds {
            var maker = FactMaker(seed: seed)
            let facts = maker.facts(400)
            for length in ReportPeriod.Length.allCases {
                let whole = try StatisticsReport(by: length, facts)
                let first = Int.random(in: 0...400, using: &maker.random)
                let second = Int.random(in: first...400, using: &maker.random)
                var merged = try StatisticsReport(by: length, facts[second...])
                try merged.merge(StatisticsReport(by: length, facts[..<first]))
                try merged.merge(StatisticsReport(by: length, facts[first..<second]))
                #expect(merged == whole && merged.csv == whole.csv, "seed \(seed), cut at \(first) and \(second)")
                #expect(try StatisticsReport(by: length, facts.shuffled(using: &maker.random)) == whole)
            }
        }
    }

    /// Filters the facts anew for each number, the slow way.
    @Test func everyNumberIsThatOfItsCases() throws {
        for seed in Self.seeds {
            var maker = FactMaker(seed: seed &+ 100)
            let facts = maker.facts(300)
            let report = try StatisticsReport(by: .month, facts)
            let counted = facts.filter { $0.registeredAt != nil && !$0.isEnquiry }
            expect(report.total, holds: counted)
            expect(report.enquiries, holds: facts.filter { $0.registeredAt != nil && $0.isEnquiry })
            #expect(report.unregistered == facts.count { $0.registeredAt == nil })
            for mode in HandlingMode.allCases {
                expect(report.modes[mode] ?? CaseTally(), holds: counted.filter { $0.mode == mode })
            }
            for (key, tally) in report.lines {
                let own = counted.filter { fact in
                    let day = LocalDay(milliseconds: fact.registeredAt ?? 0).description
                    guard day.hasPrefix(key.period.description.filter { $0 != "-" }) else { return false }
                    return key.role == .collectedForOthers
                        ? fact.collecting == key.city && fact.collectingOffice == key.office
                        : fact.handling == key.city && fact.handlingOffice == key.office
                }
                expect(tally, holds: own)
                #expect(!own.isEmpty)
            }
        }
    }

    private func expect(_ tally: CaseTally, holds facts: [CaseFact]) {
        #expect(tally.cases == facts.count)
        for mode in HandlingMode.allCases { #expect(tally.modes[mode] == facts.count { $0.mode == mode }) }
        for ending in EndingCode.allCases { #expect(tally.endings[ending] == facts.count { $0.ending == ending }) }
        #expect(tally.open == facts.count { $0.ending == nil })
        #expect(tally.onTime == facts.count { $0.isOnTime == true })
        #expect(tally.late == facts.count { $0.isOnTime == false })
        #expect(tally.corrections == facts.reduce(0) { $0 + $1.corrections })
        #expect(tally.response.count == facts.count { $0.responseMinutes != nil })
    }

    @Test func countsAreConserved() throws {
        for seed in Self.seeds {
            var maker = FactMaker(seed: seed &+ 200)
            let facts = maker.facts(300)
            let report = try StatisticsReport(by: .day, facts)
            #expect(report.total.cases + report.enquiries.cases + report.unregistered == facts.count)
            #expect(report.total.cases == report.modes.values.reduce(0) { $0 + $1.cases })
            #expect(report.total.modes.sum == report.total.cases)
            #expect(report.total.endings.sum + report.total.open == report.total.cases)
            let handled = report.lines.filter { $0.key.role == .collectedByOthers }
            #expect(handled.values.reduce(0) { $0 + $1.cases } == report.total.cases)
        }
    }

    @Test func ratesAreOfAThousand() throws {
        var maker = FactMaker(seed: 3)
        var fact = maker.fact()
        fact.registeredAt = fact.submittedAt
        fact.isEnquiry = false
        #expect(CaseTally().onTimePerMille == nil && CaseTally().correctionsPerMille == nil)
        let facts = [(true, 0), (true, 1), (false, 1), (nil, 0)].map { isOnTime, corrections in
            fact.isOnTime = isOnTime
            fact.corrections = corrections
            return fact
        }
        let total = try StatisticsReport(by: .year, facts).total
        #expect(total.onTimePerMille == 666 && total.correctionsPerMille == 500)
    }

    @Test func thePeriodIsTheLocalOneOfTheRegistration() throws {
        var maker = FactMaker(seed: 4)
        var fact = maker.fact()
        fact.isEnquiry = false
        // 2026-12-31T15:59:59.999Z and one millisecond later: the year ends in Shanghai.
        for (at, year) in [(Int64(1_798_732_799_999), "2026"), (1_798_732_800_000, "2027")] {
            fact.registeredAt = at
            let report = try StatisticsReport(by: .year, [fact])
            #expect(Set(report.lines.keys.map(\.period.description)) == [year])
        }
    }

    @Test func jsonRoundTripInOneOrder() throws {
        var maker = FactMaker(seed: 9)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let facts = maker.facts(300)
        let report = try StatisticsReport(by: .month, facts)
        let json = try encoder.encode(report)
        #expect(try JSONDecoder().decode(StatisticsReport.self, from: json) == report)
        #expect(try encoder.encode(StatisticsReport(by: .month, facts.reversed())) == json)
    }

    @Test func storedReportsMustAddUp() throws {
        var maker = FactMaker(seed: 10)
        let report = try StatisticsReport(by: .month, maker.facts(50))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(report), as: UTF8.self)
        let cases = report.total.cases
        for (old, new) in [
            (#""length":"month""#, #""length":"day""#),
            (#""total":{"cases":\#(cases)"#, #""total":{"cases":\#(cases + 1)"#),
            (#""unregistered":\#(report.unregistered)"#, #""unregistered":-1"#),
        ] {
            let range = try #require(text.range(of: old), "\(old)")
            let spoilt = text.replacingCharacters(in: range, with: new)
            #expect(throws: DecodingError.self, "\(new)") {
                try JSONDecoder().decode(StatisticsReport.self, from: Data(spoilt.utf8))
            }
        }
    }

    @Test func storedModesAreUnderTheirNames() throws {
        var maker = FactMaker(seed: 10)
        let encoder = JSONEncoder()
        let report = try StatisticsReport(by: .month, maker.facts(50))
        var json = try #require(JSONSerialization.jsonObject(with: encoder.encode(report)) as? [String: Any])
        var modes = try #require(json["modes"] as? [String: Any])
        (modes["collected"], modes["joint"]) = (modes["joint"], modes["collected"])
        json["modes"] = modes
        let data = try JSONSerialization.data(withJSONObject: json)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(StatisticsReport.self, from: data) }
    }

    @Test func csvOfOneCase() throws {
        let fact = CaseFact(
            mode: .collected,
            collecting: Sample.quzhou,
            handling: Sample.huangshan,
            collectingOffice: "通办窗口,一楼",
            handlingOffice: "市监局",
            itemCode: "1",
            ending: .issued,
            submittedAt: Sample.time,
            registeredAt: Sample.time,
            closedAt: Sample.time,
            responseMinutes: 12,
            corrections: 1,
            isOnTime: true
        )
        let zeros = "0,0,0,0,0,0,0,0,0,0,0,0,0,0,,0,,0,,"
        let one = "1,0,1,0,1,0,0,0,0,0,0,0,1,0,1000,1,1000,1,12,12"
        let expected = """
            period,city,office,role,cases,mode_online,mode_collected,mode_joint,ending_0,ending_1,ending_2,ending_3,\
            ending_4,ending_5,ending_6,open,on_time,late,on_time_per_mille,corrections,corrections_per_mille,\
            responses,response_median_minutes,response_p90_minutes\r
            2026-11,330800,"通办窗口,一楼",collected-for-others,\(one)\r
            2026-11,341000,市监局,collected-by-others,\(one)\r
            mode,,online,,\(zeros)\r
            mode,,collected,,\(one)\r
            mode,,joint,,\(zeros)\r
            total,,,,\(one)\r
            enquiries,,,,\(zeros)\r
            unregistered,,,,0,,,,,,,,,,,,,,,,,,,\r

            """
        #expect(try StatisticsReport(by: .month, [fact]).csv == expected)
    }

    @Test func faultyFactsAreRefused() throws {
        var maker = FactMaker(seed: 11)
        var sound = maker.fact()
        sound.ending = .issued
        sound.closedAt = sound.submittedAt
        for (field, change): (String, @Sendable (inout CaseFact) -> Void) in [
            ("handling", { $0.handling = $0.collecting }), ("ending", { $0.ending = nil }),
            ("ending", { $0.closedAt = nil }), ("collectingOffice", { $0.collectingOffice = "" }),
            ("handlingOffice", { $0.handlingOffice = " " }), ("itemCode", { $0.itemCode = "" }),
            ("submittedAt", { $0.submittedAt = -1 }), ("registeredAt", { $0.registeredAt = .max }),
            ("acceptedAt", { $0.acceptedAt = -1 }), ("decidedAt", { $0.decidedAt = -1 }),
            ("closedAt", { $0.closedAt = .min }), ("responseMinutes", { $0.responseMinutes = -1 }),
            ("corrections", { $0.corrections = 1_001 }),
        ] {
            var fact = sound
            change(&fact)
            let refusal = refusal { () throws(CaseRefusal) in _ = try StatisticsReport(by: .year, [fact]) }
            #expect(refusal?.field == field)
        }
        #expect(refusal { () throws(CaseRefusal) in _ = try StatisticsReport(by: .year, [sound]) } == nil)
    }

    @Test func linesAreBounded() throws {
        var maker = FactMaker(seed: 12)
        var fact = maker.fact()
        fact.isEnquiry = false
        fact.registeredAt = fact.submittedAt
        fact.collectingOffice = nil
        var report = StatisticsReport(by: .day)
        for index in 0..<StatisticsLimits.linesMax {
            fact.handlingOffice = String(index)
            try report.add(fact)
        }
        try report.add(fact)
        fact.handlingOffice = "one more"
        let before = report
        let more = try StatisticsReport(by: .day, [fact])
        #expect(refusal { () throws(CaseRefusal) in try report.add(fact) }?.code == .tooMuch)
        #expect(refusal { () throws(CaseRefusal) in try report.merge(more) }?.code == .tooMuch)
        #expect(report == before)
    }

    @Test func periodsOfOneLengthMerge() {
        let refusal = refusal { () throws(CaseRefusal) in
            var report = StatisticsReport(by: .day)
            try report.merge(StatisticsReport(by: .year))
        }
        #expect(refusal?.field == "length")
    }
}
