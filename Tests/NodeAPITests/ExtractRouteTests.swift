import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// Tables that other systems take over.
@Suite struct ExtractRouteTests {
    private func rows(_ answer: Answer) throws -> [[String: Any]] {
        #expect(answer.status == 200, "\(answer.text)")
        return try answer.text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func casesComeWholeHoweverManyPiecesTheyHave() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            var numbers: [String] = []
            for _ in 0..<8 { numbers.append(try await api.submit()) }
            let answer = try await api.get("/v1/extracts/cases")
            #expect(answer.header("Content-Type") == "application/x-ndjson; charset=utf-8")
            #expect(answer.header("Content-Disposition")?.contains("cases.ndjson") == true)
            let all = try rows(answer)
            #expect(all.map { $0["case_no"] as? String } == numbers)
            #expect(all[0]["applicant_type"] as? String == "1" && all[0]["collecting_area"] as? String == "330800")
            #expect(!answer.text.contains("张三") && !answer.text.contains("11010519491231002X"))
            let third = try #require(all[2]["sequence"] as? Int)
            let rest = try rows(try await api.get("/v1/extracts/cases?after=\(third)&by=changed"))
            #expect(rest.map { $0["case_no"] as? String } == Array(numbers[3...]))
        }
    }

    @Test func daysChooseRows() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            _ = try await api.submit()
            for path in ["cases", "events"] {
                #expect(try rows(try await api.get("/v1/extracts/\(path)?from=2026-11-23&to=2026-11-23")).count == 1)
                #expect(try rows(try await api.get("/v1/extracts/\(path)?from=2026-11-24")).isEmpty)
                #expect(try rows(try await api.get("/v1/extracts/\(path)?to=2026-11-22")).isEmpty)
            }
        }
    }

    @Test func spreadsheetsHaveAHeaderEvenWithoutRows() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let none = try await api.get("/v1/extracts/events?format=csv")
            #expect(none.text == EventExtract.table.header)
            let number = try await api.submit()
            let some = try await api.get("/v1/extracts/events", ["Accept": "text/csv"])
            #expect(some.header("Content-Type") == "text/csv; charset=utf-8; header=present")
            let lines = some.text.components(separatedBy: "\r\n")
            #expect(lines.count == 3 && lines[1].contains(number) && lines[1].contains("submitted"))
        }
    }

    @Test(arguments: [
        "cases?by=month", "cases?from=2026-13-01", "cases?from=2026-11-24&to=2026-11-23", "events?by=changed",
        "events?after=-1", "events?format=xml",
    ])
    func whatIsNotUnderstoodIsTold(path: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.get("/v1/extracts/\(path)")
            #expect(try answer.problem(400) == "bad-query")
        }
    }

    @Test func aFaultBeforeTheFirstRowIsAProblem() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            harness.node.fail(.fault("disk"))
            let answer = try await api.get("/v1/extracts/cases")
            #expect(try answer.problem(500) == "fault")
        }
    }
}
