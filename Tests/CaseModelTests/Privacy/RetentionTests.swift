import CaseModel
import Foundation
import TestChance
import Testing

/// What may go, what must, and when.
@Suite struct RetentionTests {
    /// A verdict without its words.
    enum Verdict: Equatable {
        case keep
        case keepUntil(String)
        case may
        case must
    }

    struct Row {
        var data: RetainedData
        var side: Side
        var closed: String?
        var isConfirmed = true
        var isArchived = true
        var isHeld = false
        var years: Int? = 10
        var day: String
        var verdict: Verdict
    }

    private static func verdict(_ verdict: RetentionVerdict) -> Verdict {
        switch verdict {
        case .keep(let until, _): until.map { .keepUntil($0.description) } ?? .keep
        case .mayErase: .may
        case .mustErase: .must
        }
    }

    private static let rows: [Row] = [
        // The collecting city keeps copies until both things are true.
        Row(data: .materials, side: .collecting, closed: nil, isConfirmed: false, day: "20261123", verdict: .keep),
        Row(data: .materials, side: .collecting, closed: nil, day: "20261123", verdict: .may),
        Row(data: .materials, side: .collecting, closed: "20261123", day: "20261123", verdict: .must),
        Row(data: .materials, side: .collecting, closed: "20261124", day: "20261123", verdict: .may),
        Row(
            data: .materials,
            side: .collecting,
            closed: "20161123",
            isConfirmed: false,
            day: "20261123",
            verdict: .keep
        ),
        Row(data: .personalData, side: .collecting, closed: nil, isConfirmed: false, day: "20261123", verdict: .keep),
        Row(data: .personalData, side: .collecting, closed: nil, day: "20261123", verdict: .keep),
        Row(data: .personalData, side: .collecting, closed: "20261123", day: "20261123", verdict: .must),
        Row(data: .personalData, side: .collecting, closed: "20261123", years: nil, day: "20261123", verdict: .must),
        // The handling city keeps the file from the next January 1st.
        Row(data: .personalData, side: .handling, closed: nil, day: "20991231", verdict: .keep),
        Row(data: .personalData, side: .handling, closed: "20260101", day: "20361231", verdict: .keepUntil("20370101")),
        Row(data: .personalData, side: .handling, closed: "20261231", day: "20361231", verdict: .keepUntil("20370101")),
        Row(data: .personalData, side: .handling, closed: "20261231", day: "20370101", verdict: .must),
        Row(data: .materials, side: .handling, closed: "20261231", day: "20370101", verdict: .must),
        Row(
            data: .materials,
            side: .handling,
            closed: "20261231",
            years: 30,
            day: "20370101",
            verdict: .keepUntil("20570101")
        ),
        Row(data: .materials, side: .handling, closed: "20261231", isArchived: false, day: "20370101", verdict: .keep),
        Row(data: .materials, side: .handling, closed: "20261231", years: nil, day: "99991231", verdict: .keep),
        Row(data: .materials, side: .handling, closed: "99951231", day: "99991231", verdict: .keep),
        // A video has days, on either side; the last of them is kept.
        Row(data: .video, side: .collecting, closed: nil, day: "20261123", verdict: .keep),
        Row(data: .video, side: .collecting, closed: "20261101", day: "20261111", verdict: .keepUntil("20261112")),
        Row(data: .video, side: .collecting, closed: "20261101", isConfirmed: false, day: "20261112", verdict: .must),
        Row(
            data: .video,
            side: .handling,
            closed: "20261101",
            years: nil,
            day: "20261111",
            verdict: .keepUntil("20261112")
        ),
        Row(data: .video, side: .handling, closed: "20261101", years: nil, day: "20261112", verdict: .must),
    ]

    @Test(arguments: Self.rows.indices)
    func table(index: Int) {
        let row = Self.rows[index]
        let rule = RetentionRule(years: row.years, videoDays: 10)
        var facts = RetentionFacts(
            side: row.side,
            closed: row.closed.map(Sample.day),
            isHandOverConfirmed: row.isConfirmed,
            isArchived: row.isArchived
        )
        let verdict = rule.verdict(on: row.data, facts, on: Sample.day(row.day))
        #expect(Self.verdict(verdict) == row.verdict, "row \(index): \(verdict.reason)")
        #expect(!verdict.reason.isEmpty)
        facts.isHeld = true
        let held = rule.verdict(on: row.data, facts, on: Sample.day(row.day))
        #expect(Self.verdict(held) == .keep && held.reason.contains("dispute"))
    }

    /// Data that must go once must go ever after, and what is kept until a day goes on that day.
    @Test func verdictsRunForward() {
        var random = SplitMix(seed: 61)
        for _ in 0..<2_000 {
            let closed = LocalDay(number: .random(in: 20_000...21_000, using: &random))
            let rule = RetentionRule(
                years: .random(in: 1...30, using: &random),
                videoDays: .random(in: 0...400, using: &random)
            )
            let side = Side.allCases.randomElement(using: &random) ?? .handling
            let data = RetainedData.allCases.randomElement(using: &random) ?? .video
            let facts = RetentionFacts(side: side, closed: closed, isHandOverConfirmed: true, isArchived: true)
            let day = LocalDay(number: closed.number + .random(in: 0...12_000, using: &random))
            switch rule.verdict(on: data, facts, on: day) {
            case .keep(let until, _):
                guard let until else {
                    Issue.record("a closed case with a term has an end")
                    continue
                }
                #expect(until > day)
                let before = rule.verdict(on: data, facts, on: LocalDay(number: until.number - 1))
                #expect(Self.verdict(before) == .keepUntil(until.description))
                #expect(Self.verdict(rule.verdict(on: data, facts, on: until)) == .must)
            case .mustErase:
                let later = LocalDay(number: day.number + .random(in: 0...10_000, using: &random))
                #expect(Self.verdict(rule.verdict(on: data, facts, on: later)) == .must)
            case .mayErase: Issue.record("nothing is optional after the end")
            }
        }
    }

    @Test(arguments: [
        ("20261123", 6, "20270522", "20270523"), ("20260831", 6, "20270228", "20270301"),
        ("20251231", 36, "20281230", "20281231"), ("20240229", 12, "20250228", "20250301"),
        ("20261231", 2, "20270228", "20270301"),
    ])
    func audit(event: String, months: Int, kept: String, free: String) {
        let rule = RetentionRule(years: 10, auditMonths: months)
        let at = Sample.noon(event)
        #expect(Self.verdict(rule.auditVerdict(eventAt: at, on: Sample.day(kept))) == .keepUntil(free))
        #expect(Self.verdict(rule.auditVerdict(eventAt: at, on: Sample.day(free))) == .may)
        #expect(Self.verdict(rule.auditVerdict(eventAt: at, isHeld: true, on: Sample.day(free))) == .keep)
    }

    @Test func terms() {
        func field(_ rule: RetentionRule) -> String? {
            refusal { () throws(CaseRefusal) in try rule.check() }?.field
        }
        for years in [nil, 1, 10, 30, 100] { #expect(field(RetentionRule(years: years)) == nil) }
        for years in [-1, 0, 101] { #expect(field(RetentionRule(years: years)) == "retention.years") }
        for days in [0, 3_660] { #expect(field(RetentionRule(years: 10, videoDays: days)) == nil) }
        for days in [-1, 3_661] { #expect(field(RetentionRule(years: 10, videoDays: days)) == "retention.videoDays") }
        for months in [6, 1_200] { #expect(field(RetentionRule(years: 10, auditMonths: months)) == nil) }
        for months in [5, 1_201] {
            #expect(field(RetentionRule(years: 10, auditMonths: months)) == "retention.auditMonths")
        }
    }

    @Test func asJSON() throws {
        let rule = try JSONDecoder().decode(RetentionRule.self, from: Data(#"{"years":30}"#.utf8))
        #expect(rule == RetentionRule(years: 30))
        #expect(try JSONDecoder().decode(RetentionRule.self, from: Data("{}".utf8)) == RetentionRule(years: nil))
        let facts = RetentionFacts(side: .handling, closed: Sample.day("20261123"), isHandOverConfirmed: true)
        #expect(try JSONDecoder().decode(RetentionFacts.self, from: try JSONEncoder().encode(facts)) == facts)
    }
}
