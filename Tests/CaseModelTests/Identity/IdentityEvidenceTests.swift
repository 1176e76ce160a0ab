import CaseModel
import Foundation
import Testing

/// When a person is identified well enough.
@Suite struct IdentityEvidenceTests {
    private func fault(
        _ checks: [IdentityCheck],
        _ mode: HandlingMode,
        _ requirement: IdentityRequirement = IdentityRequirement(),
        applicant: Applicant = Sample.submission.applicant,
        agent: Agent? = nil
    ) -> CaseRefusal? {
        refusal { () throws(CaseRefusal) in
            try IdentityEvidence(checks: checks)
                .confirm(for: mode, requirement: requirement, applicant: applicant, agent: agent)
        }
    }

    /// Which single passed check is enough: in a counter's mode, online, and both again where video may replace a visit.
    @Test(arguments: [
        (IdentityCheck.Method.documentSeen, [true, false, true, false]), (.chipRead, [true, false, true, false]),
        (.onlineRealName, [false, true, false, true]), (.video, [false, false, true, true]),
        (.face, [false, false, false, false]),
    ])
    func oneCheck(method: IdentityCheck.Method, enough: [Bool]) {
        let video = IdentityRequirement(videoReplacesPresence: true)
        let check = Sample.check(method)
        #expect((fault([check], .collected) == nil) == enough[0])
        #expect((fault([check], .joint) == nil) == enough[0])
        #expect((fault([check], .online) == nil) == enough[1])
        #expect((fault([check], .collected, video) == nil) == enough[2])
        #expect((fault([check], .online, video) == nil) == enough[3])
        for outcome in [IdentityCheck.Outcome.failed, .notMade] {
            for mode in HandlingMode.allCases {
                #expect(fault([Sample.check(method, outcome)], mode, video)?.code == .identityNotChecked)
            }
        }
    }

    @Test func aFailureIsNotOutvoted() {
        let (seen, face) = (Sample.check(.documentSeen), Sample.check(.face, .failed))
        #expect(fault([seen, Sample.check(.chipRead, .failed)], .collected) != nil)
        #expect(fault([Sample.check(.chipRead, .failed), seen], .collected) == nil)
        #expect(fault([seen, face], .collected)?.message.contains("failed") == true)
        #expect(fault([face, seen], .collected) == nil)
        #expect(fault([seen, Sample.check(.video, .failed)], .collected) != nil)
        #expect(fault([seen, Sample.check(.chipRead, .notMade)], .collected) == nil)
        #expect(fault([seen, Sample.check(.face)], .collected) == nil)
        #expect(fault([seen, Sample.check(.chipRead, .failed, of: .agent)], .collected) == nil)
    }

    @Test func realNameLevels() {
        func fault(level: Int, min: Int) -> CaseRefusal? {
            var check = Sample.check(.onlineRealName)
            check.realNameLevel = level
            return self.fault([check], .online, IdentityRequirement(realNameLevelMin: min))
        }
        for level in 1...4 {
            for min in 1...4 { #expect((fault(level: level, min: min) == nil) == (level >= min)) }
        }
        #expect(fault(level: 1, min: 3)?.message.contains("level 3 or more") == true)
    }

    @Test(arguments: [
        (Authority.Kind.entrusted, Party.agent), (.staff, .agent), (.legalRepresentative, .legalRepresentative),
        (.guardian, .guardian),
    ])
    func whoeverActsIsIdentified(kind: Authority.Kind, actor: Party) {
        for party in Party.allCases {
            let fault = fault([Sample.check(.chipRead, of: party)], .collected, agent: Sample.agent(kind))
            #expect((fault == nil) == (party == actor))
        }
    }

    @Test func anOrganisationActsThroughAPerson() {
        let fault = fault([Sample.check(.chipRead)], .collected, applicant: Sample.company)
        #expect(fault?.code == .missing && fault?.field == "agent")
        #expect(
            self.fault(
                [Sample.check(.chipRead, of: .agent)],
                .collected,
                applicant: Sample.company,
                agent: Sample.agent(.staff)
            ) == nil
        )
    }

    @Test func listsHaveAnEnd() {
        func fault(checks: Int, consents: Int) -> CaseRefusal? {
            let evidence = IdentityEvidence(
                checks: Array(repeating: Sample.check(.chipRead), count: checks),
                consents: Array(repeating: Sample.consent(.handOver), count: consents)
            )
            return refusal { () throws(CaseRefusal) in
                _ = try evidence.checked(applicant: Sample.submission.applicant)
            }
        }
        #expect(fault(checks: 20, consents: 20) == nil)
        #expect(fault(checks: 21, consents: 0)?.field == "checks")
        #expect(fault(checks: 0, consents: 21)?.field == "consents")
    }

    @Test func asJSON() throws {
        let evidence = IdentityEvidence(checks: [Sample.check(.face)], consents: [Sample.consent(.faceCheck)])
        let data = try JSONEncoder().encode(evidence)
        #expect(try JSONDecoder().decode(IdentityEvidence.self, from: data) == evidence)
        #expect(try JSONDecoder().decode(IdentityEvidence.self, from: Data("{}".utf8)) == IdentityEvidence())
        let brief = #"{"subject":"agent","method":"chipRead","outcome":"passed","at":5}"#
        #expect(
            try JSONDecoder().decode(IdentityCheck.self, from: Data(brief.utf8))
                == IdentityCheck(subject: .agent, method: .chipRead, outcome: .passed, at: 5)
        )
        let requirement = Data(#"{"realNameLevelMin":3}"#.utf8)
        #expect(
            try JSONDecoder().decode(IdentityRequirement.self, from: requirement)
                == IdentityRequirement(realNameLevelMin: 3)
        )
    }
}
