import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// The audit trail over the API.
@Suite struct AuditRouteTests {
    private let harness = APIHarness()
    private let number = Samples.submission().number
    private let other = Samples.submission(random: 8).number

    private func fill() {
        for second: Int64 in 0..<5 {
            harness.node.record(
                Samples.look(
                    second,
                    at: second == 3 ? other : number,
                    by: second == 1 ? "王芳" : "李四",
                    refusal: second == 4 ? .otherOffice : nil
                )
            )
        }
    }

    private static func items(_ answer: Answer) throws -> [[String: Any]] {
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(try answer.json["items"] as? [[String: Any]])
    }

    private static func ids(_ answer: Answer) throws -> [Int] { try items(answer).compactMap { $0["id"] as? Int } }

    @Test func recordsSayWhoSawWhat() async throws {
        fill()
        try await harness.run { api in
            let items = try Self.items(try await api.get("/v1/audit"))
            #expect(items.count == 5)
            let refused = try #require(items.first)
            #expect(refused["id"] as? Int == 5 && refused["refusal"] as? String == "other-office")
            #expect(refused["officer"] as? String == "李四" && refused["role"] as? String == "windowClerk")
            #expect(refused["action"] as? String == "reveal" && refused["field"] as? String == "applicantPhone")
            #expect(refused["purpose"] as? String == "contact" && refused["reason"] as? String == "通知补正")
            #expect(refused["at"] as? String == "2026-11-23T23:00:04.000+08:00")
            #expect(refused["previous"] as? String == items[1]["digest"] as? String)
            #expect(items[1]["refusal"] == nil && items[1]["number"] as? String == "\(other)")
        }
    }

    @Test func whatIsAboutNoCaseNamesItsSubject() async throws {
        harness.node.record(
            AuditEvent(
                at: 1_795_446_000_000,
                account: "node",
                role: .securityAdministrator,
                office: "",
                action: .lockOut,
                number: nil,
                subject: "192.0.2.7",
                reason: "10 attempts failed"
            )
        )
        try await harness.run { api in
            let item = try #require(try Self.items(try await api.get("/v1/audit")).first)
            #expect(item["subject"] as? String == "192.0.2.7" && item["number"] == nil)
            #expect(item["office"] as? String == "")
        }
    }

    @Test func listsAreFilteredAndContinued() async throws {
        fill()
        try await harness.run { api in
            let first = try await api.get("/v1/audit?limit=2")
            #expect(try Self.ids(first) == [5, 4])
            let next = try #require(try first.json["next"] as? String)
            #expect(try Self.ids(try await api.get("/v1/audit?limit=2&cursor=\(next)")) == [3, 2])
            let last = try await api.get("/v1/audit?cursor=2")
            #expect(try Self.ids(last) == [1])
            #expect(try last.json["next"] == nil)
            #expect(try Self.ids(try await api.get("/v1/audit?case=\(other)")) == [4])
            let officer = try #require("王芳".addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            #expect(try Self.ids(try await api.get("/v1/audit?officer=\(officer)")) == [2])
            #expect(try await api.get("/v1/audit?case=7").problem(400) == "bad-query")
            #expect(try await api.get("/v1/audit?limit=501").problem(400) == "bad-query")
            #expect(try await api.get("/v1/audit?account=x").problem(400) == "bad-query")
        }
    }

    @Test func theFirstChangedRecordIsNamed() async throws {
        fill()
        let heads = harness.node.auditTrail.map(\.digest)
        try await harness.run { api in
            let sound = try await api.get("/v1/audit/verify?digest=\(heads[2])").json
            #expect(sound["records"] as? Int == 5 && sound["head"] as? String == "\(heads[4])")
            #expect(sound["firstBroken"] == nil && sound["holdsDigest"] as? Bool == true)
            #expect(sound["isIntact"] as? Bool == true)
            let strange = try await api.get("/v1/audit/verify?digest=\(String(repeating: "ab", count: 32))").json
            #expect(strange["holdsDigest"] as? Bool == false && strange["isIntact"] as? Bool == false)
            harness.node.tamper(at: 2) { $0.event.reason = "其他原因" }
            let broken = try await api.get("/v1/audit/verify").json
            #expect(broken["records"] as? Int == 2 && broken["firstBroken"] as? Int == 3)
            #expect(broken["head"] as? String == "\(heads[1])" && broken["isIntact"] as? Bool == false)
            #expect(broken["holdsDigest"] == nil)
            #expect(try await api.get("/v1/audit/verify?digest=x").problem(400) == "bad-query")
        }
    }

    @Test func anEmptyTrailIsSound() async throws {
        try await harness.run { api in
            #expect(try Self.items(try await api.get("/v1/audit")).isEmpty)
            let report = try await api.get("/v1/audit/verify").json
            #expect(report["records"] as? Int == 0 && report["isIntact"] as? Bool == true)
            #expect(report["head"] as? String == String(repeating: "0", count: 64))
        }
    }
}
