import CaseModel
import MemoryNode
import Testing

@testable import NodeAPI

/// Writes of callers that would wait for the other city's receipt.
@Suite struct PreferenceTests {
    @Test func whoWouldWaitIsToldHowFarTheCaseGot() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let first = try await api.post("/v1/cases", Samples.draft(), key: "k", ["Prefer": "wait=5"])
            #expect(first.status == 201)
            #expect(first.header("Preference-Applied") == "wait=5")
            #expect(first.header("Case-Transport") == "sent")
            let number = try #require(CaseNumber(try first.json["number"] as? String ?? ""))
            harness.node.receipt(number)
            let again = try await api.post("/v1/cases", Samples.draft(), key: "k", ["Prefer": "wait=5"])
            #expect(again.header("Case-Transport") == "received")
            #expect(again.text == first.text && again.header("Idempotency-Replayed") == "true")
            try harness.node.hear(.registered, on: number)
            let body = #"{"action":"withdraw","office":"o","officer":"p","role":"windowClerk","reason":"r"}"#
            let asked = try await api.post("/v1/cases/\(number)/actions", body, key: "a", ["Prefer": "wait=5"])
            #expect(asked.status == 202 && asked.header("Case-Transport") == "sent", "\(asked.text)")
            #expect(harness.node.waits == [5, 5, 5])
        }
    }

    @Test(arguments: [
        ("wait=5", 5), ("WAIT = 7", 7), ("return=minimal, wait=3; x=1", 3), ("wait=\"9\"", 9), ("wait=4, wait=8", 4),
        ("wait=100000", APILimits.waitSecondsMax),
    ])
    func theWaitIsRead(header: String, seconds: Int) async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let answer = try await api.post("/v1/cases", Samples.draft(), key: "k", ["Prefer": header])
            #expect(answer.header("Preference-Applied") == "wait=\(seconds)")
            #expect(harness.node.waits == [seconds])
        }
    }

    @Test(arguments: [
        "", "wait", "wait=", "wait=-1", "wait=0", "wait=x", "await=3", "respond-async", ",,;=",
        "wait=99999999999999999999",
    ])
    func whatIsNotUnderstoodIsPassedOver(header: String) async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let answer = try await api.post("/v1/cases", Samples.draft(), key: "k", ["Prefer": header])
            #expect(answer.status == 201)
            #expect(answer.header("Preference-Applied") == nil && answer.header("Case-Transport") == nil)
            #expect(harness.node.waits.isEmpty)
        }
    }
}
