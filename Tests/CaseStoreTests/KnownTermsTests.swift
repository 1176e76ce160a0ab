import CaseModel
import Testing

@testable import CaseStore

@Suite("The terms of cases and their texts")
struct KnownTermsTests {
    private func terms(_ version: Int) -> GuideTerms {
        let days = TimeLimit(days: version % 90 + 1, unit: .workingDays)
        return GuideTerms(version: version, promised: days, statutory: days, correction: days)
    }

    @Test("More terms than are kept are written and read as if none were")
    func many() throws {
        let known = KnownTerms()
        for round in 0..<2 {
            for version in 1...1_500 {
                let terms = terms(version)
                let text = try #require(try known.write(terms))
                #expect(text == (try CaseText.write(terms)), "round \(round)")
                #expect(try known.terms(of: text) == terms)
            }
        }
        #expect(try known.write(.law) == nil)
    }

    @Test("A text that is none is an error each time, and keeps nothing")
    func corrupt() {
        let known = KnownTerms()
        for _ in 0..<2 { #expect(throws: StoreError.self) { try known.terms(of: "{") } }
    }
}
