import CaseModel
import Foundation
import Testing

/// Who may act for an applicant, and what to bring otherwise.
@Suite struct AgentTests {
    private func fault(
        _ kind: Authority.Kind = .entrusted,
        for applicant: Applicant = Sample.submission.applicant,
        _ change: (inout Agent) -> Void = { _ in }
    ) -> CaseRefusal? {
        var agent = Sample.agent(kind)
        change(&agent)
        return refusal { () throws(CaseRefusal) in _ = try agent.checked(for: applicant) }
    }

    @Test func theSameChecksAsForAnApplicant() throws {
        #expect(fault() == nil)
        #expect(fault { $0.name = "" }?.field == "agent.name")
        #expect(fault { $0.idNumber = "440524188001010015" }?.code == .badCitizenID)
        #expect(fault { $0.phone = "12" }?.field == "agent.phone")
        var lower = Sample.agent()
        lower.idNumber = Sample.citizenID(born: "19900101").lowercased()
        let kept = try lower.checked(for: Sample.submission.applicant).idNumber
        #expect(kept == lower.idNumber.uppercased())
        lower.idType = .passport
        lower.idNumber = "e12345678"
        #expect(try lower.checked(for: Sample.submission.applicant).idNumber == "e12345678")
    }

    @Test func anAgentIsAnotherPerson() {
        let same = fault { $0.idNumber = "11010519491231002x" }
        #expect(same?.code == .repeated && same?.field == "agent.idNumber")
        let organisation = fault {
            $0.idType = .creditCode
            $0.idNumber = "91330100799655058B"
        }
        #expect(organisation?.code == .malformed && organisation?.field == "agent.idType")
    }

    @Test(arguments: [
        (Authority.Kind.entrusted, true, true), (.guardian, true, false), (.legalRepresentative, false, true),
        (.staff, false, true),
    ])
    func kindsFitApplicants(kind: Authority.Kind, natural: Bool, legal: Bool) {
        #expect((fault(kind) == nil) == natural)
        #expect((fault(kind, for: Sample.company) == nil) == legal)
        for fault in [fault(kind), fault(kind, for: Sample.company)] {
            #expect(fault == nil || fault?.field == "agent.authority.kind")
        }
    }

    @Test func theTermIsStatedAndRunsForward() {
        #expect(fault { $0.authority.validUntil = nil }?.field == "agent.authority.validUntil")
        #expect(fault(.guardian) { $0.authority.validUntil = nil } == nil)
        #expect(fault(.staff, for: Sample.company) { $0.authority.validUntil = nil } == nil)
        #expect(fault { $0.authority.validUntil = $0.authority.validFrom } == nil)
        #expect(fault { $0.authority.validUntil = Sample.day("20261031") }?.code == .malformed)
        #expect(fault { $0.authority.proof.name = " " }?.field == "agent.authority.proof.name")
    }

    @Test func onlyTheLawGivesAnAuthorityWithoutAList() {
        #expect(fault { $0.authority.acts = [] }?.code == .missing)
        #expect(fault(.guardian) { $0.authority.acts = [] } == nil)
        #expect(fault(.staff, for: Sample.company) { $0.authority.acts = [] }?.field == "agent.authority.acts")
        #expect(fault(.legalRepresentative, for: Sample.company) { $0.authority.acts = [] } == nil)
    }

    @Test(arguments: Authority.Kind.allCases, Authority.Act.allCases)
    func permits(kind: Authority.Kind, act: Authority.Act) {
        let agent = Sample.agent(kind)
        func fault(on day: String) -> CaseRefusal? {
            refusal { () throws(CaseRefusal) in try agent.permit(act, on: Sample.day(day)) }
        }
        #expect(fault(on: "20261031")?.field == "agent.authority.validFrom")
        #expect(fault(on: "20261201")?.field == "agent.authority.validUntil")
        let isListed = act == .submit || act == .receive
        for day in ["20261101", "20261115", "20261130"] {
            let fault = fault(on: day)
            #expect((fault == nil) == (isListed || kind.isByLaw))
            if let fault {
                #expect(fault.code == .notAuthorized && fault.field == "agent.authority.acts")
                #expect(fault.message.contains(kind.paper) && fault.message.contains(act.words))
            }
        }
    }

    @Test func withoutAnEndItGoesOn() throws {
        var agent = Sample.agent(.guardian)
        agent.authority.validUntil = nil
        try agent.permit(.withdraw, on: Sample.day("20991231"))
    }

    @Test func asJSON() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var authority = Sample.authority()
        authority.acts = Set(Authority.Act.allCases)
        let text = String(decoding: try encoder.encode(authority), as: UTF8.self)
        #expect(text.contains(#""acts":["submit","supplement","receive","withdraw"]"#))
        #expect(text.contains(#""validFrom":"20261101""#))
        #expect(try JSONDecoder().decode(Authority.self, from: Data(text.utf8)) == authority)
        let brief = #"{"kind":"guardian","validFrom":"20261101","proof":{"name":"户口簿","digest":"\#(Sample.digest())"}}"#
        let read = try JSONDecoder().decode(Authority.self, from: Data(brief.utf8))
        #expect(read.acts.isEmpty && read.validUntil == nil)
        let wrong = brief.replacing("20261101", with: "20261131")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Authority.self, from: Data(wrong.utf8)) }
    }
}
