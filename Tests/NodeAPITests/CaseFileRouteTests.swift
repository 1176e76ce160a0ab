import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Sessions by video, documents and contacts at the API.
@Suite struct CaseFileRouteTests {
    private let harness = APIHarness()
    private let videos = "/v1/cases/\(Samples.number)/videos"

    init() throws { try harness.node.receive(Samples.submission()) }

    @Test func aSessionBeginsAndEnds() async throws {
        try await harness.run { api in
            let begun = try await api.post(videos, Samples.videoBody(), key: "k1")
            #expect(begun.status == 201 && begun.header("Location") == videos, "\(begun.text)")
            #expect(try begun.json["state"] as? String == "running")
            #expect(try begun.json["link"] == nil, "no template is configured")
            let end = #","endedAt":\#(Samples.time + 600_000),"outcome":"confirmed","note":"申请人确认""#
            let ended = try await api.post(videos, Samples.videoBody(extra: end), key: "k2")
            #expect(ended.status == 200, "\(ended.text)")
            #expect(try ended.json["state"] as? String == "confirmed")
            let late = try await api.post(videos, Samples.videoBody(extra: end), key: "k3")
            #expect(try late.problem(409) == "not-allowed-in-state")
            let replay = try await api.post(videos, Samples.videoBody(), key: "k1")
            #expect(replay.status == 201 && replay.text == begun.text)

            let list = try #require(try await api.get(videos).json["videos"] as? [[String: Any]])
            #expect(list.count == 1)
            #expect(list.first?["city"] as? String == "330800" && list.first?["stateName"] as? String == "确认")
            #expect((list.first?["participants"] as? [Any])?.count == 3)
        }
    }

    @Test func theLinkComesFromTheTemplate() async throws {
        harness.node.set(try LinkTemplate("https://video.example/{collecting}/{handling}/{session}"))
        try await harness.run { api in
            let link = "https://video.example/350700/330800/room%207"
            let begun = try await api.post(videos, Samples.videoBody(session: "room 7"), key: "k1")
            #expect(try begun.json["link"] as? String == link, "\(begun.text)")
            let list = try #require(try await api.get(videos).json["videos"] as? [[String: Any]])
            #expect(list.first?["link"] as? String == link)
        }
    }

    @Test func bothCitiesMustTakePart() async throws {
        try await harness.run { api in
            let alone = Samples.videoBody().replacing(#""part":"officer""#, with: #""part":"helper""#)
            let answer = try await api.post(videos, alone, key: "k")
            #expect(try answer.problem(422) == "missing")
            #expect(try answer.json["field"] as? String == "participants")
            let bad = try await api.post(videos, Samples.videoBody().replacing("330800", with: "x"), key: "k")
            #expect(try bad.problem(422) == "bad-value")
            #expect(try bad.json["field"] as? String == "participants[0].city")
            let unknown = "/v1/cases/330800-20261123-7K2M9QX4RT/videos"
            #expect(try await api.post(unknown, Samples.videoBody(), key: "k").problem(404) == "not-found")
            #expect(try await api.get(unknown).problem(404) == "not-found")
            #expect(try await api.get(videos + "?state=running").problem(400) == "bad-query")
        }
    }

    @Test func documentsTellWhereTheirFilesAre() async throws {
        let notice = try #require(Samples.document(.acceptance, by: MemoryNode.quzhou))
        let receipt = try #require(Samples.document(.receipt, by: MemoryNode.nanping))
        for document in [receipt, notice] { try harness.node.hear(.documentIssued(document)) }
        try await harness.run { api in
            let route = "/v1/cases/\(Samples.number)/documents"
            let list = try #require(try await api.get(route).json["documents"] as? [[String: Any]])
            #expect(list.map { $0["kind"] as? String } == ["acceptance", "receipt"])
            let first = try #require(list.first)
            #expect(first["kindName"] as? String == "受理通知书" && first["city"] as? String == "330800")
            #expect(first["number"] as? String == "\(notice.number)")
            #expect(first["link"] as? String == "/v1/materials/\(notice.material.digest)")
            let page = try await api.get(route + "?limit=1").json
            let next = try #require(page["next"] as? String)
            let rest = try #require(try await api.get(route + "?cursor=\(next)").json["documents"] as? [[String: Any]])
            #expect(rest.map { $0["kind"] as? String } == ["receipt"])

            let records = try #require(
                try await api.get("/v1/cases/\(Samples.number)").json["records"] as? [[String: Any]]
            )
            #expect(records.map { $0["id"] as? String } == ["\(notice.number)", "\(receipt.number)"])
            #expect(records.map { $0["stateName"] as? String } == ["受理通知书", "收件凭证"])
        }
    }

    @Test func contactsOfEveryCityAreShown() async throws {
        try await harness.run { api in
            #expect((try await api.get("/v1/contacts").json["contacts"] as? [Any])?.isEmpty == true)
            harness.node.set(Samples.contacts(MemoryNode.quzhou))
            try harness.node.hear(.contactsPublished(Samples.contacts(MemoryNode.nanping)))
            let lists = try #require(try await api.get("/v1/contacts").json["contacts"] as? [[String: Any]])
            #expect(lists.map { $0["city"] as? String } == ["330800", "350700"])
            #expect(lists.first?["version"] as? Int == 3)
            #expect((lists.last?["liaisons"] as? [Any])?.count == 2)
        }
    }

    @Test func whoIsOnDutyIsToldInOrder() async throws {
        try harness.node.hear(.contactsPublished(Samples.contacts(MemoryNode.nanping)))
        try await harness.run { api in
            func names(_ query: String) async throws -> [String] {
                let answer = try await api.get("/v1/contacts/350700" + query)
                let list = try answer.json["onDuty"] as? [[String: Any]]
                return try #require(list, "\(answer.text)").compactMap { $0["name"] as? String }
            }
            let noon = LocalDay(milliseconds: Samples.time).startMilliseconds + 12 * 3_600_000
            #expect(try await names("?department=D1&item=350700001&at=\(noon)") == ["孙八", "赵六", "钱七", "周九"])
            #expect(try await names("?department=D1&at=\(noon)") == ["赵六", "钱七", "周九"])
            #expect(try await names("?department=D1&at=\(noon + 10 * 3_600_000)") == ["周九"], "at night")
            let now = try await api.get("/v1/contacts/350700?department=D1").json
            #expect((now["at"] as? String)?.hasPrefix("2026-11-23") == true)

            for query in ["", "?department=D2"] {
                let answer = try await api.get("/v1/contacts/350700" + query)
                #expect(try answer.problem(400) == "bad-query")
                #expect(try answer.json["allowed"] as? [String] == ["D1"])
            }
            #expect(try await api.get("/v1/contacts/350700?department=D1&at=-1").problem(400) == "bad-query")
            #expect(try await api.get("/v1/contacts/341000?department=D1").problem(404) == "not-found")
            #expect(try await api.get("/v1/contacts/x").problem(400) == "bad-identifier")
        }
    }
}
