import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// What operators ask a node.
@Suite struct OperatorCommandTests {
    @Test func statusTellsAlarmsAndStrangers() async throws {
        try await NodeHarness().run { url in
            let outcome = await Commands.run(["status", "--node", url])
            #expect(outcome.status == .done)
            #expect(outcome.out.first == "衢州市 330800  tongban 0.1.0")
            #expect(outcome.text.contains("ALARM       warning backlog 350700"))
            #expect(outcome.text.contains("10.3.0.9, 4 times"))
            let json = try await Commands.run(["status", "--node", url, "--json"]).json
            #expect(json["code"] as? String == "330800")
        }
    }

    @Test func alertsAreListedAndTested() async throws {
        try await NodeHarness().run { url in
            let listed = await Commands.run(["alert", "list", "--node", url])
            #expect(listed.status == .done)
            #expect(listed.text.contains("ALARM       warning backlog 350700 积压将满, since"))
            #expect(listed.text.contains("duty-mail"))
            let all = await Commands.run(["alert", "test", "--node", url])
            #expect(all.status == .refused)
            #expect(
                all.out == [
                    "duty-mail (mail)  taken: 250 taken", "robot (dingtalk)  NOT TAKEN: nothing answered in time",
                    "    see whether this machine reaches it",
                ]
            )
            #expect(await Commands.run(["alert", "test", "duty-mail", "--node", url]).status == .done)
            #expect(await Commands.run(["alert", "test", "nobody", "--node", url]).status == .notFound)
        }
    }

    @Test func theNodeDescribesItsAPI() async throws {
        try await NodeHarness().run { url in
            let outcome = await Commands.run(["api", "describe", "--node", url])
            #expect(outcome.status == .done)
            let json = try outcome.json
            #expect(json["openapi"] as? String == "3.1.0")
            #expect((json["paths"] as? [String: Any])?["/v1/cases"] != nil)
        }
    }

    @Test func theNodeIsFoundByEnvironmentAndSocket() async throws {
        let path = "/tmp/tongban-\(UUID().uuidString.prefix(12)).sock"
        try await NodeHarness().run(at: .unix(path: path)) { _ in
            for node in [path, "unix:" + path] {
                let outcome = await Commands.run(["status"], environment: ["TONGBAN_NODE": node])
                #expect(outcome.status == .done)
            }
            let base = try #require(NodeAddress(path)).base
            #expect(await Commands.run(["status", "--node", base]).status == .done)
        }
    }

    @Test func peersSayWhereToLook() async throws {
        let harness = NodeHarness()
        var peer = MemoryNode.samplePeer
        peer.link = .wrongKey
        peer.detail = "the key at tcp://127.0.0.1:7400 is not the one in federation.yaml\u{1B}[31m"
        peer.lanes[1].halts = [
            .init(direction: .incoming, sequence: 9, ours: String(repeating: "a", count: 64), theirs: "bb")
        ]
        harness.node.set(peer)
        try await harness.run { url in
            let outcome = await Commands.run(["peers", "--node", url])
            #expect(outcome.status == .done)
            #expect(outcome.text.contains("wrong-key"))
            #expect(outcome.text.contains("350700 refused: 1 frames that do not decode, 2 bad signatures, 3 requests"))
            #expect(outcome.text.contains("350700 HALTED: incoming result at 9, here aaaaaaaaaaaa, there bb"))
            #expect(outcome.text.contains("stranger at 10.3.0.9: no member's key, refused 4 times"))
            #expect(!outcome.text.contains("\u{1B}"), "a peer's words cannot steer the terminal")
            let one = await Commands.run(["peers", "341000", "--node", url])
            #expect(one.out.count == 5, "titles, three lanes, refusals")
            #expect(await Commands.run(["peers", "110000", "--node", url]).status == .notFound)
            #expect(await Commands.run(["peers", "../status", "--node", url]).status == .refused)

            let resumed = await Commands.run([
                "resume", "350700", "--lane", "result", "--direction", "incoming", "--node", url,
            ])
            #expect(resumed.status == .done, "\(resumed.text)")
            let again = await Commands.run([
                "resume", "350700", "--lane", "result", "--direction", "incoming", "--node", url,
            ])
            #expect(again.status == .refused)
        }
    }

    @Test func reconciliationEndsWithItsOwnStatus() async throws {
        let harness = NodeHarness()
        try await harness.run { url in
            let settled = await Commands.run(["reconcile", "--node", url])
            #expect(settled.status == .done)
            #expect(
                settled.out == [
                    "341000: nothing outstanding", "350700: nothing outstanding", "all peers: nothing outstanding",
                ]
            )
            let everything = await Commands.run(["reconcile", "350700", "--all", "--node", url])
            #expect(everything.out.count > 8)
            harness.node.set(
                ReconcileReport(
                    peer: MemoryNode.nanping,
                    askedAt: 1,
                    answeredAt: 2,
                    streams: [
                        .init(
                            lane: .case,
                            direction: .outgoing,
                            ours: .init(sequence: 9, hash: "aa"),
                            theirs: .init(sequence: 7, hash: "bb"),
                            pending: 0
                        )
                    ],
                    days: [],
                    outstanding: [
                        .init(
                            cause: .unreceipted,
                            lane: .case,
                            direction: .outgoing,
                            first: 8,
                            last: 9,
                            number: Samples.submission().number,
                            text: "two entries wait for a receipt"
                        )
                    ],
                    outstandingTotal: 3
                )
            )
            for arguments in [["reconcile"], ["reconcile", "350700"], ["reconcile", "--json"]] {
                let outcome = await Commands.run(arguments + ["--node", url])
                #expect(outcome.status == .outstanding)
            }
            let told = await Commands.run(["reconcile", "350700", "--node", url])
            #expect(told.out.first == "350700: 3 outstanding")
            #expect(
                told.text.contains("unreceipted case outgoing 8-9 \(Samples.submission().number): two entries wait")
            )
            #expect(told.out.last == "  and 2 more")
        }
    }

    @Test func quarantinedEntriesAreSettled() async throws {
        let harness = NodeHarness()
        for id in 1...3 { harness.node.quarantine(Samples.quarantined(Int64(id))) }
        try await harness.run { url in
            let list = await Commands.run(["quarantine", "list", "--node", url, "--limit", "2"])
            #expect(list.out.count == 4)
            #expect(list.out.last == "more: --cursor 2")
            let shown = await Commands.run(["quarantine", "show", "2", "--node", url])
            #expect(shown.text.contains("unknown-kind"))
            let replayed = await Commands.run(["quarantine", "replay", "2", "--officer", "值班员", "--node", url])
            #expect(replayed.status == .done, "\(replayed.text)")
            #expect(replayed.text.contains("值班员"))
            let discarded = await Commands.run(["quarantine", "discard", "3", "--reason", "测试", "--node", url])
            #expect(discarded.status == .done, "\(discarded.text)")
            #expect(await Commands.run(["quarantine", "replay", "3", "--node", url]).status == .refused)
            #expect(await Commands.run(["quarantine", "show", "9", "--node", url]).status == .notFound)
            let all = await Commands.run(["quarantine", "list", "--state", "all", "--node", url])
            #expect(all.out.count == 4)
        }
    }

    @Test func materialsGoInAndComeOut() async throws {
        let harness = NodeHarness()
        let folder = try Folder()
        let data = Data((0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let file = try folder.file("scan.pdf", data)
        try await harness.run { url in
            let put = await Commands.run(["material", "put", file, "--node", url])
            #expect(put.status == .done, "\(put.text)")
            let digest = try #require(put.out.first.map { String($0.prefix(64)) })
            let again = await Commands.run(["material", "put", file, "--node", url])
            #expect(again.text.contains("was there"))
            let copy = folder.path + "/copy.pdf"
            let got = await Commands.run(["material", "get", digest, "-o", copy, "--node", url])
            #expect(got.status == .done, "\(got.text)")
            #expect(FileManager.default.contents(atPath: copy) == data)
            let piped = await Commands.run(["material", "get", digest, "-o", "-", "--node", url])
            #expect(piped.bytes == data)
            #expect(piped.out.isEmpty)

            let none = folder.path + "/none.pdf"
            let missing = await Commands.run([
                "material", "get", String(repeating: "ab", count: 32), "-o", none, "--node", url,
            ])
            #expect(missing.status == .notFound)
            #expect(!FileManager.default.fileExists(atPath: none))
            #expect(!FileManager.default.fileExists(atPath: none + ".part"))
            let nowhere = await Commands.run(["material", "get", digest, "-o", "/no/such/folder/x", "--node", url])
            #expect(nowhere.status == .cannotWrite)
            #expect(await Commands.run(["material", "put", "/no/such", "--node", url]).status == .noInput)
            #expect(await Commands.run(["material", "put", folder.path, "--node", url]).status == .noInput)
            let empty = try folder.file("empty", Data())
            #expect(await Commands.run(["material", "put", empty, "--node", url]).status == .badData)
        }
    }

    @Test func aNodeThatIsNotThereIsTold() async throws {
        for node in ["http://127.0.0.1:1", "/tmp/tongban-no-such.sock"] {
            let outcome = await Commands.run(["status", "--node", node])
            #expect(outcome.status == .unreachable)
            #expect(outcome.err.first?.hasPrefix("tongban: no node answers at \(node)") == true, "\(outcome.text)")
        }
        let folder = try Folder()
        let file = try folder.file("case.json", Data(Samples.draft().utf8))
        let submit = await Commands.run(["case", "submit", "--file", file, "--node", "127.0.0.1:1", "--key", "k9"])
        #expect(submit.status == .unreachable)
        #expect(submit.err.last == "  To repeat it without doing it twice, add --key k9")
    }

    @Test func faultsOfTheNodeHaveAStatusOfTheirOwn() async throws {
        let harness = NodeHarness()
        harness.node.fail(.busy)
        try await harness.run { url in
            let outcome = await Commands.run(["status", "--node", url])
            #expect(outcome.status == .nodeFailed)
            #expect(outcome.text.contains("busy"))
        }
    }
}
