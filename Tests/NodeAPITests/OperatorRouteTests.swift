import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Status, peers, reconciliation, quarantine.
@Suite struct OperatorRouteTests {
    @Test func statusIsWhole() async throws {
        try await APIHarness().run { api in
            _ = try await api.submit()
            let json = try await api.get("/v1/status").json
            #expect(json["code"] as? String == "330800")
            #expect((json["cases"] as? [String: Int])?["submitted"] == 1)
            #expect((json["cases"] as? [String: Int])?.count == CaseState.allCases.count)
            #expect((json["alarms"] as? [[String: Any]])?.first?["code"] as? String == "backlog")
            #expect((json["alarms"] as? [[String: Any]])?.first?["level"] as? String == "warning")
            #expect((json["strangers"] as? [[String: Any]])?.first?["address"] as? String == "10.3.0.9")
            #expect((json["now"] as? String)?.hasSuffix("+08:00") == true)
            #expect(try await api.get("/healthz").text == "ok\n")
        }
    }

    @Test func alertsAreListedAndTested() async throws {
        try await APIHarness().run { api in
            let json = try await api.get("/v1/alerts").json
            #expect((json["alarms"] as? [[String: Any]])?.first?["name"] as? String == "积压将满")
            let channels = try #require(json["channels"] as? [[String: Any]])
            #expect(channels.map { $0["kind"] as? String } == ["mail", "dingtalk"])
            #expect(channels[0]["codes"] == nil && channels[1]["codes"] as? [String] == ["halted"])
            let tested = try await api.send(.post, "/v1/alerts/test?channel=robot", body: nil).json
            let results = try #require(tested["results"] as? [[String: Any]])
            #expect(results.count == 1 && results[0]["delivered"] as? Bool == false)
            let missing = try await api.send(.post, "/v1/alerts/test?channel=nobody", body: nil)
            #expect(try missing.problem(404) == "not-found")
        }
    }

    @Test func healthFollowsTheNode() async throws {
        let harness = APIHarness()
        harness.node.fail(.fault("no disk"))
        try await harness.run { api in
            let answer = try await api.get("/healthz")
            #expect(try answer.problem(500) == "fault")
        }
    }

    @Test(arguments: PeerStatus.Link.allCases)
    func peersShowTheirLinkInWords(link: PeerStatus.Link) async throws {
        let harness = APIHarness()
        var peer = MemoryNode.samplePeer
        peer.link = link
        harness.node.set(peer)
        try await harness.run { api in
            let json = try await api.get("/v1/peers/350700").json
            #expect(json["link"] as? String == link.rawValue)
            #expect(json["backlogBytes"] as? Int == 1536)
            #expect((json["refusals"] as? [String: Int])?["badSignatures"] == 2)
            #expect(
                (json["lanes"] as? [[String: Any]])?.map { $0["lane"] as? String } == ["case", "result", "alliance"]
            )
            let all = try #require(try await api.get("/v1/peers").json["peers"] as? [[String: Any]])
            #expect(all.map { $0["code"] as? String } == ["341000", "350700"])
        }
    }

    @Test func nothingOutstandingIsSaid() async throws {
        try await APIHarness().run { api in
            let one = try await api.get("/v1/peers/350700/reconcile").json
            #expect(one["statement"] as? String == "nothing outstanding")
            #expect(one["isSettled"] as? Bool == true)
            let all = try await api.get("/v1/reconcile").json
            #expect(all["statement"] as? String == "nothing outstanding")
            #expect((all["reports"] as? [[String: Any]])?.compactMap { $0["peer"] as? String } == ["341000", "350700"])
        }
    }

    @Test func whatIsOutstandingIsListed() async throws {
        let harness = APIHarness()
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
                outstandingTotal: 1
            )
        )
        try await harness.run { api in
            let one = try await api.get("/v1/peers/350700/reconcile").json
            #expect(one["isSettled"] as? Bool == false)
            #expect(one["statement"] as? String == "1 outstanding")
            let item = try #require((one["outstanding"] as? [[String: Any]])?.first)
            #expect(item["cause"] as? String == "unreceipted")
            #expect(item["first"] as? Int == 8)
            let all = try await api.get("/v1/reconcile").json
            #expect(all["statement"] as? String == "not settled with 350700")
        }
    }

    @Test func aPeerThatDidNotAnswerIsNotSettled() async throws {
        let harness = APIHarness()
        harness.node.set(
            ReconcileReport(
                peer: MemoryNode.nanping,
                askedAt: 1,
                answeredAt: nil,
                streams: [],
                days: [],
                outstanding: [],
                outstandingTotal: 0
            )
        )
        try await harness.run { api in
            let one = try await api.get("/v1/peers/350700/reconcile").json
            #expect(one["isSettled"] as? Bool == false)
            #expect((one["statement"] as? String)?.contains("did not answer") == true)
        }
    }

    @Test func aProbeTellsHowLongItTookAndWhatStandsInTheWay() async throws {
        let harness = APIHarness()
        harness.node.set(MemoryNode.samplePeer)
        try await harness.run { api in
            let good = try await api.post("/v1/peers/350700/probe", "")
            #expect(good.status == 200 && good.header("Preference-Applied") == "wait=10")
            #expect(try good.json["isReceipted"] as? Bool == true)
            #expect(try good.json["milliseconds"] as? Int == 12)
            #expect(try good.json["clockAheadMilliseconds"] as? Int == 3)
            var peer = MemoryNode.samplePeer
            (peer.link, peer.detail) = (.unreachable, "nothing answers")
            harness.node.set(peer)
            let bad = try await api.post("/v1/peers/350700/probe", "").json
            #expect(bad["isReceipted"] as? Bool == false && bad["isSent"] as? Bool == false)
            #expect(bad["link"] as? String == "unreachable" && bad["detail"] as? String == "nothing answers")
            #expect(try await api.post("/v1/peers/999999/probe", "").problem(404) == "not-found")
        }
    }

    @Test func aHaltedStreamIsResumedOnce() async throws {
        let harness = APIHarness()
        var peer = MemoryNode.samplePeer
        peer.link = .halted
        peer.lanes[0].halts = [.init(direction: .outgoing, sequence: 4, ours: "aa", theirs: "bb")]
        harness.node.set(peer)
        try await harness.run { api in
            let body = #"{"lane":"case","direction":"outgoing"}"#
            let shown = try await api.get("/v1/peers/350700").json
            let halts = (shown["lanes"] as? [[String: Any]])?.first?["halts"] as? [[String: Any]]
            #expect(halts?.first?["theirs"] as? String == "bb")
            #expect(try await api.post("/v1/peers/350700/resume", body).status == 200)
            #expect(try await api.post("/v1/peers/350700/resume", body).problem(409) == "not-halted")
            let bad = try await api.post("/v1/peers/350700/resume", #"{"lane":"x","direction":"outgoing"}"#)
            #expect(try bad.problem(422) == "bad-value")
        }
    }

    @Test func quarantinedEntriesAreSettledOnce() async throws {
        let harness = APIHarness()
        for id in 1...5 { harness.node.quarantine(Samples.quarantined(Int64(id))) }
        try await harness.run { api in
            let page = try await api.get("/v1/quarantine?limit=2").json
            #expect((page["items"] as? [[String: Any]])?.compactMap { $0["id"] as? Int } == [5, 4])
            #expect(page["next"] as? String == "4")
            let replayed = try await api.post("/v1/quarantine/5/replay", #"{"officer":"值班员"}"#)
            #expect(try replayed.json["state"] as? String == "replayed")
            let discarded = try await api.post(
                "/v1/quarantine/4/discard",
                #"{"officer":"值班员","reason":"测试数据"}"#
            )
            #expect(try discarded.json["settledReason"] as? String == "测试数据")
            let again = try await api.post("/v1/quarantine/4/replay", #"{"officer":"值班员"}"#)
            #expect(try again.problem(409) == "already-settled")
            let waiting = try await api.get("/v1/quarantine").json
            #expect((waiting["items"] as? [Any])?.count == 3)
            let all = try await api.get("/v1/quarantine?state=all").json
            #expect((all["items"] as? [Any])?.count == 5)
            let blank = try await api.post("/v1/quarantine/1/discard", #"{"officer":"a","reason":"  "}"#)
            #expect(try blank.problem(422) == "bad-value")
            #expect(try await api.get("/v1/quarantine/4").json["settledBy"] as? String == "值班员")
        }
    }
}
