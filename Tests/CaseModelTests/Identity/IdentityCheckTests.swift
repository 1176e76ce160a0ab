import CaseModel
import Foundation
import Testing

/// The form of a check, and what a check of a face needs.
@Suite struct IdentityCheckTests {
    private func fault(
        _ method: IdentityCheck.Method,
        _ outcome: IdentityCheck.Outcome = .passed,
        consents: [Consent] = [],
        applicant: Applicant = Sample.submission.applicant,
        agent: Agent? = nil,
        _ change: (inout IdentityCheck) -> Void = { _ in }
    ) -> CaseRefusal? {
        var check = Sample.check(method, outcome)
        change(&check)
        let evidence = IdentityEvidence(checks: [check], consents: consents)
        return refusal { () throws(CaseRefusal) in _ = try evidence.checked(applicant: applicant, agent: agent) }
    }

    private func person(born birth: String) -> Applicant {
        Applicant(kind: .natural, name: "程小山", idType: .citizenID, idNumber: Sample.citizenID(born: birth))
    }

    @Test func reasons() {
        for outcome in IdentityCheck.Outcome.allCases {
            let isNeeded = outcome != .passed
            #expect(fault(.chipRead, outcome) { $0.reason = "" }?.code == (isNeeded ? .missing : nil))
            #expect(fault(.chipRead, outcome) { $0.reason = String(repeating: "图", count: 200) } == nil)
            let fault = fault(.chipRead, outcome) { $0.reason = String(repeating: "图", count: 201) }
            #expect(fault?.code == .tooLong && fault?.field == "checks[0].reason")
        }
    }

    @Test func officers() {
        #expect(fault(.onlineRealName) { $0.officer = "" } == nil)
        #expect(fault(.onlineRealName) { $0.officer = String(repeating: "A", count: 101) }?.code == .tooLong)
        for method in IdentityCheck.Method.allCases where method != .onlineRealName && method != .face {
            #expect(fault(method) { $0.officer = "" }?.field == "checks[0].officer")
        }
    }

    @Test func levels() {
        for level in 1...4 { #expect(fault(.onlineRealName) { $0.realNameLevel = level } == nil) }
        for level in [nil, 0, 5] {
            #expect(fault(.onlineRealName) { $0.realNameLevel = level }?.field == "checks[0].realNameLevel")
        }
        #expect(fault(.onlineRealName, .failed) == nil)
        #expect(fault(.onlineRealName, .failed) { $0.realNameLevel = 2 }?.code == .malformed)
        #expect(fault(.chipRead) { $0.realNameLevel = 2 }?.code == .malformed)
    }

    /// The longest texts that pass, all together, are smaller than the smallest picture of a face that is of use (about 2
    /// KiB), and so are the longest in bytes.
    @Test func noRoomForABiometric() throws {
        var check = Sample.check(.documentSeen)
        check.reason = String(repeating: "A", count: IdentityLimits.reasonCharactersMax)
        check.reference = String(repeating: "A", count: IdentityLimits.referenceCharactersMax)
        check.officer = String(repeating: "A", count: CaseLimits.nameCharactersMax)
        check.alternatives = IdentityCheck.Method.allCases
        #expect(fault(.documentSeen) { $0 = check } == nil)
        #expect(try JSONEncoder().encode(check).count < 1_024)
        #expect(fault(.documentSeen) { $0.reference += String(repeating: "A", count: 65) }?.code == .tooLong)
        #expect(fault(.documentSeen) { $0.officer += String(repeating: "A", count: 100) }?.code == .tooLong)
        // Nothing else in a check holds text or bytes.
        let texts = Mirror(reflecting: check).children.filter { $0.value is String || $0.value is [UInt8] }
        #expect(Set(texts.compactMap(\.label)) == ["reason", "officer", "reference"])
    }

    @Test func aFaceIsNeverTheOnlyWay() {
        let consents = [Sample.consent(.faceCheck)]
        #expect(fault(.face, consents: consents) == nil)
        for alternatives in [[], [IdentityCheck.Method.face]] {
            let fault = fault(.face, consents: consents) { $0.alternatives = alternatives }
            #expect(fault?.code == .missing && fault?.field == "checks[0].alternatives")
        }
    }

    @Test func aFaceNeedsASeparateConsentThatStands() {
        #expect(fault(.face)?.code == .noConsent)
        for purpose in Consent.Purpose.allCases where purpose != .faceCheck {
            #expect(fault(.face, consents: [Sample.consent(purpose)])?.code == .noConsent)
        }
        var consent = Sample.consent(.faceCheck, by: .agent)
        #expect(fault(.face, consents: [consent])?.code == .noConsent)
        consent.giver = .applicant
        consent.withdrawnAt = Sample.time
        #expect(fault(.face, consents: [consent])?.code == .noConsent)
        consent.withdrawnAt = Sample.time + 1
        #expect(fault(.face, consents: [consent]) == nil)
        consent.givenAt = Sample.time + 1
        #expect(fault(.face, consents: [consent])?.code == .noConsent)
        #expect(fault(.face, .failed)?.code == .noConsent, "a failed check has looked at the face too")
    }

    // The check is made at 2026-11-23 23:00 local time.
    @Test(arguments: [("20121122", false), ("20121123", true), ("20121124", true), ("20250101", true)])
    func aGuardianConsentsForAChild(birth: String, isChild: Bool) {
        let own = fault(.face, consents: [Sample.consent(.faceCheck)], applicant: person(born: birth))
        let guardian = fault(
            .face,
            consents: [Sample.consent(.faceCheck, by: .guardian)],
            applicant: person(born: birth)
        )
        #expect((own == nil) == !isChild)
        #expect((guardian == nil) == isChild)
    }

    @Test func aPaperWithoutAnAgeAllowsNoFace() {
        let applicant = Applicant(kind: .natural, name: "Anna", idType: .passport, idNumber: "E12345678")
        let fault = fault(.face, consents: [Sample.consent(.faceCheck)], applicant: applicant)
        #expect(fault?.code == .malformed && fault?.field == "checks[0].method")
    }

    @Test func theFaceIsOfSomebodyInTheCase() {
        let consents = [Sample.consent(.faceCheck, by: .agent)]
        let unknown = fault(.face, consents: consents) { $0.subject = .agent }
        #expect(unknown?.code == .missing && unknown?.field == "checks[0].subject")
        #expect(fault(.face, consents: consents, agent: Sample.agent()) { $0.subject = .agent } == nil)
        let other = fault(.face, consents: consents, agent: Sample.agent(.guardian)) { $0.subject = .agent }
        #expect(other?.field == "checks[0].subject")
    }
}
