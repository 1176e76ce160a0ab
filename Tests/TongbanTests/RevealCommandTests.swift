import CaseModel
import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// `tongban case reveal` against a node.
@Suite struct RevealCommandTests {
    private static let who = ["--office", "衢州市跨省通办窗口", "--officer", "李四", "--role", "windowClerk"]
    private static let why = ["--purpose", "handle", "--reason", "核对材料原件"]
    private static let identity = """
        ,"identity":{"checks":[{"subject":"applicant","method":"video","outcome":"failed","reason":"网络中断",
          "at":1795446000000,"officer":"李四"}],
         "consents":[{"giver":"applicant","name":"张三","purpose":"handOver","textVersion":"1","form":"paper",
          "givenAt":1795446000000,"collectedBy":"李四"}]}
        """

    @Test func everyKindOfValueIsShown() async throws {
        let harness = NodeHarness()
        let folder = try Folder()
        let file = try folder.file("case.json", Data(Samples.draft(extra: Self.identity).utf8))
        try await harness.run { url in
            let submitted = await Commands.run(["case", "submit", "--file", file, "--json", "--node", url])
            let number = try #require(try submitted.json["number"] as? String)
            let fields = ["applicantName", "formFields", "identityEvidence", "agentPhone"]
            let asked = ["case", "reveal", number, "--node", url] + fields.flatMap { ["--field", $0] } + Self.why
            let shown = await Commands.run(asked + Self.who)
            #expect(shown.status == .done, "\(shown.text)")
            #expect(
                shown.out == [
                    "applicantName 申请人姓名  张三", "formFields 表单内容  转出地: 衢州市",
                    "identityEvidence 身份核验记录  applicant video failed 网络中断",
                    "identityEvidence 身份核验记录  applicant 张三 consents: handOver",
                    "agentPhone 代理人电话  the case has none",
                ]
            )
            let listed = await Commands.run(["audit", "list", "--node", url, "--case", number])
            #expect(listed.out.count == 1 + fields.count, "\(listed.text)")
        }
    }

    @Test func aRefusalSaysWhoMay() async throws {
        let harness = NodeHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try await harness.run { url in
            let refused = await Commands.run(
                ["case", "reveal", "\(submission.number)", "--node", url, "--field", "materials"] + Self.why + Self.who
            )
            #expect(refused.status == .refused && refused.out.isEmpty)
            #expect(refused.err.first == "tongban: Personal data are not shown to this role (reveal-refused)")
            #expect(refused.text.contains("possible: liaison, deputyLiaison, handlingWindow, reviewer, decider"))
            #expect(harness.node.auditTrail.map(\.event.refusal) == [.role])
        }
    }

    @Test func anErasedCaseIsShownAsSuch() async throws {
        let harness = NodeHarness()
        let number = Samples.submission().number
        try harness.node.receive(Samples.submission())
        harness.node.erase(number, Erasure(at: 1_795_446_000_000, reason: "the term is over"))
        try await harness.run { url in
            let shown = await Commands.run(["case", "show", "\(number)", "--node", url])
            #expect(shown.status == .done, "\(shown.text)")
            #expect(shown.out.contains("erased     2026-11-23 23:00:00: the term is over"))
            #expect(!shown.text.contains("applicant  "))
        }
    }
}
