import CaseModel
import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// Files in parts, and materials that are kept aside.
@Suite struct MaterialQuarantineCommandTests {
    private static let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

    private func harness() throws -> NodeHarness {
        let harness = NodeHarness()
        harness.node.withhold(
            WithheldMaterial(
                id: 1,
                digest: try #require(MaterialDigest(hex: Self.digest)),
                size: 4,
                content: "text/plain",
                flag: .infected,
                finding: "Eicar-Test-Signature\u{1B}[31m",
                at: 1_795_446_000_000,
                source: MemoryNode.nanping
            )
        )
        return harness
    }

    @Test func operatorsListReleaseAndDiscard() async throws {
        try await harness().run { url in
            let list = await Commands.run(["material", "quarantine", "list", "--node", url])
            #expect(list.status == .done)
            #expect(list.text.contains(Self.digest) && list.text.contains("Eicar-Test-Signature"))
            #expect(list.text.contains("350700") && list.text.contains("infected"))
            #expect(!list.text.contains("\u{1B}"), "what a scanner says cannot steer the terminal")
            func decide(_ verb: String) async -> Outcome {
                await Commands.run([
                    "material", "quarantine", verb, Self.digest, "--reason", "误报", "--officer", "李强", "--node", url,
                ])
            }
            let released = await decide("release")
            #expect(released.out == ["\(Self.digest)  released by 李强: 误报"], "\(released.text)")
            let none = await Commands.run(["material", "quarantine", "list", "--node", url])
            #expect(none.text.contains("no material is kept aside"))
            let all = await Commands.run(["material", "quarantine", "list", "--state", "all", "--node", url])
            #expect(all.text.contains("released"))
            #expect(await decide("discard").status == .done)
            #expect(await decide("release").status != .done)
        }
    }

    @Test func aFileGoesInPartsAndOnce() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "tongban-\(UUID().uuidString).txt")
        try Data(repeating: 0x41, count: 1_000).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let harness = NodeHarness()
        try await harness.run { url in
            for _ in 0..<2 {
                let outcome = await Commands.run(["material", "put", "--resume", file.path, "--node", url])
                #expect(outcome.status == .done, "\(outcome.text)")
                #expect(outcome.text.contains("1000 B"))
            }
            #expect(harness.node.materialCount == 1)
        }
    }
}
