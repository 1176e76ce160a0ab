import CaseModel
import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// `tongban case` with modes, roles, clocks and legs.
@Suite struct CaseLifeCommandTests {
    @Test func aLiaisonIsAskedWithOptions() async throws {
        try await NodeHarness().run { url in
            let submitted = await Commands.run([
                "case", "submit", "--to", "350700", "--item", "SB-0412", "--item-name", "失业保险关系转移接续", "--applicant",
                "张三", "--id-number", "11010519491231002X", "--office", "跨省通办窗口", "--officer", "李四", "--mode",
                "collected", "--consult", "--role", "windowHead", "--json", "--node", url,
            ])
            #expect(submitted.status == .done, "\(submitted.text)")
            #expect(try submitted.json["state"] as? String == "consulting")
            let number = try #require(try submitted.json["number"] as? String)
            let shown = try await Commands.run(["case", "show", number, "--node", url, "--json"]).json
            #expect((shown["submission"] as? [String: Any])?["role"] as? String == "windowHead")
            let listed = await Commands.run(["case", "list", "--mode", "collected", "--node", url])
            #expect(listed.out.count == 2 && listed.text.contains(number), "\(listed.text)")
            #expect(await Commands.run(["case", "list", "--mode", "joint", "--node", url]).out == ["no cases"])
            let wrong = await Commands.run(["case", "list", "--mode", "walk", "--node", url])
            #expect(wrong.status == .refused && wrong.text.contains("possible: online, collected, joint"))
        }
    }

    @Test func aFileMayNameAgentIdentityAndMode() async throws {
        let agent = """
            ,"mode":"joint","agent":{"name":"王五","idType":"passport","idNumber":"E12345678","authority":{"kind":"entrusted",
             "acts":["submit"],"validFrom":"20261101","validUntil":"20270430",
             "proof":{"digest":"\(String(repeating: "ab", count: 32))","name":"授权委托书"}}},
             "identity":{"checks":[{"subject":"agent","method":"documentSeen","outcome":"passed","at":1795446000000,
             "officer":"李四"}]}
            """
        let folder = try Folder()
        let file = try folder.file("case.json", Data(Samples.draft(extra: agent).utf8))
        try await NodeHarness().run { url in
            let submitted = await Commands.run(["case", "submit", "--file", file, "--json", "--node", url])
            #expect(submitted.status == .done, "\(submitted.text)")
            let number = try #require(try submitted.json["number"] as? String)
            let shown = try await Commands.run(["case", "show", number, "--json", "--node", url]).json
            let submission = try #require(shown["submission"] as? [String: Any])
            #expect((submission["agent"] as? [String: Any])?["name"] as? String == "王*")
            let identity = try #require(submission["identity"] as? [String: Any])
            #expect((identity["checks"] as? [Any])?.count == 1)
            #expect(shown["mode"] as? String == "joint")
        }
    }

    @Test func aSecondCorrectionNeedsASupervisor() async throws {
        let harness = NodeHarness()
        let number = try received(.online, at: harness.node)
        try await harness.run { url in
            let correct = [
                "case", "act", "\(number)", "correct", "--office", "o", "--officer", "p", "--role", "reviewer",
                "--defect",
                "照片:不清晰:重拍", "--node", url,
            ]
            #expect(await Commands.run(correct).status == .done)
            try harness.node.hear(.supplemented(request: 1), on: number)
            let second = await Commands.run(correct)
            #expect(second.status == .refused && second.text.contains("correction-used"), "\(second.text)")
            let allowed = await Commands.run(correct + ["--exception", "周九:补交的申请表缺页"])
            #expect(allowed.status == .done, "\(allowed.text)")
            let half = await Commands.run(correct + ["--exception", "周九"])
            #expect(half.status == .usage)
        }
    }

    @Test func aJointCaseShowsClocksLegsAndWhoMayDoWhat() async throws {
        let harness = NodeHarness()
        let number = try received(.joint, at: harness.node)
        let day = try #require(LocalDay("20261230"))
        harness.node.set([
            .promised: ClockReading(
                deadline: Deadline(day: day, isProvisional: true),
                isOverdue: false,
                remainingDays: 19
            ),
            .statutory: ClockReading(deadline: nil, isOverdue: true, remainingDays: -1),
        ])
        try await harness.run { url in
            func act(_ arguments: String...) async -> Outcome {
                await Commands.run(["case", "act", "\(number)"] + arguments + ["--officer", "p", "--node", url])
            }
            let wrong = await act("forward", "--office", "o", "--role", "reviewer")
            #expect(wrong.status == .refused && wrong.text.contains("wrong-role"), "\(wrong.text)")
            #expect(wrong.err.contains { $0.hasPrefix("  possible: ") && $0.contains("requestCorrection") })
            // Each verb has its own role where none is named.
            #expect(await act("forward", "--office", "o").status == .done)
            #expect(await act("accept", "--office", "o").status == .done)
            #expect(await act("conclude-leg", "--office", "o", "--leg", "out", "--result", "已转出").status == .done)

            let shown = await Commands.run(["case", "show", "\(number)", "--node", url])
            #expect(shown.out.contains("mode       joint 多地联办, guide version 0"), "\(shown.text)")
            let possible = try #require(shown.out.firstIndex { $0.hasPrefix("possible   ") })
            #expect(shown.out[possible + 1].hasPrefix("           decider 决定人: "))
            #expect(shown.out.contains { $0.hasPrefix("           supervisor 督办: ") && $0.contains("void") })
            func line(_ first: String) -> String? { shown.out.first { $0.hasPrefix(first) } }
            #expect(line("promised ")?.contains("2026-12-30 provisional") == true, "\(shown.text)")
            #expect(line("promised ")?.contains("running") == true && line("statutory ")?.contains("OVERDUE") == true)
            #expect(line("acceptance ")?.contains("stopped") == true)
            #expect(line("out ")?.contains("concluded") == true && line("in ")?.contains("running") == true)
        }
    }

    @Test func theHelpNamesVerbsTermsAndRoles() async {
        let help = await Commands.run(["case", "act", "--help"])
        #expect(help.status == .done)
        for verb in CaseVerb.allCases {
            let role = verb.roleDefault?.rawValue
            let words = help.out.map { $0.split(separator: " ").map(String.init) }.first { $0.first == verb.rawValue }
            #expect(words?.count ?? 0 >= 3 && words?[2] == role, "\(verb): \(words ?? [])")
            for option in verb.options.required + verb.options.optional {
                #expect(help.text.contains("--\(option)"), "\(verb) --\(option)")
            }
        }
        for line in CaseVerb.help.split(separator: "\n") { #expect(TextWidth.of(String(line)) < 80, "\(line)") }
    }

    private func received(_ mode: HandlingMode, at node: MemoryNode) throws -> CaseNumber {
        var submission = Samples.submission()
        submission.mode = mode
        submission.terms = MemoryNode.terms(for: mode)
        try node.receive(submission)
        try node.hear(.registered, on: submission.number)
        return submission.number
    }
}
