import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// The shapes name exactly the keys that the model's values have.
@Suite struct ShapeTests {
    private let reference: MaterialReference
    private let field = FormField(name: "a", value: "b")

    init() throws {
        let digest = try #require(MaterialDigest([UInt8](repeating: 1, count: 32)))
        reference = MaterialReference(digest: digest, name: "n", mediaType: "a/b", size: 1, form: .copy)
    }

    @Test(arguments: CaseAction.Kind.allCases)
    func actionsHaveTheKeysOfTheirValues(kind: CaseAction.Kind) throws {
        let expected = try keys(of: deed(kind), at: "").union(["action"])
        #expect(Self.keys(of: .action(kind), at: "") == expected)
    }

    /// What is said in an action, with everything that may be left out.
    private func deed(_ kind: CaseAction.Kind) -> any Deed {
        var correction = Correction(
            defects: [.init(subject: "s", problem: "p", remedy: "r")],
            office: "o",
            officer: "p"
        )
        correction.exception = .init(supervisor: "s", reason: "r")
        switch kind {
        case .endorse, .forward, .lapse, .resume, .approve, .archive:
            return Remark(office: "o", officer: "p", role: .reviewer, note: "n")
        case .object, .requestCorrection: return correction
        case .handOver: return HandOver(reason: "r", office: "o", officer: "p")
        case .supplement: return Supplement(fields: [field], materials: [reference], note: "n", officer: "p")
        case .accept: return Acceptance(office: "o", officer: "p", note: "n")
        case .decline: return Decline(reason: "r", remedies: "m", office: "o", officer: "p")
        case .suspend:
            return Suspension(procedure: .hearing, reason: "r", expectedDays: 1, office: "o", officer: "p")
        case .extend:
            return Extension(days: 1, approvedBy: "a", reason: "r", notice: "n", office: "o", officer: "p")
        case .review: return Review(recommends: .denied, opinion: "x", office: "o", officer: "p")
        case .concludeLeg:
            return LegReport(leg: "l", result: "r", documents: [reference], office: "o", officer: "p")
        case .issue: return Issue(documents: [reference], note: "n", office: "o", officer: "p")
        case .decide:
            return Decision(
                outcome: .denied,
                documents: [reference],
                reason: "r",
                remedies: "m",
                office: "o",
                officer: "p"
            )
        case .withdraw: return Withdrawal(reason: "r", office: "o", officer: "p")
        case .passOn: return PassOn(authority: "a", reason: "r", office: "o", officer: "p")
        case .void: return Voiding(kind: .voided, reason: "r", office: "o", officer: "p")
        case .confirmDelivery: return Delivery(method: .post, recipient: "r", note: "n", officer: "p")
        }
    }

    @Test func theDraftHasTheKeysOfASubmission() throws {
        let authority = Authority(
            kind: .staff,
            acts: [.submit],
            validFrom: try #require(LocalDay("20261101")),
            validUntil: LocalDay("20271101"),
            proof: .init(digest: reference.digest, name: "n")
        )
        let check = IdentityCheck(
            subject: .agent,
            method: .face,
            outcome: .failed,
            reason: "r",
            realNameLevel: 3,
            alternatives: [.video],
            at: 1,
            officer: "p",
            reference: "x"
        )
        let consent = Consent(
            giver: .agent,
            name: "n",
            purpose: .faceCheck,
            fields: ["f"],
            materials: ["m"],
            textVersion: "1",
            form: .paper,
            givenAt: 1,
            collectedBy: "p",
            withdrawnAt: 2
        )
        let submission = Submission(
            number: CaseNumber(collecting: MemoryNode.quzhou, at: 0, random: 0),
            collecting: MemoryNode.quzhou,
            handling: MemoryNode.nanping,
            itemCode: "c",
            itemName: "n",
            applicant: Applicant(kind: .legal, name: "n", idType: .creditCode, idNumber: "x", phone: "1"),
            agent: Agent(name: "n", idType: .passport, idNumber: "x", phone: "1", authority: authority),
            identity: IdentityEvidence(checks: [check], consents: [consent]),
            fields: [field],
            materials: [reference],
            office: "o",
            officer: "p"
        )
        // Number and city are the node's, the terms are the guide's; whether the liaison is asked is no part of a case.
        let given = try keys(of: submission, at: "").filter { !$0.hasPrefix("terms") }
        let expected = given.subtracting(["number", "collecting"]).union(["consult"])
        #expect(Self.keys(of: .draft, at: "") == expected)
    }

    private func keys(of value: any Encodable, at path: String) throws -> Set<String> {
        Self.keys(of: try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value)), at: path)
    }

    private static func keys(of value: Any, at path: String) -> Set<String> {
        if let object = value as? [String: Any] {
            return object.reduce(into: []) {
                $0.formUnion([path + $1.key])
                $0.formUnion(keys(of: $1.value, at: path + $1.key + "."))
            }
        }
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(keys(of: $1, at: path)) } }
        return []
    }

    private static func keys(of shape: JSONShape, at path: String) -> Set<String> {
        switch shape {
        case .object(let members):
            members.reduce(into: []) {
                $0.insert(path + $1.key)
                $0.formUnion(keys(of: $1.shape, at: path + $1.key + "."))
            }
        case .list(let item): keys(of: item, at: path)
        case .text, .whole, .flag, .oneOf: []
        }
    }
}
