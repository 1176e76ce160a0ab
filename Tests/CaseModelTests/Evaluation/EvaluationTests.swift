import CaseModel
import Foundation
import Testing

@Suite struct EvaluationTests {
    @Test func starsRunTheOtherWay() {
        let expected: [(SatisfactionLevel, code: Int, stars: Int, isBad: Bool)] = [
            (.verySatisfied, 1, 5, false), (.satisfied, 2, 4, false), (.acceptable, 3, 3, false),
            (.dissatisfied, 4, 2, true), (.veryDissatisfied, 5, 1, true),
        ]
        #expect(expected.map(\.0) == SatisfactionLevel.allCases)
        for (level, code, stars, isBad) in expected {
            #expect(level.rawValue == code && level.stars == stars && level.isBad == isBad)
            #expect(SatisfactionLevel(stars: stars) == level)
        }
        #expect(SatisfactionLevel(stars: 0) == nil && SatisfactionLevel(stars: 6) == nil)
        #expect(SatisfactionLevel(stars: .min) == nil)
    }

    @Test func nothingIsChosenForTheApplicant() throws {
        #expect(EvaluationForm().level == nil && EvaluationForm().scores.isEmpty)
        let empty = try JSONDecoder().decode(EvaluationForm.self, from: Data("{}".utf8))
        #expect(empty == EvaluationForm())
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try empty.evaluation(of: EvaluationSample.visit, at: Sample.time)
        }
        #expect(refusal?.code == .missing && refusal?.field == "level")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Evaluation.self, from: Data(#"{"visit": "V-1", "at": 1}"#.utf8))
        }
        var chosen = empty
        chosen.level = .satisfied
        #expect(try chosen.evaluation(of: EvaluationSample.visit, at: Sample.time).level == .satisfied)
    }

    @Test func aVisitIsEvaluatedOnce() throws {
        let silent = try EvaluationSample.record(nil)
        #expect(!silent.isCounted && silent.ticket == nil)
        for first in SatisfactionLevel.allCases {
            let record = try EvaluationSample.record(first)
            #expect(record.isCounted && record.evaluation?.level == first)
            for second in SatisfactionLevel.allCases {
                let refusal = refusal { () throws(CaseRefusal) in
                    _ = try record.evaluated(
                        EvaluationSample.evaluation(second),
                        addWorkingDays: EvaluationSample.adding
                    )
                }
                #expect(refusal?.code == .alreadyEvaluated)
            }
        }
    }

    @Test func badOnesOpenATicketForTheOfficeOfTheVisit() throws {
        for level in SatisfactionLevel.allCases {
            let record = try EvaluationSample.record(level)
            #expect((record.ticket != nil) == (level == .dissatisfied || level == .veryDissatisfied))
            guard let ticket = record.ticket else { continue }
            #expect(ticket.office == EvaluationSample.office && ticket.state == .open && ticket.level == level)
            #expect(ticket.visit == "V-1" && ticket.openedAt == record.evaluation?.at)
        }
    }

    @Test func theLastDayComesFromTheCalendar() throws {
        var asked: [(LocalDay, Int)] = []
        let record = try VisitRecord(EvaluationSample.visit).evaluated(EvaluationSample.evaluation(.dissatisfied)) {
            asked.append(($0, $1))
            return EvaluationSample.adding($0, $1)
        }
        #expect(asked.count == 1 && asked[0].0.description == "20261123" && asked[0].1 == 15)
        let ticket = try #require(record.ticket)
        #expect(ticket.due.description == "20261214")
        #expect(!ticket.isOverdue(on: ticket.due))
        #expect(ticket.isOverdue(on: LocalDay(number: ticket.due.number + 1)))
    }

    @Test func metricsBelongToThePlace() throws {
        for place in Visit.Place.allCases {
            let own = EvaluationMetric.allCases.filter { $0.place == place }
            #expect(own.count == (place == .online ? 4 : 3))
            for metric in EvaluationMetric.allCases {
                var evaluation = EvaluationSample.evaluation(.satisfied)
                evaluation.scores = [.init(metric: metric, level: .acceptable)]
                let refusal = Self.fault(evaluation, EvaluationSample.visit(place))
                #expect((refusal == nil) == own.contains(metric))
            }
        }
    }

    private static func fault(_ evaluation: Evaluation, _ visit: Visit = EvaluationSample.visit) -> CaseRefusal? {
        refusal { () throws(CaseRefusal) in
            _ = try VisitRecord(visit).evaluated(evaluation, addWorkingDays: EvaluationSample.adding)
        }
    }

    /// A change that spoils an evaluation, and the path that the refusal names.
    struct Fault: Sendable, CustomTestStringConvertible {
        var field: String
        var code: CaseRefusal.Code
        var change: @Sendable (inout Evaluation) -> Void

        var testDescription: String { "\(field) \(code.rawValue)" }
    }

    static let faults = [
        Fault(field: "visit", code: .numberMismatch) { $0.visit = "V-2" },
        Fault(field: "at", code: .malformed) { $0.at = Sample.time - 1 },
        Fault(field: "at", code: .malformed) { $0.at = .max },
        Fault(field: "scores[1].metric", code: .repeated) {
            $0.scores = Array(repeating: .init(metric: .serviceSkill, level: .satisfied), count: 2)
        },
        Fault(field: "tags", code: .tooMuch) { $0.tags = (0...10).map(String.init) },
        Fault(field: "tags[1]", code: .repeated) { $0.tags = ["热情", "热情"] },
        Fault(field: "tags[0]", code: .tooLong) { $0.tags = [String(repeating: "好", count: 21)] },
        Fault(field: "tags[0]", code: .missing) { $0.tags = [" "] },
        Fault(field: "text", code: .tooLong) { $0.text = String(repeating: "好", count: 501) },
        Fault(field: "text", code: .malformed) { $0.text = "\u{7}" },
    ]

    @Test(arguments: faults)
    func everyFaultIsNamed(fault: Fault) {
        var evaluation = EvaluationSample.evaluation(.verySatisfied)
        #expect(Self.fault(evaluation) == nil)
        fault.change(&evaluation)
        #expect(Self.fault(evaluation)?.field == fault.field)
        #expect(Self.fault(evaluation)?.code == fault.code)
    }

    @Test func faultyVisitsAreRefused() {
        for (field, change): (String, @Sendable (inout Visit) -> Void) in [
            ("id", { $0.id = "" }), ("id", { $0.id = "次 1" }), ("office", { $0.office = "" }), ("at", { $0.at = -1 }),
        ] {
            var visit = EvaluationSample.visit
            change(&visit)
            #expect(refusal { () throws(CaseRefusal) in _ = try VisitRecord(visit) }?.field == field)
        }
    }

    @Test func theEvaluatorIsNotNamed() throws {
        let record = try EvaluationSample.record(.dissatisfied)
            .taking(EvaluationSample.step(.answer))
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(record))
        let allowed: Set = [
            "visit", "evaluation", "ticket", "id", "caseNumber", "office", "city", "place", "channel", "at", "level",
            "scores", "tags", "text", "openedAt", "due", "steps", "kind", "by", "officer",
        ]
        #expect(Self.keys(json).isSubset(of: allowed))
    }

    private static func keys(_ value: Any) -> Set<String> {
        if let object = value as? [String: Any] {
            return object.reduce(into: Set(object.keys)) { $0.formUnion(keys($1.value)) }
        }
        return (value as? [Any] ?? []).reduce(into: []) { $0.formUnion(keys($1)) }
    }
}
