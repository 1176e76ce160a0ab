import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// The same write, sent again.
@Suite struct IdempotencyTests {
    @Test func theSameKeyAndBodyGiveTheFirstAnswer() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let first = try await api.post("/v1/cases", Samples.draft(), key: "one")
            let again = try await api.post("/v1/cases", Samples.draft(), key: "one")
            #expect(first.status == 201)
            #expect(again.status == 201)
            #expect(first.text == again.text)
            #expect(first.header("Idempotency-Replayed") == nil)
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(harness.node.caseCount == 1)
        }
    }

    @Test func theSameKeyWithAnotherBodyIsRefused() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            _ = try await api.post("/v1/cases", Samples.draft(), key: "one")
            let other = try await api.post("/v1/cases", Samples.draft(name: "别人"), key: "one")
            #expect(try other.problem(422) == "idempotency-key-reused")
            #expect(harness.node.caseCount == 1)
        }
    }

    @Test func theSameBodyOnAnotherRouteIsAnotherRequest() async throws {
        let harness = APIHarness()
        let (one, two) = (Samples.submission(random: 1), Samples.submission(random: 2))
        for submission in [one, two] {
            try harness.node.receive(submission)
            try harness.node.hear(.registered, on: submission.number)
        }
        try await harness.run { api in
            let body = #"{"action":"accept","office":"o","officer":"p","role":"reviewer"}"#
            #expect(try await api.post("/v1/cases/\(one.number)/actions", body, key: "k").status == 200)
            let other = try await api.post("/v1/cases/\(two.number)/actions", body, key: "k")
            #expect(try other.problem(422) == "idempotency-key-reused")
        }
    }

    @Test func anActionIsDoneOnceAndRepeatsItsAnswer() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        try await harness.run { api in
            let body = #"{"action":"accept","office":"o","officer":"p","role":"reviewer"}"#
            let uri = "/v1/cases/\(submission.number)/actions"
            let first = try await api.post(uri, body, key: "k")
            let again = try await api.post(uri, body, key: "k")
            #expect(first.text == again.text)
            #expect(again.status == 200)
            let next = try await api.post(uri, body, key: "k2")
            #expect(try next.problem(409) == "not-allowed-in-state")
        }
    }

    @Test func writesWithoutAKeyAreRefused() async throws {
        try await APIHarness().run { api in
            #expect(try await api.post("/v1/cases", Samples.draft()).problem(400) == "idempotency-key-required")
            let number = try await api.submit()
            let action = try await api.post("/v1/cases/\(number)/actions", "{}")
            #expect(try action.problem(400) == "idempotency-key-required")
        }
    }

    @Test(arguments: ["two words", "ключ", String(repeating: "k", count: 129)])
    func aKeyThatCannotBeOneIsRefused(key: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.post("/v1/cases", Samples.draft(), key: key)
            #expect(try answer.problem(400) == "bad-header")
        }
    }
}
