import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import tongban

/// `tongban case` against a node.
@Suite struct CaseCommandTests {
    private static let person = [
        "--to", "350700", "--item", "SB-0412", "--item-name", "失业保险关系转移接续", "--applicant", "张三",
        "--id-number", "11010519491231002X", "--office", "跨省通办窗口", "--officer", "李四",
    ]

    @Test func aCaseIsSubmittedWithOptionsAndDocuments() async throws {
        let harness = NodeHarness()
        let folder = try Folder()
        let scan = try folder.file("id.jpg", Data(repeating: 7, count: 3_000_000))
        let form = try folder.file("form.pdf", Data("%PDF".utf8))
        try await harness.run { url in
            let arguments =
                ["case", "submit", "--node", url, "--field", "转出地=衢州市=x", "--material", scan + ":居民身份证:original"]
                + ["--material", form] + Self.person
            let submitted = await Commands.run(arguments)
            #expect(submitted.status == .done, "\(submitted.text)")
            let number = try #require(submitted.out.first?.split(separator: " ").first)
            #expect(harness.node.materialCount == 2)

            let shown = await Commands.run(["case", "show", String(number), "--node", url])
            #expect(shown.status == .done)
            #expect(shown.text.contains("submitted 提交"))
            #expect(shown.text.contains("applicant  张* (natural), citizenID 1101*************X"))
            #expect(shown.text.contains("转出地: ****"))
            #expect(!shown.text.contains("衢州市=x") && !shown.text.contains("张三"))
            #expect(shown.text.contains("居民身份证"))
            #expect(shown.text.contains("2.9 MiB"))
            #expect(shown.text.contains("original"))

            let json = try await Commands.run(["case", "show", String(number), "--node", url, "--json"]).json
            let materials = try #require(json["materials"] as? [[String: Any]])
            #expect(materials.map { $0["name"] as? String } == ["居民身份证", "form"])
            #expect(materials.map { $0["mediaType"] as? String } == ["image/jpeg", "application/pdf"])
        }
    }

    @Test func aCaseIsSubmittedFromAFileAndOnlyOnce() async throws {
        let harness = NodeHarness()
        let folder = try Folder()
        let file = try folder.file("case.json", Data(Samples.draft().utf8))
        try await harness.run { url in
            let arguments = ["case", "submit", "--file", file, "--node", url, "--key", "k1", "--json"]
            let first = await Commands.run(arguments)
            let again = await Commands.run(arguments)
            #expect(first.status == .done, "\(first.text)")
            #expect(first.out == again.out)
            #expect(harness.node.caseCount == 1)
            let other = await Commands.run(arguments + ["--officer", "别人"])
            #expect(other.status == .refused)
            let problem = try other.json
            #expect(problem["type"] as? String == "urn:tongban:problem:idempotency-key-reused")
        }
    }

    @Test func problemsSayWhatToDo() async throws {
        try await NodeHarness().run { url in
            let answer = await Commands.run(
                ["case", "submit", "--node", url] + Self.person.map { $0 == "350700" ? "110000" : $0 }
            )
            #expect(answer.status == .refused)
            #expect(answer.err.first == "tongban: City is not a member (not-a-member)")
            #expect(answer.err.contains("  where: handling"))
            #expect(answer.err.contains("  possible: 341000, 350700"))
            let missing = await Commands.run(["case", "show", "330800-20261123-7K2M9QX4RT", "--node", url])
            #expect(missing.status == .notFound)
            let file = await Commands.run(["case", "submit", "--file", "/no/such/file", "--node", url])
            #expect(file.status == .noInput)
            let folder = try Folder()
            let broken = try folder.file("case.json", Data("{".utf8))
            let bad = await Commands.run(["case", "submit", "--file", broken, "--node", url])
            #expect(bad.status == .badData)
            let list = try folder.file("list.json", Data("[]".utf8))
            #expect(await Commands.run(["case", "submit", "--file", list, "--node", url]).status == .badData)
        }
    }

    @Test func everyActionReachesTheNode() async throws {
        let harness = NodeHarness()
        let folder = try Folder()
        let licence = try folder.file("licence.pdf", Data("%PDF-1".utf8))
        let submission = Samples.submission()
        let number = submission.number
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: number)
        try await harness.run { url in
            func act(_ arguments: String...) async -> Outcome {
                await Commands.run(["case", "act", "\(number)"] + arguments + ["--node", url])
            }
            let correct = await act("correct", "--office", "o", "--officer", "p", "--defect", "照片:不清晰:重拍: 一张")
            #expect(correct.status == .done, "\(correct.text)")
            #expect(correct.text.contains("correcting 补正"))
            try harness.node.hear(.supplemented(request: 1), on: number)
            let stale = await act("accept", "--office", "o", "--officer", "p", "--if-version", "1")
            #expect(stale.status == .refused)
            #expect(stale.text.contains("stale-version"))
            let accept = await act("accept", "--office", "o", "--officer", "p", "--note", "收到", "--if-version", "4")
            #expect(accept.status == .done, "\(accept.text)")
            let decide = await act(
                "decide",
                "--office",
                "o",
                "--officer",
                "p",
                "--outcome",
                "granted",
                "--document",
                licence + ":营业执照"
            )
            #expect(decide.status == .done, "\(decide.text)")
            #expect(decide.text.contains("decided 办结"))
            let wrong = await act("deliver", "--officer", "p", "--method", "window", "--recipient", "王五")
            #expect(wrong.status == .refused)
            #expect(wrong.text.contains("wrong-side"))
        }
    }

    @Test func declineAndWhatTheCollectingCityAsks() async throws {
        let harness = NodeHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        try await harness.run { url in
            let decline = await Commands.run([
                "case", "act", "\(submission.number)", "decline", "--office", "o", "--officer", "p", "--reason", "r",
                "--remedies", "m", "--node", url,
            ])
            #expect(decline.status == .done, "\(decline.text)")
            let submitted = await Commands.run(["case", "submit", "--node", url, "--json"] + Self.person)
            let text = try #require(try submitted.json["number"] as? String)
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
            let supplement = await Commands.run([
                "case", "act", "\(number)", "supplement", "--officer", "p", "--field", "a=b", "--node", url,
            ])
            #expect(supplement.status == .done, "\(supplement.text)")
            #expect(supplement.text.contains("asked the handling city"))
        }
    }

    @Test func listsAreFilteredAndContinued() async throws {
        let harness = NodeHarness()
        for index in 0..<3 { try harness.node.receive(Samples.submission(random: UInt64(index))) }
        try await harness.run { url in
            let first = await Commands.run(["case", "list", "--node", url, "--limit", "2", "--side", "handling"])
            #expect(first.status == .done)
            #expect(first.out.count == 4, "titles, two cases, the way on")
            let more = try #require(first.out.last)
            #expect(more.hasPrefix("more: --cursor "))
            let rest = await Commands.run([
                "case", "list", "--node", url, "--cursor", String(more.dropFirst("more: --cursor ".count)),
            ])
            #expect(rest.out.count == 2)
            let none = await Commands.run(["case", "list", "--node", url, "--state", "decided"])
            #expect(none.out == ["no cases"])
            let bad = await Commands.run(["case", "list", "--node", url, "--state", "open"])
            #expect(bad.status == .refused)
        }
    }
}
