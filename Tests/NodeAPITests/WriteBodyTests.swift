import CaseModel
import Foundation
import Testing

@testable import NodeAPI

/// The bodies of writes: each says what it says, and each fault in one is named with its place.
@Suite struct WriteBodyTests {
    private let samples: FullSamples

    init() throws { samples = try FullSamples() }

    @Test(arguments: CaseAction.Kind.allCases)
    func aBodyBecomesTheActionThatItNames(kind: CaseAction.Kind) async throws {
        let deed = samples.deed(kind)
        let action = try CaseAction(try await JSONBody.of(body(of: kind)))
        #expect(action.kind == kind)
        #expect(AnyHashable(action.deed) == AnyHashable(deed))
    }

    @Test(arguments: CaseAction.Kind.allCases)
    func everyFaultOfAnActionIsNamed(kind: CaseAction.Kind) async throws {
        let deed = samples.deed(kind)
        for edit in BodyEdit.all(of: try body(of: kind)) where edit.field != "action" {
            try await edit.check(isWhole: Self.reads(deed, edit.body)) { _ = try CaseAction($0) }
        }
    }

    @Test func anActionWithoutItsNameIsToldTheNames() async throws {
        let names = CaseAction.Kind.allCases.map(\.rawValue)
        for (value, kind) in [(nil, "missing-key"), (7 as Any, "wrong-type"), ("sing", "bad-value")] {
            var body = try body(of: .accept)
            body["action"] = value
            let problem = await BodyEdit.problem { _ = try CaseAction(try await JSONBody.of(body)) }
            #expect(problem?.kind.name == kind && problem?.field == "action")
            if kind != "wrong-type" { #expect(problem?.allowed == names) }
        }
    }

    @Test func aDraftSaysWhatItSays() async throws {
        let said = try samples.submission()
        let draft = try await JSONBody.of(draft()).decode(CaseDraft.self, shape: .draft)
        #expect(draft.isConsultation && draft.mode == said.mode && draft.handling == said.handling)
        #expect(draft.applicant == said.applicant && draft.agent == said.agent && draft.identity == said.identity)
        #expect(draft.fields == said.fields && draft.materials == said.materials)
        #expect(draft.office == said.office && draft.officer == said.officer && draft.role == said.role)
        var least = try self.draft()
        for key in ["mode", "consult", "agent", "identity", "fields", "materials"] { least[key] = nil }
        let plain = try await JSONBody.of(least).decode(CaseDraft.self, shape: .draft)
        #expect(!plain.isConsultation && plain.mode == nil && plain.agent == nil)
        #expect(plain.identity == IdentityEvidence() && plain.fields.isEmpty && plain.materials.isEmpty)
    }

    @Test func everyFaultOfADraftIsNamed() async throws {
        let edits = BodyEdit.all(of: try draft())
        #expect(edits.contains { $0.field == "agent.authority.proof.digest" })
        #expect(edits.contains { $0.field == "identity.consents[0].withdrawnAt" })
        for edit in edits {
            let bytes = try JSONSerialization.data(withJSONObject: edit.body)
            let isWhole = (try? JSONDecoder().decode(CaseDraft.self, from: bytes)) != nil
            try await edit.check(isWhole: isWhole) { _ = try $0.decode(CaseDraft.self, shape: .draft) }
        }
    }

    private static func reads(_ deed: any Deed, _ body: Any) throws -> Bool {
        func reads<Said: Deed>(_: Said, _ bytes: Data) -> Bool {
            (try? JSONDecoder().decode(Said.self, from: bytes)) != nil
        }
        return reads(deed, try JSONSerialization.data(withJSONObject: body))
    }

    private func body(of kind: CaseAction.Kind) throws -> [String: Any] {
        var body = try object(samples.deed(kind))
        body["action"] = kind.rawValue
        return body
    }

    private func draft() throws -> [String: Any] {
        var draft = try object(try samples.submission())
        for key in ["number", "collecting", "terms"] { draft[key] = nil }
        draft["consult"] = true
        return draft
    }

    private func object(_ value: some Encodable) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value))
        return try #require(object as? [String: Any])
    }
}
