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

    @Test func actionsHaveTheKeysOfTheirValues() throws {
        try check(.accept, Acceptance(office: "o", officer: "p", note: "n"))
        try check(
            .requestCorrection,
            Correction(defects: [.init(subject: "s", problem: "p", remedy: "r")], office: "o", officer: "p")
        )
        try check(.decline, Decline(reason: "r", remedies: "m", office: "o", officer: "p"))
        try check(
            .decide,
            Decision(
                outcome: .denied,
                documents: [reference],
                reason: "r",
                remedies: "m",
                office: "o",
                officer: "p"
            )
        )
        try check(.supplement, Supplement(fields: [field], materials: [reference], note: "n", officer: "p"))
        try check(.confirmDelivery, Delivery(method: .post, recipient: "r", note: "n", officer: "p"))
    }

    @Test func theDraftHasTheKeysOfASubmission() throws {
        let submission = Submission(
            number: CaseNumber(collecting: MemoryNode.quzhou, at: 0, random: 0),
            collecting: MemoryNode.quzhou,
            handling: MemoryNode.nanping,
            itemCode: "c",
            itemName: "n",
            applicant: Applicant(kind: .legal, name: "n", idType: .creditCode, idNumber: "x", phone: "1"),
            fields: [field],
            materials: [reference],
            office: "o",
            officer: "p"
        )
        var expected = try keys(of: submission, at: "")
        expected.subtract(["number", "collecting"])
        #expect(Self.keys(of: .draft, at: "") == expected)
    }

    private func check(_ kind: CaseAction.Kind, _ value: some Encodable) throws {
        let expected = try keys(of: value, at: "").union(["action"])
        #expect(Self.keys(of: .action(kind), at: "") == expected)
    }

    private func keys(of value: some Encodable, at path: String) throws -> Set<String> {
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
        case .text, .whole, .oneOf: []
        }
    }
}
