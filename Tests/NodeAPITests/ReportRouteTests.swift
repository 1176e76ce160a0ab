import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Reminders and statistics.
@Suite struct ReportRouteTests {
    private static let day = LocalDay(year: 2026, month: 12, day: 3)

    /// A node with three reminders of one case.
    private func reminded() throws -> APIHarness {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        let day = try #require(Self.day)
        let matters: [(Reminder.Matter, Role, Int64?)] = [
            (.stage(.response, round: 1, level: 2), .deputyLiaison, 1_795_446_600_000),
            (.clock(.promised, lastDay: day, .near), .reviewer, nil),
            (.clock(.promised, lastDay: day, .over), .supervisor, nil),
        ]
        for (index, (matter, role, settledAt)) in matters.enumerated() {
            harness.node.remind(
                ReminderItem(
                    id: Int64(index + 1),
                    number: submission.number,
                    reminder: Reminder(matter, to: role, dueAt: 1_795_446_000_000),
                    toldAt: 1_795_446_060_000,
                    settledAt: settledAt
                )
            )
        }
        return harness
    }

    @Test func remindersAreListedAsTheyAreAskedFor() async throws {
        try await reminded().run { api in
            func ids(_ query: String) async throws -> [Int?] {
                let json = try await api.get("/v1/reminders" + query).json
                return try #require(json["reminders"] as? [[String: Any]]).map { $0["id"] as? Int }
            }
            #expect(try await ids("") == [3, 2], "what holds, newest first")
            #expect(try await ids("?state=all") == [3, 2, 1])
            #expect(try await ids("?state=settled") == [1])
            #expect(try await ids("?role=reviewer") == [2])
            #expect(try await ids("?clock=promised&state=all") == [3, 2])
            #expect(try await ids("?stage=response&state=all") == [1])
            #expect(try await ids("?case=\(Samples.submission().number)") == [3, 2])
            #expect(try await ids("?case=\(Samples.submission(random: 99).number)").isEmpty)
            let first = try await api.get("/v1/reminders?limit=1").json
            #expect(first["next"] as? String == "3")
            #expect(try await ids("?limit=1&cursor=3") == [2])
        }
    }

    @Test func aReminderSaysWhatToDoAndForWhom() async throws {
        try await reminded().run { api in
            let json = try await api.get("/v1/reminders?state=all").json
            let all = try #require(json["reminders"] as? [[String: Any]])
            #expect(all[0]["clock"] as? String == "promised" && all[0]["notice"] as? String == "over")
            #expect(
                all[0]["lastDay"] as? String == "2026-12-03" && all[0]["stage"] == nil && all[0]["settledAt"] == nil
            )
            #expect(all[0]["roleName"] as? String == "督办")
            #expect((all[0]["text"] as? String)?.contains("2026-12-03") == true)
            #expect(all[2]["stage"] as? String == "response" && all[2]["level"] as? Int == 2 && all[2]["clock"] == nil)
            #expect((all[2]["settledAt"] as? String)?.hasSuffix("+08:00") == true)
            let view = try await api.get("/v1/cases/\(Samples.submission().number)").json
            #expect((view["reminders"] as? [[String: Any]])?.map { $0["id"] as? Int } == [1, 2, 3])
        }
    }

    @Test(arguments: [
        ("/v1/reminders?role=boss", "role"), ("/v1/reminders?stage=promised", "stage"),
        ("/v1/reminders?clock=push", "clock"),
        ("/v1/reminders?stage=push&clock=promised", "clock"), ("/v1/reminders?state=waiting", "state"),
        ("/v1/reminders?case=1", "case"), ("/v1/reminders?limit=501", "limit"), ("/v1/reminders?peer=350700", "peer"),
        ("/v1/statistics?by=week", "by"), ("/v1/statistics?from=20260101", "from"),
        ("/v1/statistics?to=2026-02-30", "to"),
        ("/v1/statistics?from=2026-02-02&to=2026-02-01", "to"), ("/v1/statistics?format=xml", "format"),
        ("/v1/statistics?month=1", "month"),
    ])
    func whatCannotBeAskedIsSaid(path: String, field: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.get(path)
            #expect(try answer.problem(400) == "bad-query")
            #expect(try answer.json["field"] as? String == field)
        }
    }

    @Test func aReportCountsTheCases() async throws {
        let harness = APIHarness()
        for random in 1...3 as ClosedRange<UInt64> {
            let submission = Samples.submission(random: random)
            try harness.node.receive(submission)
            try harness.node.hear(.registered, on: submission.number)
        }
        try await harness.run { api in
            _ = try await api.submit()
            let json = try await api.get("/v1/statistics?by=year").json
            let total = try #require(json["total"] as? [String: Any])
            #expect(json["by"] as? String == "year")
            #expect(total["cases"] as? Int == 3 && total["open"] as? Int == 3)
            #expect((total["modes"] as? [String: Int]) == ["online": 3])
            #expect((total["endings"] as? [String: Int])?.isEmpty == true)
            #expect(json["unregistered"] as? Int == 1, "what this node handed in is not registered yet")
            let lines = try #require(json["lines"] as? [[String: Any]])
            #expect(lines.map { $0["office"] as? String } == [CaseFact.noOffice, "南平窗口"])
            #expect(lines.map { $0["period"] as? String } == ["2026", "2026"])
            let none = try await api.get("/v1/statistics?to=2020-12-31").json
            #expect((none["total"] as? [String: Any])?["cases"] as? Int == 0)
            #expect(none["to"] as? String == "2020-12-31" && none["from"] == nil)
        }
    }

    @Test func aReportIsATableToo() async throws {
        let harness = APIHarness()
        try harness.node.receive(Samples.submission())
        try harness.node.hear(.registered, on: Samples.submission().number)
        try await harness.run { api in
            let asked = try await api.get("/v1/statistics?format=csv")
            #expect(asked.status == 200)
            #expect(asked.header("Content-Type")?.hasPrefix("text/csv") == true)
            #expect(asked.text.hasPrefix("period,city,office,role,cases,"))
            #expect(asked.text.contains("2026-11,350700,南平窗口,collected-for-others,1,"))
            let accepted = try await api.get("/v1/statistics", ["Accept": "text/csv"])
            #expect(accepted.text == asked.text)
            let json = try await api.get("/v1/statistics?format=json", ["Accept": "text/csv"])
            #expect(try json.json["total"] != nil, "the parameter is the stronger wish")
        }
    }
}
