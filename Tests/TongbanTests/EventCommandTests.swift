import CaseModel
import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// Events and webhooks at the shell.
@Suite struct EventCommandTests {
    @Test func eventsArePrintedAndFiltered() async throws {
        let harness = NodeHarness()
        let (mine, other) = (Samples.submission(random: 1), Samples.submission(random: 2))
        for submission in [mine, other] { try harness.node.receive(submission) }
        for submission in [mine, other] { try harness.node.hear(.registered, on: submission.number) }
        try await harness.run { url in
            let all = await Commands.run(["events", "--node", url])
            #expect(all.status == .done && Self.ids(all) == [1, 2, 3, 4])
            let some = await Commands.run(["events", "--node", url, "--case", "\(mine.number)", "--kind", "registered"])
            #expect(Self.ids(some) == [3])
            let rest = await Commands.run(["events", "--node", url, "--after", "3", "--side", "handling"])
            #expect(Self.ids(rest) == [4])
            let none = await Commands.run(["events", "--node", url, "--item", "nothing"])
            #expect(none.status == .done && none.out.isEmpty)
            #expect(await Commands.run(["events", "--node", url, "--kind", "nothing"]).status == .refused)
        }
    }

    @Test func whoFollowsHearsUntilTheNodeIsGone() async throws {
        let harness = NodeHarness()
        let node = harness.node
        try node.receive(Samples.submission(random: 1))
        let (commands, tell) = AsyncStream<Task<Outcome, Never>>.makeStream()
        try await harness.run { url in
            tell.yield(
                Task {
                    await Commands.run([
                        "events", "--node", url, "--follow", "--after", "0", "--kind", "submitted", "--patience", "1",
                    ])
                }
            )
            tell.finish()
            for _ in 0..<2_000 where node.followerCount == 0 { try await Task.sleep(for: .milliseconds(10)) }
            try node.receive(Samples.submission(random: 2))
            // The last event that is asked after is one that was sent before.
            var filter = EventFilter()
            filter.kinds = [.submitted]
            for _ in 0..<2_000 where node.asked(filter) < 2 {
                node.wakeFollowers()
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        for await command in commands {
            let outcome = await command.value
            #expect(outcome.status == .unreachable, "\(outcome.text)")
            #expect(Self.ids(outcome) == [1, 2])
        }
    }

    @Test func aWebhookLivesAtTheShell() async throws {
        let harness = NodeHarness()
        try await harness.run { url in
            let node = ["--node", url]
            let made = await Commands.run(
                [
                    "webhook", "add", "https://hooks.example/a", "--kind", "accepted", "--side", "handling", "--note",
                    "窗口",
                ] + node
            )
            #expect(made.status == .done, "\(made.text)")
            #expect(made.text.contains("events    kind accepted; side handling"))
            #expect(made.out.contains { $0.hasPrefix("secret    whsec_") })
            let shown = await Commands.run(["webhook", "show", "1"] + node)
            #expect(shown.text.contains("webhook   1, active") && !shown.text.contains("whsec_"))
            let changed = await Commands.run(["webhook", "change", "1", "--state", "paused", "--everything"] + node)
            #expect(changed.text.contains("webhook   1, paused") && changed.text.contains("events    everything"))
            #expect(await Commands.run(["webhook", "change", "1"] + node).status == .usage)
            #expect(await Commands.run(["webhook", "rotate", "1"] + node).text.contains("whsec_"))
            let test = await Commands.run(["webhook", "test", "1"] + node)
            #expect(test.status == .refused && test.text.contains("not taken: nothing answered in time"))
            let number = Samples.submission().number
            harness.node.keep(
                UndeliveredEvent(event: 9, kind: .accepted, cases: [number], isDead: true, attempts: 12),
                of: 1
            )
            let dead = await Commands.run(["webhook", "deliveries", "1", "--state", "dead"] + node)
            #expect(dead.text.contains("\(number)") && dead.text.contains("12"))
            #expect(await Commands.run(["webhook", "replay", "1"] + node).status == .usage)
            #expect(
                await Commands.run(["webhook", "replay", "1", "--event", "9"] + node).out == ["1 events are sent again"]
            )
            #expect(await Commands.run(["webhook", "list"] + node).text.contains("https://hooks.example/a"))
            #expect(await Commands.run(["webhook", "remove", "1"] + node).status == .done)
            #expect(await Commands.run(["webhook", "show", "1"] + node).status == .notFound)
        }
    }

    private static func ids(_ outcome: Outcome) -> [Int] {
        outcome.out.compactMap { line in
            let json = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return json?["id"] as? Int
        }
    }
}
