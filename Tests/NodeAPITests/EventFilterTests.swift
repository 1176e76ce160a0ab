import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// The filters of the event feed over a real socket.
@Suite struct EventFilterTests {
    @Test func everyFilterLeavesOutTheRest() async throws {
        let harness = ServerHarness()
        let (mine, other) = try Self.fill(harness.node)
        try await harness.run { server in
            let ends = [
                ("kind=registered", [3, 4]), ("kind=submitted,registered", [1, 2, 3, 4]),
                ("item=\(other.itemCode)", [2, 4]),
                ("item=\(mine.itemCode),\(other.itemCode)", [1, 2, 3, 4]), ("side=handling", [1, 2, 3, 4]),
                ("case=\(mine.number),\(other.number)&kind=registered", [3, 4]),
                ("item=\(other.itemCode)&kind=submitted", [2]),
            ]
            for (query, ids) in ends {
                let lines = try await server.follow("/v1/events?after=0&\(query)") { $0 != "id: \(ids.last ?? 0)" }
                #expect(Self.ids(lines) == ids, "\(query)")
            }
            let none = try await server.follow("/v1/events?after=0&side=collecting") { !$0.hasPrefix(":") }
            #expect(Self.ids(none).isEmpty)
            #expect(none.last == ": through 4", "what was passed over is told")
        }
    }

    @Test func anOfficeHearsOfItsCasesFromItsPartOn() async throws {
        let harness = ServerHarness()
        let (mine, _) = try Self.fill(harness.node)
        try harness.node.hear(.accepted(Acceptance(office: "南平市社保中心", officer: "孙七")), on: mine.number)
        try harness.node.hear(
            .suspended(
                Suspension(procedure: .hearing, reason: "听证", expectedDays: 1, office: "南平市人社局", officer: "周八")
            ),
            on: mine.number
        )
        try await harness.run { server in
            let window = Self.encoded(mine.office)
            let all = try await server.follow("/v1/events?after=0&office=\(window)&item=\(mine.itemCode)") {
                $0 != "id: 6"
            }
            #expect(Self.ids(all) == [1, 3, 5, 6])
            for after in ["0", "5"] {
                let later = try await server.follow(
                    "/v1/events?after=\(after)&office=\(Self.encoded("南平市人社局")),x"
                ) { $0 != "id: 6" }
                #expect(Self.ids(later) == [6], "an office that had no part yet hears nothing, whenever it asks")
            }
        }
    }

    @Test func anEventSaysWhatSparesAQuestion() async throws {
        let harness = ServerHarness()
        let (mine, other) = try Self.fill(harness.node)
        harness.node.register([mine.number, other.number])
        try await harness.run { server in
            let lines = try await server.follow("/v1/events?after=2&item=\(mine.itemCode)") { line in
                !line.contains(#""id":5"#)
            }
            let data = lines.filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
            for text in data {
                let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
                #expect(json["cases"] as? [String] == ["\(mine.number)"], "one that speaks of many is narrowed")
                #expect(json["item"] as? String == mine.itemCode)
                #expect(json["side"] as? String == "handling")
                #expect(json["state"] as? String == "registered")
                #expect(json["version"] as? Int == 2)
            }
            #expect(data.count == 2)
        }
    }

    @Test(arguments: [
        "case=12", "item=" + String(repeating: "x", count: 51), "kind=nothing", "side=middle", "office=,",
    ])
    func valuesThatAreNoneAreRefused(query: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.get("/v1/events?" + query)
            #expect(try answer.problem(400) == "bad-query")
        }
    }

    /// Two cases about two items, submitted and registered; events 1 to 4.
    private static func fill(_ node: MemoryNode) throws -> (mine: Submission, other: Submission) {
        let mine = Samples.submission(random: 1)
        var other = Samples.submission(random: 2)
        other.itemCode = "SAMPLE-OTHER"
        other.office = "另一个窗口"
        for submission in [mine, other] { try node.receive(submission) }
        for submission in [mine, other] { try node.hear(.registered, on: submission.number) }
        return (mine, other)
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { String(format: "%%%02X", $0) }.joined()
    }

    private static func ids(_ lines: [String]) -> [Int] {
        lines.filter { $0.hasPrefix("id: ") }.compactMap { Int($0.dropFirst(4)) }
    }
}
