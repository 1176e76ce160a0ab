import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Evaluations at the API, and the tickets of bad ones.
@Suite struct EvaluationRouteTests {
    private let harness = APIHarness()
    private let route = "/v1/cases/\(Samples.number)/evaluations"

    init() throws { try harness.node.receive(Samples.submission()) }

    @Test func nothingIsChosenForTheApplicant() async throws {
        try await harness.run { api in
            for extra in ["", #","level":null"#] {
                let answer = try await api.post(route, Samples.evaluationBody(level: nil, extra: extra), key: "k")
                #expect(try answer.problem(422) == "missing")
                #expect(try answer.json["field"] as? String == "level")
            }
            let wrong = try await api.post(route, Samples.evaluationBody(level: 6), key: "k")
            #expect(try wrong.problem(422) == "bad-value")
            #expect(try wrong.json["field"] as? String == "level")
            #expect((try wrong.json["detail"] as? String)?.contains("1 (very satisfied, 非常满意) to 5") == true)
            let metric = Samples.evaluationBody(level: 1, extra: #","scores":[{"metric":"operability","level":1}]"#)
            let answer = try await api.post(route, metric, key: "k")
            #expect(try answer.problem(422) == "malformed")
            #expect(try answer.json["field"] as? String == "scores[0].metric")
        }
    }

    @Test func aGoodOneIsCompleteAndGivenOnce() async throws {
        try await harness.run { api in
            let body = Samples.evaluationBody(level: 2, extra: #","id":"W-17""#)
            let given = try await api.post(route, body, key: "k1")
            #expect(given.status == 201, "\(given.text)")
            #expect(given.header("Location") == "/v1/evaluations/330800/W-17")
            let again = try await api.post(route, body, key: "k2")
            #expect(try again.problem(409) == "already-evaluated")
            let shown = try await api.get("/v1/evaluations/330800/W-17")
            #expect(shown.header("ETag") == "\"1\"")
            let json = try shown.json
            #expect(json["level"] as? Int == 2 && json["levelName"] as? String == "满意")
            #expect(json["state"] as? String == "content" && json["isCounted"] as? Bool == true)
            #expect(json["ticket"] == nil)
            let step = #"{"kind":"answer","by":{"office":"o"},"officer":"p","text":"t"}"#
            let refused = try await api.post("/v1/evaluations/330800/W-17/steps", step, key: "k3")
            #expect(try refused.problem(409) == "not-allowed-in-state")
        }
    }

    @Test func aRepeatedRequestNamesTheSameVisit() async throws {
        try await harness.run { api in
            let first = try await api.post(route, Samples.evaluationBody(level: 1), key: "k")
            let again = try await api.post(route, Samples.evaluationBody(level: 1), key: "k")
            #expect(first.status == 201 && again.status == 201)
            #expect(first.text == again.text && again.header("Idempotency-Replayed") == "true")
            let other = try await api.post(route, Samples.evaluationBody(level: 1), key: "l")
            #expect(try other.json["id"] as? String != first.json["id"] as? String)
            let page = try await api.get("/v1/evaluations?case=\(Samples.number)&state=content").json
            #expect((page["evaluations"] as? [Any])?.count == 2)
        }
    }

    @Test func aBadOneIsPutRight() async throws {
        try await harness.run { api in
            let given = try await api.post(route, Samples.evaluationBody(level: 5), key: "k0")
            #expect(try given.json["state"] as? String == "open", "\(given.text)")
            let id = try #require(try given.json["id"] as? String)
            let route = "/v1/evaluations/330800/\(id)"
            let office = "衢州市市场监督管理局"
            func step(_ kind: String, by office: String, _ key: String) async throws -> Answer {
                let body = #"{"kind":"\#(kind)","by":{"office":"\#(office)"},"officer":"李四","text":"已整改"}"#
                return try await api.post(route + "/steps", body, key: key)
            }
            let ticket = try #require(try await api.get(route).json["ticket"] as? [String: Any])
            #expect(ticket["due"] as? String == "2026-12-14" && ticket["isOverdue"] as? Bool == false)
            let next = try #require(ticket["next"] as? [[String: String]])
            #expect(next.first == ["kind": "answer", "kindName": "整改反馈", "by": "office"])

            #expect(try await step("answer", by: "别的局", "k1").problem(409) == "wrong-side")
            #expect(try await step("answer", by: office, "k2").status == 200)
            let own = try await step("call-back-content", by: office, "k3")
            #expect(try own.problem(422) == "not-independent")
            #expect(try own.json["field"] as? String == "by")
            #expect(try await step("call-back-content", by: "营商环境局", "k4").status == 200)
            #expect(try await step("close", by: "营商环境局", "k5").json["state"] as? String == "closed")
            let closed = try await api.get("/v1/evaluations?state=closed&city=330800").json
            #expect((closed["evaluations"] as? [Any])?.count == 1)
            #expect(try await api.get("/v1/evaluations?state=decided").problem(400) == "bad-query")
        }
    }

    @Test func anOfficeOfTheOtherCityIsItsCitysToRecord() async throws {
        try await harness.run { api in
            let asked = try await api.post(route, Samples.evaluationBody(level: 4, city: "350700"), key: "k")
            #expect(asked.status == 202, "\(asked.text)")
            #expect(try asked.json["effect"] as? String == "requested")
            #expect(try asked.json["version"] as? Int == 0)
            guard case .evaluated(let visit, _, let due) = harness.node.requests.first else {
                Issue.record("an evaluation was asked for")
                return
            }
            #expect(visit.city == MemoryNode.nanping && due == nil, "the owner counts working days")
            let history = try #require(
                try await api.get("/v1/cases/\(Samples.number)").json["history"] as? [[String: Any]]
            )
            #expect(history.last?["kind"] as? String == "sharedChangeRequested")
            #expect(history.last?["text"] as? String == "visit/350700/\(visit.id): evaluated, level 4")
            let missing = try await api.get("/v1/evaluations/350700/\(visit.id)")
            #expect(try missing.problem(404) == "not-found")
            let stranger = try await api.post(route, Samples.evaluationBody(level: 1, city: "341000"), key: "l")
            #expect(try stranger.problem(422) == "malformed")
            #expect(try stranger.json["field"] as? String == "city")
            let nobody = "/v1/cases/330800-20261123-7K2M9QX4RT/evaluations"
            let unknown = try await api.post(nobody, Samples.evaluationBody(level: 1), key: "m")
            #expect(try unknown.problem(404) == "not-found")
        }
    }
}
