import CaseModel
import Foundation
import TestChance
import Testing

@Suite struct ReportPeriodTests {
    @Test func everyDayOfFourYearsLiesInItsPeriods() throws {
        let first = try #require(LocalDay("20230101")).number
        for number in first..<(first + 1_461) {
            let day = LocalDay(number: number)
            let text = Array(day.description)
            let (year, month, date) = (String(text[..<4]), String(text[4..<6]), String(text[6...]))
            for (length, expected) in [
                (ReportPeriod.Length.day, "\(year)-\(month)-\(date)"), (.month, "\(year)-\(month)"), (.year, year),
            ] {
                let period = ReportPeriod(length, containing: day)
                #expect(period.description == expected && period.length == length)
                #expect(ReportPeriod(expected) == period)
                #expect(ReportPeriod(length, milliseconds: day.startMilliseconds + 1) == period)
            }
        }
    }

    @Test(arguments: ["", "26", "2026-", "2026-13", "2026-00", "2026-1", "2026-02-30", "2026-11-23-", "2026/1", "0000"])
    func otherFormsAreRefused(text: String) {
        #expect(ReportPeriod(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([ReportPeriod].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test func orderIsByTimeThenByLength() throws {
        let texts = ["2025-12-31", "2026-01-01", "2026-01", "2026", "2026-01-02", "2026-02"]
        var random = SplitMix(seed: 5)
        for _ in 0..<50 {
            let shuffled = texts.shuffled(using: &random).compactMap { ReportPeriod($0) }
            #expect(shuffled.sorted().map(\.description) == texts)
        }
    }
}
