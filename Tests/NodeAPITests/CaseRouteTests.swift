import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Cases over HTTP: submit, show, list, act.
@Suite struct CaseRouteTests {
    @Test func submittedCaseCanBeShown() async throws {
        try await APIHarness().run { api in
            let answer = try await api.post("/v1/cases", Samples.draft(), key: "k1")
            #expect(answer.status == 201)
            #expect(answer.header("ETag") == "\"1\"")
            let number = try #require(try answer.json["number"] as? String)
            #expect(answer.header("Location") == "/v1/cases/\(number)")
            #expect(try answer.json["effect"] as? String == "applied")

            let shown = try await api.get("/v1/cases/\(number.lowercased())")
            #expect(shown.status == 200)
            #expect(shown.header("ETag") == "\"1\"")
            #expect(shown.header("Cache-Control") == "no-store")
            let json = try shown.json
            #expect(json["state"] as? String == "submitted")
            #expect(json["side"] as? String == "collecting")
            #expect(json["transport"] as? String == "sent")
            #expect((json["submittedAt"] as? String)?.hasSuffix("+08:00") == true)
            let submission = try #require(json["submission"] as? [String: Any])
            #expect((submission["applicant"] as? [String: Any])?["name"] as? String == "张*")
            let history = try #require(json["history"] as? [[String: Any]])
            #expect(history.map { $0["kind"] as? String } == ["submitted"])
            #expect(history[0]["officer"] as? String == "李四")
            #expect(history[0]["transport"] as? String == "sent")
        }
    }

    @Test func everyActionOfTheHandlingCityIsReached() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        try await harness.run { api in
            let uri = "/v1/cases/\(submission.number)"
            let correction = try await api.post(
                uri + "/actions",
                """
                {"action":"requestCorrection","office":"审批科","officer":"钱七","role":"reviewer",
                 "defects":[{"subject":"照片","problem":"不清晰","remedy":"重拍"}]}
                """,
                key: "a1"
            )
            #expect(correction.status == 200, "\(correction.text)")
            #expect(try correction.json["state"] as? String == "correcting")
            try harness.node.hear(.supplemented(request: 3), on: submission.number)
            let accepted = try await api.post(
                uri + "/actions",
                #"{"action":"accept","office":"审批科","officer":"钱七","role":"reviewer","note":null}"#,
                key: "a2"
            )
            #expect(try accepted.json["state"] as? String == "accepted", "\(accepted.text)")
            let decided = try await api.post(
                uri + "/actions",
                #"{"action":"decide","outcome":"granted","reason":"口头告知","office":"审批科","officer":"钱七","role":"decider"}"#,
                key: "a3"
            )
            #expect(try decided.json["kind"] as? String == "decided", "\(decided.text)")
            let json = try await api.get(uri).json
            #expect(json["endingName"] as? String != nil)
            let history = try #require(json["history"] as? [[String: Any]])
            #expect(
                history.map { $0["kind"] as? String } == [
                    "submitted", "registered", "correctionRequested", "supplemented", "accepted", "decided",
                ]
            )
            #expect((history[2]["text"] as? String)?.contains("不清晰") == true)
            #expect((history[2]["content"] as? [String: Any])?["defects"] is [Any])
            #expect(history[0]["transport"] == nil)
        }
    }

    @Test func decliningNeedsReasonAndRemedies() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        try await harness.run { api in
            let uri = "/v1/cases/\(submission.number)/actions"
            let missing = try await api.post(
                uri,
                #"{"action":"decline","reason":"x","office":"o","officer":"p","role":"reviewer"}"#,
                key: "d1"
            )
            #expect(try missing.problem(422) == "missing-key")
            #expect(try missing.json["field"] as? String == "remedies")
            let done = try await api.post(
                uri,
                #"{"action":"decline","reason":"不属于受理范围","remedies":"可申请复议","office":"o","officer":"p","role":"reviewer"}"#,
                key: "d2"
            )
            #expect(try done.json["state"] as? String == "declined")
        }
    }

    @Test func whatTheCollectingCityAsksIsAcceptedNotDone() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let text = try await api.submit()
            let number = try #require(CaseNumber(text))
            try harness.node.hear(.registered, on: number)
            try harness.node.hear(
                .correctionRequested(
                    Correction(
                        defects: [.init(subject: "a", problem: "b", remedy: "c")],
                        office: "o",
                        officer: "p"
                    )
                ),
                on: number
            )
            let answer = try await api.post(
                "/v1/cases/\(number)/actions",
                #"{"action":"supplement","fields":[{"name":"a","value":"b"}],"officer":"李四","role":"windowClerk"}"#,
                key: "s1"
            )
            #expect(answer.status == 202, "\(answer.text)")
            #expect(try answer.json["effect"] as? String == "requested")
            #expect(try answer.json["state"] as? String == "correcting")
            let history = try #require(try await api.get("/v1/cases/\(number)").json["history"] as? [[String: Any]])
            #expect(history.last?["kind"] as? String == "supplementOffered")
            #expect(history.last?["effect"] as? String == "request")
        }
    }

    @Test func theWrongCityIsTold() async throws {
        try await APIHarness().run { api in
            let number = try await api.submit()
            let answer = try await api.post(
                "/v1/cases/\(number)/actions",
                #"{"action":"accept","office":"o","officer":"p","role":"reviewer"}"#,
                key: "w"
            )
            #expect(try answer.problem(409) == "wrong-side")
        }
    }

    @Test func aStateThatDoesNotAllowItListsWhatIsAllowed() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        try await harness.run { api in
            let answer = try await api.post(
                "/v1/cases/\(submission.number)/actions",
                #"{"action":"decide","outcome":"granted","office":"o","officer":"p","role":"decider"}"#,
                key: "x"
            )
            #expect(try answer.problem(409) == "not-allowed-in-state")
            #expect((try answer.json["allowed"] as? [String])?.contains("accept") == true)
        }
    }

    @Test func anotherVersionIsRefusedWithTheCurrentOne() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        try await harness.run { api in
            let uri = "/v1/cases/\(submission.number)/actions"
            let body = #"{"action":"accept","office":"o","officer":"p","role":"reviewer"}"#
            let stale = try await api.post(uri, body, key: "v1", ["If-Match": "\"1\""])
            #expect(try stale.problem(412) == "stale-version")
            #expect(try stale.json["currentVersion"] as? Int == 2)
            #expect(try await api.post(uri, body, key: "v2", ["If-Match": "two"]).problem(400) == "bad-header")
            #expect(try await api.post(uri, body, key: "v3", ["If-Match": "\"2\""]).status == 200)
        }
    }

    @Test func pagesFollowOneAnotherWithoutGapOrRepetition() async throws {
        try await APIHarness().run { api in
            var submitted: [String] = []
            for _ in 0..<7 { submitted.append(try await api.submit()) }
            var listed: [String] = []
            var cursor: String?
            repeat {
                let page = try await api.get("/v1/cases?limit=3" + (cursor.map { "&cursor=\($0)" } ?? "")).json
                let cases = try #require(page["cases"] as? [[String: Any]])
                #expect(cases.count <= 3)
                listed += cases.compactMap { $0["number"] as? String }
                #expect(cases.allSatisfy { $0["submission"] == nil && $0["history"] == nil })
                cursor = page["next"] as? String
            } while cursor != nil
            #expect(listed == submitted.reversed())
        }
    }

    @Test func listsAreFiltered() async throws {
        let harness = APIHarness()
        try harness.node.receive(Samples.submission())
        try await harness.run { api in
            _ = try await api.submit()
            func count(_ query: String) async throws -> Int? {
                (try await api.get("/v1/cases?" + query).json["cases"] as? [Any])?.count
            }
            #expect(try await count("side=handling") == 1)
            #expect(try await count("state=submitted,registered") == 2)
            #expect(try await count("state=decided") == 0)
            #expect(try await count("peer=350700") == 2)
            #expect(try await count("item=350700001") == 1)
            #expect(try await count("mode=online") == 2)
            #expect(try await count("mode=joint") == 0)
            #expect(try await count("ending=1") == 0)
            let number = Samples.submission().number
            try harness.node.hear(.registered, on: number)
            let decline = Decline(reason: "r", remedies: "m", office: "o", officer: "p")
            try harness.node.hear(.declined(decline), on: number)
            #expect(try await count("ending=1") == 1)
            #expect(try await count("ending=1&mode=online&side=handling") == 1)
        }
    }

    @Test func noListHoldsPersonalData() async throws {
        try await APIHarness().run { api in
            _ = try await api.submit()
            let text = try await api.get("/v1/cases").text
            #expect(!text.contains("张三"))
            #expect(!text.contains("11010519491231002X"))
        }
    }

    @Test func aWorkQueueBeginsWithWhatIsDueFirst() async throws {
        let harness = APIHarness()
        let submissions = (1...4).map { Samples.submission(random: $0) }
        for (index, submission) in submissions.enumerated() {
            try harness.node.receive(submission)
            guard index != 2, let day = LocalDay(year: 2026, month: 12, day: 20 - index) else { continue }
            harness.node.set(due: day, of: submission.number)
        }
        try await harness.run { api in
            func numbers(_ query: String) async throws -> [Int] {
                let answer = try await api.get("/v1/cases?" + query)
                let cases = try #require(try answer.json["cases"] as? [[String: Any]], "\(answer.text)")
                return cases.compactMap { one in
                    submissions.firstIndex { "\($0.number)" == one["number"] as? String }
                }
            }
            #expect(try await numbers("sort=newest") == [3, 2, 1, 0])
            #expect(try await numbers("sort=oldest") == [0, 1, 2, 3])
            #expect(try await numbers("sort=due") == [3, 1, 0])
            #expect(try await numbers("dueBy=2026-12-19") == [3, 1])
            #expect(try await numbers("sort=due&item=350700001,other") == [3, 1, 0])
            #expect(try await numbers("item=other").isEmpty)
            let page = try await api.get("/v1/cases?sort=due&limit=2").json
            let next = try #require(page["next"] as? String)
            #expect(((page["cases"] as? [[String: Any]])?.first?["dueOn"] as? String) == "2026-12-17")
            #expect(try await numbers("sort=due&cursor=\(next)") == [0])
        }
    }

    @Test(arguments: ["sort=best", "dueBy=tomorrow", "cursor=x", "cursor=1.x", "cursor=0", "cursor=1.2.3", "item=,"])
    func whatNoQueueUnderstandsIsTold(query: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.get("/v1/cases?" + query)
            #expect(try answer.problem(400) == "bad-query")
        }
    }
}
