import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Every example of the description is taken by a node.
@Suite struct ExampleTests {
    private static let reads = NodeAPI.Operation.allCases.filter { $0.route.method == .get && $0 != .followEvents }
    private static let writes = NodeAPI.Operation.allCases.filter { $0.description.body?.shape != nil }

    /// What has another city's case or nothing to work on here: the body is understood, and then refused for that.
    private static let refusals: [NodeAPI.Operation: ProblemKind] = [
        .actOnCase: .refusal(.notAllowedInState), .resumePeer: .notHalted, .replayQuarantined: .notFound,
        .discardQuarantined: .notFound, .releaseWithheld: .notFound, .discardWithheld: .notFound,
        .replayDeliveries: .notFound, .changeWebhook: .notFound, .changeAccount: .notFound, .addToken: .notFound,
        .lockAccount: .notFound, .unlockAccount: .notFound, .revokeToken: .refusal(.missing),
    ]

    /// Each parameter alone, with what must be given beside it.
    @Test(arguments: reads)
    func everyParameterIsTaken(operation: NodeAPI.Operation) async throws {
        try await APIHarness().run { api in
            let said = operation.description
            let needed = said.query.filter(\.isRequired)
            for parameter in said.query {
                let given = needed.filter { $0.name != parameter.name } + [parameter]
                let query = given.map { "\($0.name)=\($0.shape.example.inAddress)" }.joined(separator: "&")
                let answer = try await api.get("\(operation.examplePath)?\(query)")
                // A node that is empty has no such thing; a parameter that it does not understand is another problem.
                #expect(
                    answer.status == 200 || answer.status == 404 || [.listItems, .finishSignIn].contains(operation),
                    "\(query): \(answer.text)"
                )
                let type = try? answer.json["type"] as? String
                #expect(type != "urn:tongban:problem:bad-query", "\(query): \(answer.text)")
            }
        }
    }

    @Test(arguments: reads)
    func aParameterThatIsEmptyIsRefused(operation: NodeAPI.Operation) async throws {
        try await APIHarness().run { api in
            for parameter in operation.description.query {
                let answer = try await api.get(operation.examplePath + "?\(parameter.name)=")
                #expect(try answer.problem(400) == "bad-query", "\(parameter.name)")
            }
        }
    }

    @Test(arguments: reads + writes)
    func aParameterThatIsNotDescribedIsRefused(operation: NodeAPI.Operation) async throws {
        try await APIHarness().run { api in
            let answer = try await api.send(operation.route.method, operation.examplePath + "?colour=red", body: nil)
            #expect(try answer.problem(400) == "bad-query")
        }
    }

    @Test(arguments: writes)
    func everyBodyIsTaken(operation: NodeAPI.Operation) async throws {
        let harness = APIHarness()
        try Self.begin(at: harness.node, for: operation)
        try await harness.run { api in
            let stored = try await api.send(.post, "/v1/materials", body: ByteBuffer(string: "test"))
            #expect(stored.status == 201)
            let body = try #require(operation.description.body)
            for (index, example) in body.examples.enumerated() {
                if operation == .stepEvaluation {
                    let bad = try #require(OperationDescription.addEvaluation.body?.examples.first)
                    let path = NodeAPI.Operation.addEvaluation.examplePath
                    let added = try await api.post(path, bad.value.compact, key: "bad")
                    #expect(added.status == 201, "\(added.text)")
                }
                let answer = try await api.send(
                    operation.route.method,
                    operation.examplePath,
                    headers: ["Content-Type": "application/json", "Idempotency-Key": "k\(index)"],
                    body: ByteBuffer(string: example.value.compact)
                )
                if let refusal = Self.refusals[operation] {
                    #expect(try answer.json["type"] as? String == refusal.uri, "\(answer.text)")
                } else {
                    #expect((200...202).contains(answer.status), "\(example.name): \(answer.text)")
                }
            }
        }
    }

    /// The things that the examples' paths name.
    private static func begin(at node: MemoryNode, for operation: NodeAPI.Operation) throws {
        var submission = Samples.submission()
        submission.number = try #require(CaseNumber("330800-20261123-7K2M9QX4RT"))
        (submission.collecting, submission.handling) = (MemoryNode.quzhou, MemoryNode.nanping)
        submission.office = "衢州市跨省通办窗口"
        try node.receive(submission)
        guard [.addCustody, .labelParcel].contains(operation) else { return }
        var parcel = Samples.parcel(id: "QZ-2026-0042")
        parcel.cases = [submission.number]
        (parcel.sender.city, parcel.receiver.city) = (MemoryNode.quzhou, MemoryNode.nanping)
        (parcel.payer, parcel.direction) = (MemoryNode.quzhou, .materials)
        try node.hear(.parcelListed(parcel))
    }
}
