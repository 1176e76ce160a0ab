import CaseModel
import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// The command `tongban case watch`.
@Suite struct CaseWatchTests {
    @Test func itPrintsEachStepAndEndsWithTheCase() async throws {
        let harness = NodeHarness()
        let submission = Samples.submission()
        let number = submission.number
        try harness.node.receive(submission)
        try await harness.run { url in
            async let watched = Commands.run(["case", "watch", "\(number)", "--node", url])
            while harness.node.followerCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
            try harness.node.hear(.registered, on: number)
            try harness.node.hear(.accepted(Acceptance(office: "审批科", officer: "钱七", note: "齐全")), on: number)
            try harness.node.hear(
                .decided(Decision(outcome: .granted, reason: "r", office: "o", officer: "p")),
                on: number
            )
            try harness.node.hear(.delivered(Delivery(method: .post, recipient: "王五", officer: "p")), on: number)
            let outcome = await watched
            #expect(outcome.status == .done, "\(outcome.text)")
            #expect(outcome.out.count == 5)
            #expect(outcome.out[2].contains("accepted 受理"))
            #expect(outcome.out[2].contains("审批科 钱七: 齐全"))
        }
    }

    @Test func itEndsInTheStateThatIsNamedAtOnceWhenItIsReached() async throws {
        let harness = NodeHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        try await harness.run { url in
            let outcome = await Commands.run([
                "case", "watch", "\(submission.number)", "--until", "registered", "--until", "accepted", "--node", url,
                "--json",
            ])
            #expect(outcome.status == .done, "\(outcome.text)")
            let json = try outcome.json
            #expect(json["state"] as? String == "registered")
        }
    }

    @Test func itSaysWhenTheGoalCannotBeReached() async throws {
        let harness = NodeHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(
            .refused(EntryRefusal(lane: 1, sequence: 1, code: "unknown-item", detail: "no such item")),
            on: submission.number
        )
        try await harness.run { url in
            let outcome = await Commands.run(["case", "watch", "\(submission.number)", "--node", url])
            #expect(outcome.status == .notReached)
            #expect(outcome.text.contains("unknown-item"))
        }
    }

    @Test func itGivesUpInTime() async throws {
        let harness = NodeHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try await harness.run { url in
            let outcome = await Commands.run(["case", "watch", "\(submission.number)", "--node", url, "--timeout", "1"])
            #expect(outcome.status == .notReached, "\(outcome.text)")
        }
    }

    @Test func itWaitsForANodeThatRestarts() async throws {
        let harness = NodeHarness()
        let path = "/tmp/tongban-\(UUID().uuidString.prefix(12)).sock"
        let submission = Samples.submission()
        try harness.node.receive(submission)
        // The node is back in a moment, which is long on a machine with much to do.
        let words = ["case", "watch", "\(submission.number)", "--node", path, "--patience", "600", "--timeout", "600"]
        let watched = Task { await Commands.run(words) }
        try await harness.run(at: .unix(path: path)) { _ in
            while harness.node.followerCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
        try harness.node.hear(.registered, on: submission.number)
        try harness.node.hear(
            .declined(Decline(reason: "r", remedies: "m", office: "o", officer: "p")),
            on: submission.number
        )
        try harness.node.hear(
            .delivered(Delivery(method: .window, recipient: "王五", officer: "p")),
            on: submission.number
        )
        try await harness.run(at: .unix(path: path)) { _ in
            let outcome = await watched.value
            #expect(outcome.status == .done, "\(outcome.text)")
            #expect(outcome.out.count == 4, "each step once")
        }
    }

    @Test func aNodeThatNeverCameIsToldAfterAWhile() async throws {
        let outcome = await Commands.run([
            "case", "watch", "330800-20261123-7K2M9QX4RT", "--node", "/tmp/tongban-no-such.sock", "--patience", "1",
        ])
        #expect(outcome.status == .unreachable)
    }

    @Test func anUnknownCaseIsToldAtOnce() async throws {
        try await NodeHarness().run { url in
            let outcome = await Commands.run(["case", "watch", "330800-20261123-7K2M9QX4RT", "--node", url])
            #expect(outcome.status == .notFound)
        }
    }
}
