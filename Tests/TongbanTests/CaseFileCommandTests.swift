import CaseModel
import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// `tongban evaluation`, `video`, `document` and `contacts` against a node.
@Suite struct CaseFileCommandTests {
    private let harness = NodeHarness()

    init() throws { try harness.node.receive(Samples.submission()) }

    @Test func aBadEvaluationIsPutRight() async throws {
        try await harness.run { url in
            func evaluation(_ arguments: String...) async -> Outcome {
                await Commands.run(["evaluation"] + arguments + ["--node", url])
            }
            let added = await evaluation(
                "add",
                "\(Samples.number)",
                "--office",
                "衢州局",
                "--place",
                "window",
                "--channel",
                "qr",
                "--level",
                "5",
                "--score",
                "service-attitude:4",
                "--tag",
                "等候久",
                "--text",
                "等了两个小时",
                "--id",
                "W-1"
            )
            #expect(added.out == ["330800/W-1  visit 好差评: open 待整改, version 1"], "\(added.text)")
            let shown = await evaluation("show", "330800/W-1")
            #expect(shown.out.contains("level      5 非常不满意"), "\(shown.text)")
            #expect(shown.out.contains("score      service-attitude: 4"))
            #expect(shown.out.contains("next       answer 整改反馈: 衢州局"))
            #expect(shown.out.contains("next       exclude-mistaken 误评: any other office"))
            let own = await evaluation(
                "step",
                "330800/W-1",
                "误评",
                "--office",
                "衢州局",
                "--officer",
                "李四",
                "--text",
                "评错了"
            )
            #expect(own.status == .refused && own.text.contains("not-independent"), "\(own.text)")
            let answered = await evaluation(
                "step",
                "330800/W-1",
                "answer",
                "--office",
                "衢州局",
                "--officer",
                "李四",
                "--text",
                "已增开窗口"
            )
            #expect(answered.status == .done, "\(answered.text)")
            #expect(await evaluation("show", "330800/W-1").text.contains("answer 整改反馈  330800  衢州局 李四  已增开窗口"))
            let listed = await evaluation("list", "--state", "answered")
            #expect(listed.out.count == 2 && listed.text.contains("5 非常不满意"), "\(listed.text)")
            #expect(await evaluation("list", "--state", "closed").out == ["no evaluations"])
        }
    }

    @Test func aSessionsEndNeedsNoRepetition() async throws {
        harness.node.set(try LinkTemplate("https://video.example/{session}"))
        try await harness.run { url in
            func video(_ arguments: String...) async -> Outcome {
                await Commands.run(["video"] + arguments + ["--node", url])
            }
            let number = "\(Samples.number)"
            #expect(await video("record", number, "--session", "s1").status == .usage)
            let begun = await video(
                "record",
                number,
                "--session",
                "s1",
                "--started",
                "2026-11-23 10:15",
                "--participant",
                "李四:330800:officer:衢州局",
                "--participant",
                "赵六:350700:officer:南平窗口",
                "--participant",
                "王五:350700:applicant"
            )
            #expect(begun.out.last == "https://video.example/s1", "\(begun.text)")
            let ended = await video(
                "record",
                number,
                "--session",
                "s1",
                "--ended",
                "2026-11-23 10:30",
                "--outcome",
                "确认",
                "--question",
                "是否本人自愿申请=是",
                "--recording",
                "REC-1:20271231"
            )
            #expect(ended.out.first == "330800/s1  video 视频联合受理: confirmed 确认, version 2", "\(ended.text)")
            let listed = await video("list", number)
            #expect(listed.out.count == 2)
            #expect(listed.text.contains("2026-11-23 10:15:00  2026-11-23 10:30:00  confirmed 确认"), "\(listed.text)")
            #expect(listed.text.contains("王* (applicant)"))
        }
    }

    @Test func aDocumentIsFoundByItsNumber() async throws {
        let bytes = Data("%PDF".utf8)
        let document = try #require(Samples.document(.acceptance, by: MemoryNode.quzhou))
        let number = "\(document.number)"
        let folder = try Folder()
        let scan = try folder.file("notice.pdf", bytes)
        let output = folder.path + "/out.pdf"
        let node = harness.node
        try await harness.run { [document] url in
            var document = document
            let put = try await Commands.run(["material", "put", scan, "--json", "--node", url]).json
            document.material.digest = try #require((put["digest"] as? String).flatMap { MaterialDigest(hex: $0) })
            document.material.size = Int64(bytes.count)
            try node.hear(.documentIssued(document))
            let listed = await Commands.run(["document", "list", "\(Samples.number)", "--node", url])
            #expect(listed.out.count == 2 && listed.text.contains("acceptance 受理通知书"), "\(listed.text)")
            let get = ["document", "get", "\(Samples.number)"]
            let got = await Commands.run(get + [number, "-o", output, "--node", url])
            #expect(got.status == .done, "\(got.text)")
            #expect(FileManager.default.contents(atPath: output) == bytes)
            let none = await Commands.run(get + ["SL-330800-20261123-0000000000-01", "-o", output, "--node", url])
            #expect(none.status == .notFound, "\(none.text)")
        }
    }

    @Test func contactsAreShownInTheOrderInWhichToAsk() async throws {
        try harness.node.hear(.contactsPublished(Samples.contacts(MemoryNode.nanping)))
        try await harness.run { url in
            func show(_ arguments: String...) async -> Outcome {
                await Commands.run(["contacts", "show"] + arguments + ["--node", url])
            }
            let all = await show()
            #expect(all.out.count == 5 && all.text.contains("市场监督管理局"), "\(all.text)")
            let asked = await show("350700", "--department", "D1", "--item", "350700001", "--at", "2026-11-23 10:00")
            #expect(asked.out.dropFirst().map { $0.split(separator: " ").first } == ["孙八", "赵六", "钱七", "周九"])
            #expect(asked.text.contains("deputyLiaison 联络员B岗"), "\(asked.text)")
            #expect(await show("350700", "--department", "D1", "--at", "2026-11-23 23:00").out.count == 2)
            let wrong = await show("350700", "--department", "D2")
            #expect(wrong.status == .refused && wrong.err.contains("  possible: D1"))
            #expect(await show("341000").status == .notFound)
        }
    }

    @Test(arguments: [
        "2026-11-23 10:15", "2026-11-23T10:15", "2026-11-23 10:15:00", "2026-11-23T10:15:00.000+08:00",
    ])
    func momentsAreRead(text: String) throws {
        let day = try #require(LocalDay("20261123"))
        #expect(MomentArgument(argument: text)?.milliseconds == day.startMilliseconds + (10 * 60 + 15) * 60_000)
    }
}
