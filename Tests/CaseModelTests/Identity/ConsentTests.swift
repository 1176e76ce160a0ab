import CaseModel
import Foundation
import Testing

/// What a consent covers.
@Suite struct ConsentTests {
    private let consent = Sample.consent(.certificate)

    private func covers(_ change: (inout ConsentUse) -> Void) -> Bool {
        var use = ConsentUse(.certificate, fields: ["住址"], materials: ["营业执照"], at: Sample.time)
        change(&use)
        return consent.covers(use)
    }

    @Test func everyPartCounts() {
        #expect(covers { _ in })
        #expect(covers { $0.fields = [] })
        #expect(!covers { $0.fields.append("电话") })
        #expect(!covers { $0.materials = ["身份证"] })
        for purpose in Consent.Purpose.allCases {
            #expect(covers { $0.purpose = purpose } == (purpose == .certificate))
        }
    }

    @Test func fromGivingToWithdrawal() {
        var consent = consent
        #expect(!consent.stands(at: consent.givenAt - 1))
        #expect(consent.stands(at: consent.givenAt))
        #expect(consent.stands(at: .max))
        consent.withdrawnAt = consent.givenAt + 10
        #expect(consent.stands(at: consent.givenAt + 9))
        #expect(!consent.stands(at: consent.givenAt + 10))
    }

    @Test func oneConsentCoversTheWholeUse() {
        var second = consent
        second.fields = ["电话"]
        let use = ConsentUse(.certificate, fields: ["住址", "电话"], at: Sample.time)
        let fault = refusal { () throws(CaseRefusal) in try use.require([consent, second], by: [.applicant]) }
        #expect(fault?.code == .noConsent)
        second.fields = ["住址", "电话"]
        #expect(refusal { () throws(CaseRefusal) in try use.require([consent, second], by: [.applicant]) } == nil)
        #expect(refusal { () throws(CaseRefusal) in try use.require([second], by: [.guardian]) } != nil)
    }

    @Test func form() {
        func fault(_ change: (inout Consent) -> Void) -> CaseRefusal? {
            var consent = consent
            change(&consent)
            return refusal { () throws(CaseRefusal) in
                _ = try IdentityEvidence(consents: [consent]).checked(applicant: Sample.submission.applicant)
            }
        }
        #expect(fault { _ in } == nil)
        #expect(fault { $0.name = "" }?.field == "consents[0].name")
        #expect(fault { $0.collectedBy = "" }?.field == "consents[0].collectedBy")
        #expect(fault { $0.textVersion = "" }?.field == "consents[0].textVersion")
        #expect(fault { $0.textVersion = String(repeating: "1", count: 51) }?.code == .tooLong)
        #expect(fault { $0.fields = ["a", "b", "a"] }?.field == "consents[0].fields[2]")
        #expect(fault { $0.materials = (0..<101).map(String.init) }?.code == .tooMuch)
        #expect(fault { $0.withdrawnAt = $0.givenAt } == nil)
        #expect(fault { $0.withdrawnAt = $0.givenAt - 1 }?.field == "consents[0].withdrawnAt")
    }

    @Test func asJSON() throws {
        let data = try JSONEncoder().encode(consent)
        #expect(try JSONDecoder().decode(Consent.self, from: data) == consent)
        let brief = """
            {"giver":"applicant","name":"程","purpose":"recording","textVersion":"1","form":"paper","givenAt":1,\
            "collectedBy":"王"}
            """
        let read = try JSONDecoder().decode(Consent.self, from: Data(brief.utf8))
        #expect(read.fields.isEmpty && read.materials.isEmpty && read.withdrawnAt == nil)
    }
}
