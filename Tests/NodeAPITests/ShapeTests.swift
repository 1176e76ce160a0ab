import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// The shapes name exactly the keys that the model's values have.
@Suite struct ShapeTests {
    private let samples: FullSamples

    init() throws { samples = try FullSamples() }

    @Test(arguments: CaseAction.Kind.allCases)
    func actionsHaveTheKeysOfTheirValues(kind: CaseAction.Kind) throws {
        let expected = try keys(of: samples.deed(kind), at: "").union(["action"])
        #expect(Self.keys(of: .action(kind), at: "") == expected)
    }

    @Test func theDraftHasTheKeysOfASubmission() throws {
        let submission = try samples.submission()
        // Number and city are the node's, the terms are the guide's; whether the liaison is asked is no part of a case.
        let given = try keys(of: submission, at: "").filter { !$0.hasPrefix("terms") }
        let expected = given.subtracting(["number", "collecting"]).union(["consult"])
        #expect(Self.keys(of: .draft, at: "") == expected)
    }

    @Test func anOrderToRevealHasTheKeysOfItsValue() throws {
        let order = RevealOrder(
            fields: [.applicantName],
            purpose: .handle,
            reason: "r",
            office: "o",
            officer: "p",
            role: .windowClerk
        )
        #expect(try Self.keys(of: .reveal, at: "") == keys(of: order, at: ""))
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
        switch shape.kind {
        case .object(let members, _):
            members.reduce(into: []) {
                $0.insert(path + $1.key)
                $0.formUnion(keys(of: $1.shape, at: path + $1.key + "."))
            }
        case .list(let item, _): keys(of: item, at: path)
        case .text, .whole, .flag, .oneOf, .map, .choice: []
        }
    }
}
