import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import TestChance
import Testing

@testable import NodeAPI

/// Many writes in one request.
@Suite struct BulkRouteTests {
    private static func draft(_ key: String, name: String = "张三") -> String {
        line(#"{"key":"\#(key)","# + Samples.draft(name: name).dropFirst())
    }

    private static func line(_ json: String) -> String { json.replacingOccurrences(of: "\n", with: " ") }

    private func send(_ api: Caller, _ lines: [String], end: String = "\n") async throws -> [[String: Any]] {
        let body = ByteBuffer(string: lines.map { $0 + end }.joined())
        let answer = try await api.send(
            .post,
            "/v1/bulk",
            headers: ["Content-Type": "application/x-ndjson"],
            body: body
        )
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.header("Content-Type") == "application/x-ndjson; charset=utf-8")
        return try answer.text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func problem(_ answer: [String: Any]) -> String? {
        ((answer["problem"] as? [String: Any])?["type"] as? String).map {
            String($0.dropFirst("urn:tongban:problem:".count))
        }
    }

    @Test func everyLineHasItsAnswerAndABadOneHurtsNoOther() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        let actor = #""office":"o","officer":"p","role":"reviewer"}"#
        let lines = [
            Self.draft("a"), "", "  ", Self.draft("b", name: ""), "{", #"{"key":"c","wrong":1}"#,
            #"{"key":"d","case":"\#(submission.number)","version":2,"action":"accept",\#(actor)"#,
            #"{"key":"e","case":"\#(submission.number)","version":2,"action":"accept",\#(actor)"#,
            #"{"key":"f","case":"no number","action":"accept",\#(actor)"#,
            #"{"key":"g","case":"\#(submission.number)","version":0,"action":"accept",\#(actor)"#,
            #"{"case":"\#(submission.number)","action":"accept",\#(actor)"#, #"{"key":"blank in it"}"#, "[]",
            Self.draft("h"),
        ]
        try await harness.run { api in
            for end in ["\n", "\r\n"] {
                let answers = try await send(api, lines, end: end)
                #expect(answers.map { $0["line"] as? Int } == Array(1...12))
                #expect(
                    answers.map { $0["status"] as? Int }
                        == [201, 422, 400, 422, 200, 412, 422, 422, 422, 422, 422, 201]
                )
                #expect(
                    answers.map { $0["key"] as? String }
                        == ["a", "b", nil, "c", "d", "e", "f", "g", nil, nil, nil, "h"]
                )
                #expect(
                    answers.map(problem) == [
                        nil, "missing", "malformed-json", "unknown-key", nil, "stale-version", "bad-value", "bad-value",
                        "missing-key", "bad-value", "missing-key", nil,
                    ]
                )
                // The second time all that was done is only told again.
                let replayed = answers.map { $0["replayed"] as? Bool }
                let done = [0, 4, 11]
                #expect(replayed == (0..<12).map { end == "\r\n" && done.contains($0) ? true : nil })
            }
            #expect(harness.node.caseCount == 3)
        }
    }

    @Test func whatIsSaidOfOneCaseIsDoneInItsOrder() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        let head = #""case":"\#(submission.number)","office":"o""#
        let lines = [
            #"{"key":"1",\#(head),"officer":"p","role":"reviewer","action":"accept"}"#,
            #"{"key":"2",\#(head),"officer":"p","role":"reviewer","action":"review","recommends":"granted","opinion":"o"}"#,
            #"{"key":"3",\#(head),"officer":"q","role":"decider","action":"decide","outcome":"granted","reason":"r"}"#,
        ]
        try await harness.run { api in
            let answers = try await send(api, lines)
            #expect(answers.map { $0["status"] as? Int } == [200, 200, 200], "\(answers)")
            let first = try #require(answers[0]["answer"] as? [String: Any])
            #expect(first["state"] as? String == "accepted" && first["number"] as? String == "\(submission.number)")
        }
    }

    /// More lines than are done at once: each is answered at its place, and a case's are done in their order.
    @Test func manyLinesKeepTheirOrder() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        let head = #""case":"\#(submission.number)","office":"o","officer":"p","role":"reviewer""#
        let count = 3 * APILimits.bulkLinesAtOnce + 7
        var lines = (0..<count).map { Self.draft("\($0)") }
        lines[3] = #"{"key":"3",\#(head),"version":2,"action":"accept"}"#
        let last = count - 1
        lines[last] =
            #"{"key":"\#(last)",\#(head),"version":3,"action":"review","recommends":"granted","opinion":"o"}"#
        let sent = lines
        try await harness.run { api in
            let answers = try await send(api, sent)
            #expect(answers.map { $0["key"] as? String } == (0..<count).map { "\($0)" })
            #expect(answers.map { $0["line"] as? Int } == Array(1...count))
            #expect(answers.map { $0["status"] as? Int } == (0..<count).map { $0 == 3 || $0 == last ? 200 : 201 })
            #expect(harness.node.caseCount == count - 1)
        }
    }

    @Test(arguments: [true, false], ["k", nil, "\"通\n"])
    func anAnswerIsWrittenAsAllOthersAre(isReplayed: Bool, key: String?) throws {
        for (state, effect) in zip(CaseState.allCases, [WriteAnswer.Effect.applied, .requested, .applied]) {
            let answer = WriteAnswer(
                number: Samples.submission().number,
                state: state,
                version: 12,
                kind: .submitted,
                effect: effect,
                at: 1_700_000_000_123,
                replayed: isReplayed
            )
            let line = BulkAnswer(line: 7, key: key, status: 201, answer)
            #expect(String(decoding: line.text, as: UTF8.self) == (try JSONText.line(line)))
        }
        let refused = BulkAnswer(line: 8, key: key, Problem(.badValue, "No.", field: "a"))
        #expect(String(decoding: refused.text, as: UTF8.self) == (try JSONText.line(refused)))
    }

    @Test func aLineThatIsTooLongAndTooManyLinesAreTold() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let long = #"{"key":"x","pad":""# + String(repeating: "x", count: APILimits.jsonBodyBytesMax) + "\"}"
            let answers = try await send(api, [Self.draft("a"), long, Self.draft("b")])
            #expect(answers.map { $0["status"] as? Int } == [201, 413, 201])
            #expect(problem(answers[1]) == "body-too-large")
            let many = try await send(api, Array(repeating: "{}", count: APILimits.bulkLinesMax + 5))
            #expect(many.count == APILimits.bulkLinesMax + 1)
            #expect(many.last.flatMap(problem) == "too-much")
            let enough = try await send(api, Array(repeating: "{}", count: APILimits.bulkLinesMax))
            #expect(enough.count == APILimits.bulkLinesMax && enough.last.flatMap(problem) == "missing-key")
        }
    }

    /// The connection ends within a line, while those of the piece before are still being done.
    @Test func whatCameWholeBeforeABreakIsDone() async throws {
        let harness = ServerHarness()
        let count = APILimits.bulkLinesAtOnce + 9
        let lines = (0..<count).map { Self.draft("\($0)") + "\n" }.joined() + "{\"key\":\"half"
        struct Break: Error {}
        try await harness.run { running in
            var request = running.request("/v1/bulk", "POST")
            request.headers.add(name: "Content-Type", value: "application/x-ndjson")
            let body = AsyncThrowingStream<ByteBuffer, any Error> { stream in
                stream.yield(ByteBuffer(string: lines))
                stream.finish(throwing: Break())
            }
            request.body = .stream(body, length: .unknown)
            let sent = request
            await #expect(throws: (any Error).self) { _ = try await running.execute(sent) }
            try await eventually { harness.node.caseCount == count }
        }
        #expect(harness.node.caseCount == count)
    }

    @Test func onlyLinesAreTaken() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let json = try await api.post("/v1/bulk", Self.draft("a"))
            #expect(try json.problem(415) == "unsupported-media-type")
            #expect(try await send(api, []).isEmpty)
        }
    }

    @Test(arguments: 0..<40) func linesAreTheSameHoweverTheyCome(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        let longest = 12
        let lines = (0..<Int.random(in: 0...20, using: &random)).map { _ in
            String(
                repeating: ["x", " ", "\t", "好"].randomElement(using: &random) ?? "x",
                count: .random(in: 0...8, using: &random)
            )
        }
        var text = lines.joined(separator: Bool.random(using: &random) ? "\n" : "\r\n")
        if Bool.random(using: &random) { text += "\n" }
        let (body, source) = RequestBody.makeStream()
        let bytes = Array(text.utf8)
        async let feeding: Void = {
            var rest = bytes[...]
            while !rest.isEmpty {
                let some = rest.prefix(Int(truncatingIfNeeded: seed) % 7 + 1)
                await source.yield(ByteBuffer(bytes: some))
                rest = rest.dropFirst(some.count)
            }
            source.finish()
        }()
        var reader = LineReader(body, bytesMax: longest)
        var read: [LineReader.Line] = []
        while let line = try await reader.next() { read.append(line) }
        await feeding
        let wanted = lines.compactMap { line -> LineReader.Line? in
            if line.utf8.count > longest { return .tooLong }
            return line.allSatisfy { $0 == " " || $0 == "\t" } ? nil : .bytes(Array(line.utf8))
        }
        #expect(read == wanted)
    }
}
