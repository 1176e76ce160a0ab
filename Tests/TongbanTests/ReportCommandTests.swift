import CaseModel
import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// Reminders and statistics, for people and for spreadsheets.
@Suite struct ReportCommandTests {
    @Test func tablesForOtherSystemsAreWritten() async throws {
        let harness = NodeHarness()
        try harness.node.receive(Samples.submission())
        try await harness.run { url in
            let lines = await Commands.run(["extract", "cases", "--from", "2026-11-01", "--node", url])
            #expect(lines.status == .done, "\(lines.text)")
            #expect(String(decoding: lines.bytes, as: UTF8.self).contains(#""case_no":""#))
            let csv = await Commands.run(["extract", "events", "--csv", "--after", "0", "--node", url])
            #expect(String(decoding: csv.bytes, as: UTF8.self).hasPrefix("sequence,case_no,"))
            let refused = await Commands.run(["extract", "cases", "--from", "yesterday", "--node", url])
            #expect(refused.status == .refused)
            let wrong = await Commands.run(["extract", "events", "--by", "changed", "--node", url])
            #expect(wrong.status == .usage)
        }
    }

    @Test func remindersAreListed() async throws {
        let harness = NodeHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        for id in 1...2 as ClosedRange<Int64> {
            harness.node.remind(
                ReminderItem(
                    id: id,
                    number: submission.number,
                    reminder: Reminder(
                        .stage(.recheck, round: 1, level: Int(id)),
                        to: .handlingWindow,
                        dueAt: 1_795_446_000_000
                    ),
                    toldAt: 1_795_446_060_000
                )
            )
        }
        try await harness.run { url in
            let list = await Commands.run(["reminders", "--node", url])
            #expect(list.status == .done && list.out.count == 3, "\(list.text)")
            #expect(list.text.contains("handlingWindow 属地窗口") && list.text.contains("forward it"))
            #expect(list.text.contains("2026-11-23 23:01:00"))
            let paged = await Commands.run(["reminders", "--limit", "1", "--node", url])
            #expect(paged.out.last == "more: --cursor 2")
            let none = await Commands.run(["reminders", "--role", "liaison", "--node", url])
            #expect(none.out == ["no reminders"])
            let refused = await Commands.run(["reminders", "--stage", "lunch", "--node", url])
            #expect(refused.status == .refused, "\(refused.text)")
            let json = try await Commands.run(["reminders", "--case", "\(submission.number)", "--node", url, "--json"])
                .json
            #expect((json["reminders"] as? [Any])?.count == 2)
            let shown = await Commands.run(["case", "show", "\(submission.number)", "--node", url])
            #expect(shown.text.contains("REMINDED") && shown.text.contains("recheck"))
        }
    }

    @Test func aReportIsReadable() async throws {
        let harness = NodeHarness()
        try harness.node.receive(Samples.submission())
        try harness.node.hear(.registered, on: Samples.submission().number)
        try await harness.run { url in
            let outcome = await Commands.run(["statistics", "--by", "year", "--node", url])
            #expect(outcome.status == .done, "\(outcome.text)")
            #expect(outcome.out.first?.contains("IN TIME") == true)
            #expect(outcome.text.contains("南平窗口"))
            #expect(outcome.text.contains("online 全程网办"))
            #expect(outcome.out.last == "not registered yet: 0")
            let csv = await Commands.run(["statistics", "--csv", "--from", "2026-01-01", "--node", url])
            #expect(String(decoding: csv.bytes, as: UTF8.self).hasPrefix("period,city,office"))
            #expect(csv.out.isEmpty)
            let json = try await Commands.run(["statistics", "--json", "--node", url]).json
            #expect(json["by"] as? String == "month")
            let both = await Commands.run(["statistics", "--json", "--csv", "--node", url])
            #expect(both.status == .usage)
            let refused = await Commands.run(["statistics", "--from", "yesterday", "--node", url])
            #expect(refused.status == .refused)
        }
    }
}
