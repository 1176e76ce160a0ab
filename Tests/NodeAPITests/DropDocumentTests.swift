import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// What packages of the file drop say.
@Suite struct DropDocumentTests {
    static let speaker = DropDocument.Speaker(office: "社保中心", roles: [.windowClerk, .reviewer], officer: "系统")

    private func read(_ text: String) throws(Problem) -> DropDocument {
        try DropDocument(Array(text.utf8), speaker: Self.speaker)
    }

    private func problem(_ text: String) -> Problem? {
        do {
            _ = try read(text)
            return nil
        } catch { return error }
    }

    static let draft = """
        {"handling": "350700", "itemCode": "SB-0412", "itemName": "转移接续",
         "applicant": {"kind": "natural", "name": "张三", "idType": "citizenID", "idNumber": "11010519491231002X"},
         "materials": [{"file": "scan.pdf", "name": "申请表", "mediaType": "application/pdf", "form": "copy"}]}
        """

    @Test func filesBecomeMaterials() throws {
        let document = try read(Self.draft)
        #expect(document.files == ["scan.pdf": DeclaredType("application/pdf")])
        let digest = try #require(MaterialDigest(hex: String(repeating: "ab", count: 32)))
        let stored = ["scan.pdf": StoredMaterial(digest: digest, size: 7, existed: false)]
        guard case .submit(let draft, let write) = try document.order(package: "p-1", stored: stored) else {
            Issue.record("it is a submission")
            return
        }
        #expect(draft.materials.map(\.digest) == [digest] && draft.materials.map(\.size) == [7])
        #expect(draft.office == "社保中心" && draft.officer == "系统" && draft.role == .windowClerk)
        #expect(write.key == "drop:p-1")
        guard case .submit(_, let again) = try read(Self.draft).order(package: "p-1", stored: stored) else { return }
        #expect(again == write, "the same package is the same request")
    }

    @Test func actionsNameTheirCase() throws {
        let document = try read(
            #"{"case": "330800-20261123-7K2M9QX4RT", "version": 2, "action": "accept", "role": "reviewer"}"#
        )
        guard case .act(let action, let number, let version, _) = try document.order(package: "p", stored: [:]) else {
            Issue.record("it is an action")
            return
        }
        #expect(action.kind == .accept && action.deed.role == .reviewer)
        #expect("\(number)" == "330800-20261123-7K2M9QX4RT" && version == 2)
        let supplement = try read(#"{"case": "330800-20261123-7K2M9QX4RT", "action": "supplement", "note": "x"}"#)
        #expect(throws: Never.self) { _ = try supplement.order(package: "p", stored: [:]) }
    }

    @Test(
        arguments: [
            ("[1]", "wrong-type", nil), ("{", "malformed-json", nil), (#"{"case": "1"}"#, "bad-value", "case"),
            (#"{"version": 1}"#, "bad-value", "version"), (#"{"office": "别的"}"#, "bad-value", "office"),
            (#"{"role": "decider"}"#, "bad-value", "role"), (#"{"days": 1e400}"#, "bad-value", nil),
            (#"{"a": {"b": 1, "b": 2}}"#, "repeated-key", "a.b"),
            (#"{"materials": [{"file": "a", "digest": "b"}]}"#, "bad-value", "materials[0].file"),
            (#"{"materials": [{"file": 1}]}"#, "bad-value", "materials[0].file"),
        ] as [(String, String, String?)]
    )
    func faultsAreNamed(text: String, kind: String, field: String?) {
        let found = problem(text)
        #expect(found?.kind.name == kind)
        #expect(found?.field == field)
    }

    @Test func theShapesOfTheAPIHold() throws {
        let document = try read(#"{"handling": "350700", "unheard": 1}"#)
        #expect(throws: Problem.self) { _ = try document.order(package: "p", stored: [:]) }
    }

    @Test func answersSayWhatBecameOfAPackage() throws {
        let failed = DropAnswer.failed(.ofPackage("no such file", file: "a.pdf"), package: "p")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(failed)) as? [String: Any])
        #expect(json["package"] as? String == "p")
        #expect((json["problem"] as? [String: Any])?["field"] as? String == "file a.pdf")
        #expect(Problem(ServiceError.busy).isPassing && Problem(ServiceError.storageFull).isPassing)
        #expect(!Problem(ServiceError.keyReused("k")).isPassing)
    }
}
