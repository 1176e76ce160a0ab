import CaseModel
import Foundation
import Testing

@Suite struct RectificationTests {
    private static let ways: [RectificationState: [RectificationStep.Kind]] = [
        .open: [], .answered: [.answer], .calledBack: [.answer, .callBackContent],
        .closed: [.answer, .callBackContent, .close], .excluded: [.excludeMistaken],
    ]

    /// Written from the rules, not from the table.
    private static let expected: [RectificationState: [RectificationStep.Kind: RectificationState]] = [
        .open: [.answer: .answered, .excludeMistaken: .excluded, .excludeMalicious: .excluded],
        .answered: [
            .callBackContent: .calledBack, .callBackDiscontent: .open, .excludeMistaken: .excluded,
            .excludeMalicious: .excluded,
        ],
        .calledBack: [.close: .closed],
        .closed: [:],
        .excluded: [:],
    ]

    private static func record(_ state: RectificationState) throws -> VisitRecord {
        try (ways[state] ?? []).reduce(EvaluationSample.record(.dissatisfied)) {
            try $0.taking(EvaluationSample.step($1))
        }
    }

    private static func fault(_ step: RectificationStep, in state: RectificationState) throws -> CaseRefusal? {
        let record = try record(state)
        return refusal { () throws(CaseRefusal) in _ = try record.taking(step) }
    }

    @Test func everyStepInEveryStateByEveryOffice() throws {
        let elsewhere = OfficeName(office: EvaluationSample.office.office, city: Sample.quzhou)
        for state in RectificationState.allCases {
            #expect(try Self.record(state).ticket?.state == state)
            #expect(state.isFinal == (Self.expected[state]?.isEmpty == true))
            for kind in RectificationStep.Kind.allCases {
                for by in [EvaluationSample.office, EvaluationSample.reviewer, elsewhere] {
                    let refusal = try Self.fault(EvaluationSample.step(kind, by: by), in: state)
                    let isOwn = by == EvaluationSample.office
                    if Self.expected[state]?[kind] == nil {
                        #expect(refusal?.code == .notAllowedInState)
                        #expect(Set(refusal?.allowed ?? []) == Set((Self.expected[state] ?? [:]).keys.map(\.rawValue)))
                    } else if kind == .answer {
                        #expect(refusal?.code == (isOwn ? nil : .wrongSide))
                    } else {
                        #expect(refusal?.code == (isOwn ? .notIndependent : nil), "\(kind) in \(state)")
                    }
                }
                guard let next = Self.expected[state]?[kind] else { continue }
                #expect(try Self.record(state).taking(EvaluationSample.step(kind)).ticket?.state == next)
            }
        }
    }

    @Test func theStateFollowsFromTheLastStepAlone() {
        for kind in RectificationStep.Kind.allCases {
            #expect(Set(RectificationLifecycle.transitions.filter { $0.step == kind }.map(\.to)).count == 1)
        }
    }

    @Test func excludedEvaluationsDoNotCount() throws {
        for state in RectificationState.allCases {
            #expect(try Self.record(state).isCounted == (state != .excluded))
        }
        for kind in [RectificationStep.Kind.excludeMistaken, .excludeMalicious] {
            #expect(try !Self.record(.answered).taking(EvaluationSample.step(kind)).isCounted)
        }
    }

    @Test func aTicketAtItsEndIsNotOverdue() throws {
        for state in RectificationState.allCases {
            let ticket = try #require(try Self.record(state).ticket)
            #expect(ticket.isOverdue(on: LocalDay(number: ticket.due.number + 1)) == !state.isFinal)
        }
    }

    @Test func everyStepSaysWhyAndWhoInOrder() throws {
        var step = EvaluationSample.step(.excludeMalicious)
        step.text = " "
        #expect(try Self.fault(step, in: .open)?.field == "text")
        step = EvaluationSample.step(.answer)
        step.officer = ""
        #expect(try Self.fault(step, in: .open)?.field == "officer")
        step = EvaluationSample.step(.excludeMistaken, by: OfficeName(office: "", city: Sample.quzhou))
        #expect(try Self.fault(step, in: .open)?.field == "by.office")
        #expect(try Self.fault(EvaluationSample.step(.answer, minutes: 0), in: .open)?.field == "at")
        #expect(try Self.fault(EvaluationSample.step(.callBackContent, minutes: 9), in: .answered)?.field == "at")
    }

    @Test func discontentDoesNotGoOnForEver() throws {
        var record = try Self.record(.open)
        for _ in 0..<(EvaluationLimits.stepsMax / 2) {
            record = try record.taking(EvaluationSample.step(.answer))
            record = try record.taking(EvaluationSample.step(.callBackDiscontent))
        }
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try record.taking(EvaluationSample.step(.answer))
        }
        #expect(refusal?.code == .tooMuch)
    }

    @Test func withoutATicketThereIsNothingToPutRight() throws {
        let record = try EvaluationSample.record(.verySatisfied)
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try record.taking(EvaluationSample.step(.answer))
        }
        #expect(refusal?.code == .notAllowedInState)
    }

    @Test func jsonRoundTrip() throws {
        for state in RectificationState.allCases {
            let record = try Self.record(state)
            #expect(try JSONDecoder().decode(VisitRecord.self, from: JSONEncoder().encode(record)) == record)
        }
    }

    @Test func jsonThatBreaksARuleIsRefused() throws {
        let text = String(decoding: try JSONEncoder().encode(Self.record(.calledBack)), as: UTF8.self)
        for (old, new) in [
            ("call-back-content", "close"), (#""level":4"#, #""level":1"#), (#""V-1""#, #""V-2""#),
            (#""due":"20261214""#, #""due":"20261314""#),
        ] {
            let range = try #require(text.range(of: old), "\(old)")
            let spoilt = text.replacingCharacters(in: range, with: new)
            #expect(throws: (any Error).self, "\(new)") {
                try JSONDecoder().decode(VisitRecord.self, from: Data(spoilt.utf8))
            }
        }
    }

    @Test func thePageShowsTheTable() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/CaseModel/CaseModel.docc/Evaluation.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.contains(RectificationLifecycle.markdown))
    }
}
