import CaseModel
import Foundation
import Testing

/// What each action must say.
@Suite struct ActionValidationTests {
    private func fault(_ action: CaseAction) -> CaseRefusal? {
        refusal { () throws(CaseRefusal) in _ = try action.checked() }
    }

    private func with<T>(_ value: T, _ change: (inout T) -> Void) -> T {
        var copy = value
        change(&copy)
        return copy
    }

    private func text(_ count: Int) -> String { String(repeating: "山", count: count) }

    @Test(arguments: CaseAction.Kind.allCases) func samplesAreSound(kind: CaseAction.Kind) {
        #expect(fault(Sample.action(kind)) == nil)
    }

    @Test func corrections() {
        let sample = Sample.correction
        #expect(fault(.requestCorrection(with(sample) { $0.defects = [] }))?.code == .missing)
        let defect = sample.defects[0]
        #expect(fault(.requestCorrection(with(sample) { $0.defects = Array(repeating: defect, count: 100) })) == nil)
        #expect(
            fault(.requestCorrection(with(sample) { $0.defects = Array(repeating: defect, count: 101) }))?.code
                == .tooMuch
        )
        #expect(fault(.requestCorrection(with(sample) { $0.defects[0].subject = "" }))?.field == "defects[0].subject")
        #expect(fault(.requestCorrection(with(sample) { $0.defects[0].problem = text(1_000) })) == nil)
        #expect(fault(.requestCorrection(with(sample) { $0.defects[0].problem = text(1_001) }))?.code == .tooLong)
        #expect(fault(.requestCorrection(with(sample) { $0.defects[0].remedy = " " }))?.field == "defects[0].remedy")
        let heavy = Correction.Defect(subject: "一", problem: text(1_000), remedy: text(1_000))
        let many = with(sample) { $0.defects = Array(repeating: heavy, count: 41) }
        #expect(fault(.requestCorrection(many))?.code == .tooLarge)
    }

    @Test func declinesAndDenialsGiveReasonAndRemedies() {
        #expect(fault(.decline(with(Sample.decline) { $0.reason = "" }))?.field == "reason")
        #expect(fault(.decline(with(Sample.decline) { $0.remedies = "\n" }))?.field == "remedies")
        #expect(fault(.decline(with(Sample.decline) { $0.reason = text(4_000) })) == nil)
        #expect(fault(.decline(with(Sample.decline) { $0.reason = text(4_001) }))?.code == .tooLong)
        let denied = Decision(outcome: .denied, reason: "不符合", remedies: "行政复议", office: "局", officer: "李")
        #expect(fault(.decide(denied)) == nil)
        #expect(fault(.decide(with(denied) { $0.reason = "" }))?.field == "reason")
        #expect(fault(.decide(with(denied) { $0.remedies = "" }))?.field == "remedies")
    }

    @Test func grantsGiveADocumentOrSayWhyNot() {
        #expect(fault(.decide(with(Sample.decision) { $0.documents = [] }))?.field == "documents")
        let bare = with(Sample.decision) {
            $0.documents = []
            $0.reason = "无需发证"
        }
        #expect(fault(.decide(bare)) == nil)
        #expect(
            fault(.decide(with(Sample.decision) { $0.documents[0].mediaType = "x" }))?.field == "documents[0].mediaType"
        )
    }

    @Test func supplementsGiveSomething() {
        let empty = Supplement(officer: "王芳")
        #expect(fault(.supplement(empty))?.code == .missing)
        #expect(fault(.supplement(with(empty) { $0.note = "见原件" })) == nil)
        #expect(fault(.supplement(with(empty) { $0.fields = [FormField(name: "地址", value: "屯溪区")] })) == nil)
        #expect(fault(.supplement(with(empty) { $0.materials = [Sample.material()] })) == nil)
        #expect(fault(.supplement(with(Sample.supplement) { $0.officer = "" }))?.field == "officer")
    }

    @Test func acceptancesAndDeliveries() {
        #expect(fault(.accept(with(Sample.acceptance) { $0.office = "" }))?.field == "office")
        #expect(fault(.accept(with(Sample.acceptance) { $0.note = text(4_001) }))?.field == "note")
        #expect(fault(.confirmDelivery(with(Sample.delivery) { $0.recipient = text(101) }))?.field == "recipient")
        #expect(fault(.confirmDelivery(with(Sample.delivery) { $0.officer = "\u{7F}" }))?.code == .malformed)
    }

    @Test func badEventsOfAPeerAreRefused() throws {
        let registered = try #require(Sample.record(.registered))
        let bad = refusal { () throws(CaseRefusal) in
            _ = try registered.applying(.declined(with(Sample.decline) { $0.reason = "" }), at: 1)
        }
        #expect(bad?.code == .missing)
    }

    @Test func jsonRoundTripsAndOptionalParts() throws {
        func roundTrip<T: Codable & Equatable>(_ value: T) throws {
            #expect(try JSONDecoder().decode(T.self, from: JSONEncoder().encode(value)) == value)
        }
        try roundTrip(Sample.submission)
        try roundTrip(Sample.supplement)
        try roundTrip(Sample.correction)
        try roundTrip(Sample.acceptance)
        try roundTrip(Sample.decline)
        try roundTrip(Sample.decision)
        try roundTrip(Sample.delivery)
        for mode in HandlingMode.allCases {
            for state in CaseState.allCases { try roundTrip(Sample.record(state, mode: mode)) }
        }
        let decoder = JSONDecoder()
        #expect(
            try decoder.decode(Supplement.self, from: Data(#"{"officer":"王","role":"windowClerk"}"#.utf8))
                == Supplement(officer: "王")
        )
        #expect(
            try decoder.decode(Acceptance.self, from: Data(#"{"office":"局","officer":"王","role":"reviewer"}"#.utf8))
                == Acceptance(office: "局", officer: "王")
        )
        #expect(
            try decoder.decode(
                Decision.self,
                from: Data(#"{"outcome":"granted","office":"局","officer":"王","role":"decider"}"#.utf8)
            )
                == Decision(outcome: .granted, office: "局", officer: "王")
        )
        #expect(
            try decoder.decode(
                Delivery.self,
                from: Data(#"{"method":"post","recipient":"程","officer":"王","role":"windowClerk"}"#.utf8)
            )
                == Delivery(method: .post, recipient: "程", officer: "王")
        )
    }
}
