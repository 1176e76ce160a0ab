import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Parcels at the API: from the list to the settlement.
@Suite struct ParcelRouteTests {
    private let harness = APIHarness()

    init() throws { try harness.node.receive(Samples.submission()) }

    @Test func aParcelGoesItsWay() async throws {
        try await harness.run { api in
            let listed = try await api.post("/v1/parcels", Samples.parcelBody(), key: "p1")
            #expect(listed.status == 201, "\(listed.text)")
            #expect(listed.header("Location") == "/v1/parcels/330800/QZ-1")
            #expect(try listed.json["state"] as? String == "listed")
            #expect(try listed.json["effect"] as? String == "applied")
            let packed = try await api.post(Self.custody, #"{"kind":"packed","officer":"李四"}"#, key: "p2")
            #expect(packed.status == 200 && packed.header("ETag") == "\"2\"", "\(packed.text)")
            let early = try await api.post(Self.custody, #"{"kind":"handed-over","officer":"李四"}"#, key: "p3")
            #expect(try early.problem(422) == "missing")
            #expect(try early.json["field"] as? String == "trackingNumber")
            let label = #"{"trackingNumber":"ea 123456789 cn","costFen":2200}"#
            #expect(try await api.post("/v1/parcels/330800/QZ-1/label", label, key: "p4").status == 200)
            let given = try await api.post(Self.custody, #"{"kind":"handed-over","officer":"李四"}"#, key: "p5")
            #expect(given.status == 200, "\(given.text)")

            let shown = try await api.get("/v1/parcels/330800/QZ-1")
            #expect(shown.header("ETag") == "\"4\"")
            let parcel = try shown.json
            #expect(parcel["state"] as? String == "underway" && parcel["stateName"] as? String == "在途")
            #expect(parcel["trackingNumber"] as? String == "EA123456789CN")
            #expect(parcel["payer"] as? String == "330800")
            let events = try #require(parcel["events"] as? [[String: Any]])
            #expect(events.map { $0["kind"] as? String } == ["packed", "handed-over"])
            #expect(events.allSatisfy { $0["city"] as? String == "330800" }, "this city's where nothing is said")
            let next = try #require(parcel["next"] as? [[String: Any]])
            let received = try #require(next.first { $0["kind"] as? String == "received" })
            #expect(received["cities"] as? [String] == ["350700"])
            let history = try #require(
                try await api.get("/v1/cases/\(Samples.number)").json["history"] as? [[String: Any]]
            )
            #expect(
                history.map { $0["kind"] as? String } == ["submitted"] + Array(repeating: "sharedChanged", count: 4)
            )
            #expect(history.last?["text"] as? String == "parcel/330800/QZ-1: handed-over")
        }
    }

    @Test func whatTheSenderHasToSayIsNotTakenFromTheReceiver() async throws {
        try harness.node.hear(.parcelListed(Samples.parcel()))
        try await harness.run { api in
            let packed = try await api.post(
                "/v1/parcels/350700/NP-1/custody",
                #"{"kind":"packed","officer":"李四"}"#,
                key: "k"
            )
            #expect(try packed.problem(409) == "wrong-side")
            let label = try await api.post("/v1/parcels/350700/NP-1/label", #"{"costFen":1}"#, key: "k")
            #expect(try label.problem(409) == "wrong-side")
            let nobody = try await api.post("/v1/parcels/350700/NP-9/label", #"{"costFen":1}"#, key: "k")
            #expect(try nobody.problem(404) == "not-found")
        }
        #expect(harness.node.requests.isEmpty)
    }

    @Test func aReceiptIsAskedOfTheSendersNode() async throws {
        let name = try underway()
        try await harness.run { api in
            let body = #"{"kind":"received","officer":"李四","isSealIntact":true,"at":\#(Samples.time + 7_200_000)}"#
            let first = try await api.post("/v1/parcels/350700/NP-1/custody", body, key: "k")
            let again = try await api.post("/v1/parcels/350700/NP-1/custody", body, key: "k")
            #expect(first.status == 202, "\(first.text)")
            #expect(try first.json["effect"] as? String == "requested")
            #expect(try first.json["state"] as? String == "underway")
            #expect(first.header("ETag") == nil)
            #expect(again.status == 202 && again.text == first.text)
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(harness.node.requests.count == 1)
            #expect(try await api.get("/v1/parcels/350700/NP-1").json["state"] as? String == "underway")

            try harness.node.hear(try #require(harness.node.requests.first))
            #expect(try await api.get("/v1/parcels/350700/NP-1").json["state"] as? String == "received")
        }
        #expect(harness.node.requests.first?.name == SharedName(kind: .parcel, owner: name.sender, id: name.id))
    }

    @Test func alarmsAndTheDutyToReplaceAreShown() async throws {
        let name = try underway()
        let shown = "/v1/parcels/350700/NP-1"
        try harness.node.hear(.custody(name, Samples.event(.received, hours: 2, by: MemoryNode.quzhou)))
        try await harness.run { api in
            let body = """
                {"kind":"opened-differing","officer":"李四","at":\(Samples.time + 10_800_000),
                 "differences":[{"item":0,"kind":"missing","count":2,"note":"少两份"}]}
                """
            #expect(try await api.post(shown + "/custody", body, key: "k").status == 202)
            try harness.node.hear(try #require(harness.node.requests.first))
            let parcel = try await api.get(shown).json
            #expect(parcel["state"] as? String == "differing")
            let replacement = try #require(parcel["replacement"] as? [String: Any])
            #expect(replacement["responsible"] as? String == "sender")
            #expect(replacement["bears"] as? String == "350700")
            #expect(replacement["steps"] as? [String] == ["tell-applicant", "print-again", "send-again"])
        }
    }

    @Test func aParcelThatNobodyHasIsAnAlarm() async throws {
        let old = Samples.event(.packed, hours: -400, by: MemoryNode.nanping)
        let name = SharedChange.ParcelName(sender: MemoryNode.nanping, id: "NP-1")
        try harness.node.hear(.parcelListed(Samples.parcel()))
        try harness.node.hear(.custody(name, old))
        try harness.node.hear(.custody(name, Samples.event(.handedOver, hours: -399, by: MemoryNode.nanping)))
        try await harness.run { api in
            let alarms = try #require(
                try await api.get("/v1/parcels/350700/NP-1").json["alarms"] as? [[String: String]]
            )
            #expect(alarms.map { $0["kind"] } == ["not-scanned", "not-received"])
            #expect(alarms.map { $0["kindName"] } == ["无物流信息", "超期未签收"])
            let listed = try #require(try await api.get("/v1/parcels").json["parcels"] as? [[String: Any]])
            #expect((listed.first?["alarms"] as? [Any])?.count == 2)
            let file = try #require(
                try await api.get("/v1/cases/\(Samples.number)").json["records"] as? [[String: Any]]
            )
            #expect(file.first?["alarms"] as? [String] == ["not-scanned", "not-received"])
        }
    }

    @Test func listsAreFilteredAndContinued() async throws {
        try harness.node.hear(.parcelListed(Samples.parcel()))
        try await harness.run { api in
            for index in 1...3 {
                let listed = try await api.post("/v1/parcels", Samples.parcelBody(id: "QZ-\(index)"), key: "k\(index)")
                #expect(listed.status == 201)
            }
            func ids(_ query: String) async throws -> [String] {
                let page = try await api.get("/v1/parcels" + query).json
                return (page["parcels"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
            }
            #expect(try await ids("") == ["QZ-3", "QZ-2", "QZ-1", "NP-1"])
            #expect(try await ids("?sender=350700") == ["NP-1"])
            #expect(try await ids("?state=lost,packed") == [])
            #expect(try await ids("?state=listed&case=\(Samples.number)&limit=2") == ["QZ-3", "QZ-2"])
            let next = try #require(try await api.get("/v1/parcels?limit=2").json["next"] as? String)
            #expect(try await ids("?cursor=\(next)") == ["QZ-1", "NP-1"])
            for query in ["?state=open", "?sender=x", "?case=x", "?limit=501", "?direction=results"] {
                let answer = try await api.get("/v1/parcels" + query)
                #expect(try answer.problem(400) == "bad-query", "\(query)")
            }
        }
    }

    @Test func faultsOfAParcelAreNamed() async throws {
        try await harness.run { api in
            func refused(_ extra: String, _ status: Int, _ problem: String, _ field: String) async throws {
                let answer = try await api.post("/v1/parcels", Samples.parcelBody(extra: extra), key: "k")
                #expect(try answer.problem(status) == problem, "\(extra)")
                #expect(try answer.json["field"] as? String == field, "\(extra)")
            }
            try await refused(#","payer":"350700""#, 422, "unknown-key", "payer")
            try await refused(#","declaredValueFen":-1"#, 422, "malformed", "declaredValueFen")
            try await refused(#","courier":"顺丰""#, 422, "malformed", "courier")
            try await refused(#","trackingNumber":"7""#, 422, "malformed", "trackingNumber")
            let twice = try await api.post("/v1/parcels", Samples.parcelBody(), key: "k1")
            #expect(twice.status == 201)
            let again = try await api.post("/v1/parcels", Samples.parcelBody(), key: "k2")
            #expect(try again.problem(422) == "repeated")
            let versioned = try await api.post("/v1/parcels", Samples.parcelBody(), key: "k3", ["If-Match": "\"1\""])
            #expect(try versioned.problem(400) == "bad-header")
            #expect(try await api.post("/v1/parcels", "{}").problem(400) == "idempotency-key-required")
            let reused = try await api.post("/v1/cases", Samples.draft(), key: "k1")
            #expect(try reused.problem(422) == "idempotency-key-reused", "keys of all routes are one set")
        }
    }

    @Test func theSettlementIsJSONOrCSV() async throws {
        _ = try underway()
        try await harness.run { api in
            let json = try await api.get("/v1/parcels/settlement?from=202611&to=202612").json
            let line = try #require((json["lines"] as? [[String: Any]])?.first)
            #expect((line["key"] as? [String: String])?["payer"] == "350700")
            #expect((line["sum"] as? [String: Int]) == ["parcels": 1, "unpriced": 0, "costFen": 1_800])
            let csv =
                "payer,month,direction,carrier,parcels,unpriced,cost_fen\r\n"
                + "350700,2026-11,materials,ems,1,0,1800\r\n350700,2026-11,total,total,1,0,1800\r\n"
            for answer in [
                try await api.get("/v1/parcels/settlement?from=202611&format=csv"),
                try await api.get("/v1/parcels/settlement?from=202611", ["Accept": "text/csv;q=1, */*"]),
            ] {
                #expect(answer.text == csv)
                #expect(answer.header("Content-Type") == "text/csv; charset=utf-8; header=present")
            }
            let other = try await api.get("/v1/parcels/settlement?from=202610", ["Accept": "application/json"]).json
            #expect((other["lines"] as? [Any])?.isEmpty == true)
            for query in ["", "?from=2026-11", "?from=202613", "?from=202611&to=202610", "?from=202611&format=xls"] {
                let answer = try await api.get("/v1/parcels/settlement" + query)
                #expect(try answer.problem(400) == "bad-query", "\(query)")
            }
        }
    }

    private static let custody = "/v1/parcels/330800/QZ-1/custody"

    /// Nanping's parcel on its way to this city.
    private func underway() throws -> SharedChange.ParcelName {
        let name = SharedChange.ParcelName(sender: MemoryNode.nanping, id: "NP-1")
        try harness.node.hear(.parcelListed(Samples.parcel()))
        try harness.node.hear(.custody(name, Samples.event(.packed, by: MemoryNode.nanping)))
        try harness.node.hear(.custody(name, Samples.event(.handedOver, hours: 1, by: MemoryNode.nanping)))
        return name
    }
}
