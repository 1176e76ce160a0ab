import Foundation
import Hummingbird
import MemoryNode
import TestChance
import Testing

@testable import NodeAPI

/// Whatever a body holds, it is done or answered with a problem that says what to do.
@Suite struct BodyMutationTests {
    /// What JSON and the API's rules are made of.
    static let words = [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u0000", "\\ud800", "null", "true", "-", "0", "-1", "1e400", "0.5",
        "9223372036854775807", "9223372036854775808", "\"\"", "{}", "[]", "\"20260230\"", "\u{202E}", " ",
    ]

    private static let rounds = 120
    private static let operations = NodeAPI.Operation.allCases.filter { $0.description.body?.shape != nil }

    /// The example bodies of every operation that takes JSON, and what was hard once.
    private static func loop() throws -> (MutationLoop, [NodeAPI.Operation]) {
        let examples = operations.flatMap { operation in
            (operation.description.body?.examples ?? []).map { (operation, Array($0.value.compact.utf8)) }
        }
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/Bodies")
        let loop = MutationLoop(
            "bodies",
            sound: examples.map(\.1),
            kept: try Corpus.files(in: folder),
            words: words
        )
        return (loop, examples.map(\.0))
    }

    @Test(arguments: operations) func whatWasHardOnceIsAnswered(operation: NodeAPI.Operation) async throws {
        let (loop, _) = try Self.loop()
        try await APIHarness().run { api in
            for input in loop.inputs(seed: 0, rounds: 0) where input.origin == nil {
                _ = try await Self.send(input, to: operation, api)
            }
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func everyBodyIsAnswered(seed: UInt64) async throws {
        let (loop, targets) = try Self.loop()
        let harness = APIHarness()
        try harness.node.receive(Samples.submission())
        try await harness.run { api in
            var statuses: [Int: Int] = [:]
            for input in loop.inputs(seed: seed, rounds: Self.rounds) {
                let operation = input.origin.map { targets[$0] } ?? Self.operations[input.round % Self.operations.count]
                statuses[try await Self.send(input, to: operation, api), default: 0] += 1
            }
            #expect(statuses[400] != nil && statuses[422] != nil && statuses.keys.contains { $0 < 300 }, "\(statuses)")
        }
    }

    /// Sends a body; the answer is no fault of the node's, and where it is a problem it says what to do.
    private static func send(_ input: MutatedInput, to operation: NodeAPI.Operation, _ api: Caller) async throws -> Int
    {
        let answer = try await api.send(
            operation.route.method,
            operation.examplePath,
            headers: ["Content-Type": "application/json", "Idempotency-Key": "k\(input.round)"],
            body: ByteBuffer(bytes: input.bytes)
        )
        let place: Comment = "\(operation) answered \(answer.status) \(answer.text) to \(input)"
        #expect(answer.status < 500, place)
        guard answer.status >= 400 else { return answer.status }
        let problem = try answer.json
        #expect((problem["detail"] as? String)?.isEmpty == false, place)
        #expect((problem["type"] as? String)?.hasPrefix("urn:tongban:problem:") == true, place)
        return answer.status
    }
}
