import CaseModel
import Testing

/// The Chinese terms of what two cities share.
@Suite struct SharedTermsTests {
    @Test func everyValueHasAChineseTermOfItsOwn() {
        func check<Term: ChineseTerm>(_: Term.Type) {
            #expect(Set(Term.allCases.map(\.chineseTerm)).count == Term.allCases.count, "\(Term.self)")
            #expect(!Term.allCases.contains { $0.chineseTerm.isEmpty })
        }
        check(ParcelDirection.self)
        check(Carrier.self)
        check(ParcelState.self)
        check(CustodyEvent.Kind.self)
        check(ParcelAlarm.Kind.self)
        check(Custodian.self)
        check(ParcelReplacement.Step.self)
        check(RectificationState.self)
        check(RectificationStep.Kind.self)
        check(VideoSession.Outcome.self)
        check(SharedKind.self)
        for kind in SharedKind.allCases {
            let terms = SharedRecord.states(of: kind).map { SharedRecord.stateTerm($0, of: kind) }
            #expect(!terms.contains(nil) && Set(terms).count == terms.count, "\(kind)")
            #expect(SharedRecord.stateTerm("", of: kind) == nil)
        }
        #expect(Set(SatisfactionLevel.allCases.map(\.chineseTerm)).count == SatisfactionLevel.allCases.count)
    }
}
