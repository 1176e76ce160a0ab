import CaseModel
import MemoryNode
import Testing

@testable import tongban

/// `tongban audit` against a node.
@Suite struct AuditCommandTests {
    private let harness = NodeHarness()
    private let number = Samples.submission().number

    @Test func theTrailIsListed() async throws {
        harness.node.record(Samples.look(0, at: number))
        harness.node.record(Samples.look(1, at: number, by: "王芳", refusal: .closed))
        try await harness.run { url in
            let all = await Commands.run(["audit", "list", "--node", url])
            #expect(all.status == .done && all.out.count == 3, "\(all.text)")
            #expect(all.out[1].contains("reveal refused: closed") && all.out[1].contains("王芳"))
            #expect(all.out[2].contains("applicantPhone 申请人电话") && all.out[2].contains("\(number)"))
            let hers = await Commands.run(["audit", "list", "--node", url, "--officer", "王芳", "--case", "\(number)"])
            #expect(hers.out.count == 2, "\(hers.text)")
            let page = await Commands.run(["audit", "list", "--node", url, "--limit", "1"])
            #expect(page.out.last == "more: --cursor 2")
            let rest = await Commands.run(["audit", "list", "--node", url, "--cursor", "2"])
            #expect(rest.out.count == 2)
            let none = await Commands.run(["audit", "list", "--node", url, "--officer", "nobody"])
            #expect(none.out == ["nothing in the audit trail"])
        }
    }

    @Test func aChangedTrailEndsWithItsOwnStatus() async throws {
        for second: Int64 in 0..<3 { harness.node.record(Samples.look(second, at: number)) }
        let head = try #require(harness.node.auditTrail.last?.digest)
        try await harness.run { url in
            let sound = await Commands.run(["audit", "verify", "--node", url, "--digest", "\(head)"])
            #expect(sound.status == .done, "\(sound.text)")
            #expect(sound.out == ["records   3 follow on each other", "digest    \(head)"])
            let cut = String(repeating: "ab", count: 32)
            let missing = await Commands.run(["audit", "verify", "--node", url, "--digest", cut])
            #expect(missing.status == .auditBroken && missing.text.contains("not one of this trail's"))
            harness.node.tamper(at: 1) { $0.event.account = "别人" }
            let broken = await Commands.run(["audit", "verify", "--node", url, "--json"])
            #expect(broken.status == .auditBroken)
            #expect(broken.err.first?.contains("record 2") == true, "\(broken.text)")
            #expect(broken.out.joined().contains("\"firstBroken\":2"))
        }
    }
}
