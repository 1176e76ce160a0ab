import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// Whole values over the API.
@Suite struct RevealRouteTests {
    private let harness = APIHarness()

    private func body(_ edit: (inout [String: Any]) -> Void = { _ in }) throws -> String {
        var body: [String: Any] = [
            "fields": ["applicantName", "formFields"], "purpose": "handle", "reason": "核对材料原件",
            "office": "衢州市跨省通办窗口", "officer": "李四", "role": "windowClerk",
        ]
        edit(&body)
        return String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    }

    @Test func wholeValuesAreShownAndRecorded() async throws {
        try await harness.run { api in
            let number = try await api.submit()
            let answer = try await api.post("/v1/cases/\(number)/reveal", try body())
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.header("Cache-Control") == "no-store")
            let values = try #require(try answer.json["values"] as? [String: Any])
            #expect(Set(values.keys) == ["applicantName", "formFields"])
            #expect(values["applicantName"] as? String == "张三")
            #expect(values["formFields"] as? [[String: String]] == [["name": "转出地", "value": "衢州市"]])
            _ = try await api.post("/v1/cases/\(number)/reveal", try body(), key: "k")
            _ = try await api.post("/v1/cases/\(number)/reveal", try body(), key: "k")
            #expect(harness.node.auditTrail.count == 6, "every look is a look")
            #expect(harness.node.auditTrail.allSatisfy { $0.event.refusal == nil })
        }
    }

    @Test func aRefusalSaysWhoMay() async throws {
        try await harness.run { api in
            let number = try await api.submit()
            func refused(_ edit: (inout [String: Any]) -> Void) async throws -> [String: Any] {
                let answer = try await api.post("/v1/cases/\(number)/reveal", try body(edit))
                #expect(try answer.problem(403) == "reveal-refused")
                #expect(!answer.text.contains("张三"))
                return try answer.json
            }
            let role = try await refused { $0["role"] = "statistician" }
            #expect(role["field"] as? String == "role")
            let allowed = ["windowClerk", "windowHead", "parcelClerk", "reviewer", "decider"]
            #expect(role["allowed"] as? [String] == allowed.filter { $0 != "parcelClerk" })
            #expect((role["detail"] as? String)?.contains("audit trail") == true)
            #expect(try await refused { $0["office"] = "别的窗口" }["field"] as? String == "office")
            #expect(
                try await refused { $0["purpose"] = "dispute" }["allowed"] as? [String] == ["windowHead", "supervisor"]
            )
            let recording = try await refused { $0["fields"] = ["applicantName", "videoRecording"] }
            #expect(recording["field"] as? String == "fields")
            #expect(recording["allowed"] as? [String] == ["windowHead"])
            #expect(
                harness.node.auditTrail.map(\.event.refusal) == [
                    .role, .role, .otherOffice, .otherOffice, .purpose, .purpose, .together, .field,
                ]
            )
        }
    }

    @Test func faultsAreNamed() async throws {
        try await harness.run { api in
            let number = try await api.submit()
            for (edit, kind, field) in [
                ({ $0["fields"] = [] }, "missing", "fields"),
                ({ $0["fields"] = ["applicantName", "applicantName"] }, "repeated", "fields[1]"),
                ({ $0["fields"] = ["salary"] }, "bad-value", "fields[0]"),
                ({ $0["fields"] = "applicantName" }, "wrong-type", "fields"),
                ({ $0["purpose"] = "curiosity" }, "bad-value", "purpose"),
                ({ $0["reason"] = "看看" }, "missing", "reason"), ({ $0["reason"] = nil }, "missing-key", "reason"),
                ({ $0["officer"] = "" }, "missing", "officer"), ({ $0["city"] = "330800" }, "unknown-key", "city"),
            ] as [((inout [String: Any]) -> Void, String, String)] {
                let answer = try await api.post("/v1/cases/\(number)/reveal", try body(edit))
                #expect(try answer.problem(422) == kind, "\(answer.text)")
                #expect(try answer.json["field"] as? String == field)
            }
            let missing = try await api.post("/v1/cases/330800-20261123-7K2M9QX4RT/reveal", try body())
            #expect(try missing.problem(404) == "not-found")
            #expect(harness.node.auditTrail.isEmpty, "nothing was decided")
        }
    }
}
