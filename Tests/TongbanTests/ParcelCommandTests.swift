import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import tongban

/// `tongban parcel` against a node.
@Suite struct ParcelCommandTests {
    private let harness = NodeHarness()

    init() throws { try harness.node.receive(Samples.submission()) }

    @Test func aParcelIsListedFollowedAndSettled() async throws {
        try await harness.run { url in
            func parcel(_ arguments: String...) async -> Outcome {
                await Commands.run(["parcel"] + arguments + ["--node", url])
            }
            let added = await parcel(
                "add",
                "--id",
                "QZ-1",
                "--case",
                "\(Samples.number)",
                "--direction",
                "results",
                "--office",
                "衢州局",
                "--to",
                "350700",
                "--to-office",
                "南平窗口",
                "--carrier",
                "ems",
                "--item",
                "营业执照",
                "--item",
                "通知书:copy:2"
            )
            #expect(added.out == ["330800/QZ-1  parcel 邮寄件: listed 待封装, version 1"], "\(added.text)")
            let labelled = await parcel(
                "label",
                "330800/QZ-1",
                "--tracking-number",
                "EA123456789CN",
                "--cost-fen",
                "2205"
            )
            #expect(labelled.status == .done, "\(labelled.text)")
            let packed = await parcel("custody", "330800/QZ-1", "packed", "--officer", "李四", "--at", "2026-11-23 08:00")
            #expect(packed.out == ["330800/QZ-1  parcel 邮寄件: packed 已封装, version 3"], "\(packed.text)")
            // The Chinese word does as well.
            let given = await parcel(
                "custody",
                "330800/QZ-1",
                "交寄",
                "--officer",
                "李四",
                "--at",
                "2026-11-23T08:30:00+08:00"
            )
            #expect(given.status == .done, "\(given.text)")

            let shown = await parcel("show", "330800/QZ-1")
            #expect(shown.out.contains("parcel     330800/QZ-1, results 结果寄送"), "\(shown.text)")
            #expect(shown.out.contains("to         350700 南平窗口"))
            #expect(shown.out.contains("carrier    ems 邮政 EMS, tracking number EA123456789CN"))
            #expect(shown.out.contains("price      22.05, 330800 pays; declared value 0.00"))
            #expect(shown.out.contains("next       received 签收: 350700"))
            #expect(shown.out.contains("next       lost 遗失: 330800 or 350700"))
            #expect(shown.text.contains("2026-11-23 08:30:00  330800  handed-over 交寄  李四"))
            #expect(shown.out.contains { $0.hasSuffix("2  通知书    copy           2") }, "\(shown.text)")

            let listed = await parcel("list", "--state", "在途")
            #expect(listed.out.count == 2 && listed.text.contains("underway 在途"), "\(listed.text)")
            #expect(await parcel("list", "--state", "lost").out == ["no parcels"])
            let settled = await parcel("settlement", "--from", "2026-11")
            #expect(settled.out.count == 3 && settled.out.last?.hasSuffix("22.05") == true, "\(settled.text)")
            let csv = await parcel("settlement", "--from", "2026-11", "--csv")
            #expect(String(decoding: csv.bytes, as: UTF8.self).hasPrefix("payer,month,direction"))
            let file = await Commands.run(["case", "show", "\(Samples.number)", "--node", url])
            #expect(file.text.contains("330800/QZ-1  parcel 邮寄件  underway 在途"), "\(file.text)")
        }
    }

    @Test func theReceiverAsksAndTellsWhatDiffers() async throws {
        let name = SharedChange.ParcelName(sender: MemoryNode.nanping, id: "NP-1")
        try harness.node.hear(.parcelListed(Samples.parcel()))
        for (hours, kind) in [CustodyEvent.Kind.packed, .handedOver].enumerated() {
            try harness.node.hear(.custody(name, Samples.event(kind, hours: Int64(hours), by: MemoryNode.nanping)))
        }
        try await harness.run { url in
            func custody(_ arguments: String...) async -> Outcome {
                await Commands.run(
                    ["parcel", "custody", "350700/NP-1"] + arguments + ["--officer", "李四", "--node", url]
                )
            }
            let early = await custody("received", "--seal", "whole", "--at", "2026-11-01 10:00")
            #expect(early.status == .refused && early.err.contains("  where: at"), "\(early.text)")
            let received = await custody("received", "--seal", "broken", "--at", "2026-11-24 10:00")
            #expect(received.out == ["350700/NP-1  parcel 邮寄件: asked 350700"], "\(received.text)")
            try harness.node.hear(try #require(harness.node.requests.last))
            let opened = await custody(
                "opened-differing",
                "--difference",
                "1:missing:2:少两份",
                "--at",
                "2026-11-24 11:00"
            )
            #expect(opened.status == .done, "\(opened.text)")
            try harness.node.hear(try #require(harness.node.requests.last))
            let shown = await Commands.run(["parcel", "show", "350700/NP-1", "--node", url])
            #expect(shown.text.contains("line 1: 2 missing, 少两份"), "\(shown.text)")
            #expect(shown.text.contains("seal broken"))
            #expect(shown.text.contains("carrier 承运方 answers, 350700 bears the cost: tell-applicant 告知申请人"))
        }
    }

    @Test func aFileMayHoldTheParcel() async throws {
        let folder = try Folder()
        let file = try folder.file("parcel.json", Data(Samples.parcelBody().utf8))
        try await harness.run { url in
            let added = await Commands.run([
                "parcel", "add", "--file", file, "--id", "QZ-9", "--json", "--key", "k", "--node", url,
            ])
            #expect(added.status == .done, "\(added.text)")
            let answer = try added.json
            #expect(answer["id"] as? String == "QZ-9", "options go before what the file says")
            let none = await Commands.run(["parcel", "show", "330800/QZ-1", "--node", url])
            #expect(none.status == .notFound)
            let missing = await Commands.run(["parcel", "add", "--file", folder.path + "/no.json", "--node", url])
            #expect(missing.status == .noInput)
        }
    }
}
