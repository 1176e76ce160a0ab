import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Synchronization
import Testing

@testable import NodeAPI

/// Tokens: what holds, what does not, for whom one may speak, and how often.
@Suite struct SignInTests {
    private static let clerk = Account(kind: .person, name: "李四", roles: [.windowClerk], offices: ["一窗"])

    private func harness() -> APIHarness {
        var harness = APIHarness()
        harness.settings.signIn = .required
        return harness
    }

    private func bearer(_ token: String) -> [String: String] { ["Authorization": "Bearer \(token)"] }

    @Test func aTokenThatDoesNotHoldIsAskedForAnother() async throws {
        let harness = harness()
        let token = try harness.node.signIn(Self.clerk).token
        let last = token.last == "0" ? "1" : "0"
        try await harness.run { api in
            #expect(try await api.get("/v1/me", bearer(token)).status == 200)
            #expect(try await api.get("/v1/me", ["Authorization": "bearer \(token)"]).status == 200)
            let wrong = [
                "Bearer", "Bearer ", "Basic \(token)", token, "Bearer \(token.dropLast())\(last)",
                "Bearer \(token) \(token)", "Bearer \(token), Bearer \(token)",
            ]
            for header in wrong {
                let answer = try await api.get("/v1/me", ["Authorization": header])
                #expect(try answer.problem(401) == "sign-in-required", "\(header)")
                #expect(answer.header("WWW-Authenticate") == #"Bearer realm="tongban""#)
                #expect(!answer.text.contains(token))
            }
        }
    }

    @Test func whoCallsIsTold() async throws {
        let harness = harness()
        let token = try harness.node.signIn(Self.clerk, scopes: [.casesRead]).token
        try await harness.run { api in
            let me = try await api.get("/v1/me", bearer(token)).json
            #expect(me["signedInBy"] as? String == "token" && me["name"] as? String == "李四")
            #expect(me["roles"] as? [String] == ["windowClerk"] && me["offices"] as? [String] == ["一窗"])
            #expect(me["scopes"] as? [String] == ["cases:read"] && me["account"] as? Int == 1)
        }
    }

    @Test func officeRoleAndOfficerAreTheCallersOwn() async throws {
        let harness = harness()
        let person = try harness.node.signIn(Self.clerk).token
        var account = Self.clerk
        account.kind = .system
        let system = try harness.node.signIn(account).token
        account.offices = ["一窗", "二窗"]
        let narrow = try harness.node.signIn(account, offices: ["二窗"]).token
        /// Office, officer, role, who, and which part is refused.
        let cases: [(String, String, String, String, String?)] = [
            ("一窗", "李四", "windowClerk", person, nil), ("二窗", "李四", "windowClerk", person, "office"),
            ("一窗", "王五", "windowClerk", person, "officer"), ("一窗", "李四", "windowHead", person, "role"),
            ("一窗", "王五", "windowClerk", system, nil), ("二窗", "王五", "windowClerk", system, "office"),
            ("二窗", "王五", "windowClerk", narrow, nil), ("一窗", "王五", "windowClerk", narrow, "office"),
        ]
        try await harness.run { api in
            for (index, (office, officer, role, token, field)) in cases.enumerated() {
                let body = Samples.draft().replacing("衢州市跨省通办窗口", with: office)
                    .replacing(/"officer": ?"[^"]*"/, with: "\"officer\":\"\(officer)\"")
                    .replacing(/"role": ?"[^"]*"/, with: "\"role\":\"\(role)\"")
                let said = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
                try #require(said["office"] as? String == office && said["officer"] as? String == officer)
                let answer = try await api.post("/v1/cases", body, key: "k\(index)", bearer(token))
                guard let field else {
                    #expect(answer.status == 201, "\(index): \(answer.text)")
                    continue
                }
                #expect(try answer.problem(403) == "not-permitted", "\(index)")
                #expect(try answer.json["field"] as? String == field, "\(index)")
                #expect((try answer.json["allowed"] as? [String])?.isEmpty == false, "\(index)")
            }
            #expect(harness.node.caseCount == 3)
        }
    }

    @Test func actsLooksAndRecordsAreCheckedLikewise() async throws {
        let harness = harness()
        let token = try harness.node.signIn(Self.clerk).token
        let number = Samples.submission().number
        let bodies: [(String, String, String)] = [
            (
                "/v1/cases/\(number)/actions",
                #"{"action":"withdraw","office":"二窗","officer":"李四","role":"windowClerk","reason":"x"}"#, "office"
            ),
            (
                "/v1/cases/\(number)/reveal",
                #"{"fields":["applicantName"],"purpose":"handle","reason":"核对材料原件","office":"一窗","officer":"王五","role":"windowClerk"}"#,
                "officer"
            ),
            (
                "/v1/parcels",
                #"{"id":"A-1","cases":["\#(number)"],"items":[{"name":"a","form":"original"}],"direction":"materials","sender":{"office":"二窗"},"receiver":{"city":"350700"},"carrier":"ems"}"#,
                "office"
            ),
        ]
        try harness.node.receive(Samples.submission())
        try await harness.run { api in
            for (index, (path, body, field)) in bodies.enumerated() {
                let answer = try await api.post(path, body, key: "k\(index)", bearer(token))
                #expect(try answer.problem(403) == "not-permitted", "\(path)")
                #expect(try answer.json["field"] as? String == field, "\(path)")
            }
            #expect(harness.node.auditTrail.allSatisfy { $0.event.action != .reveal })
        }
    }

    @Test func twoAccountsMayUseTheSameKey() async throws {
        let harness = harness()
        var account = Self.clerk
        account.kind = .system
        account.offices = ["衢州市跨省通办窗口"]
        let tokens = [try harness.node.signIn(account).token, try harness.node.signIn(account).token]
        try await harness.run { api in
            var numbers: Set<String> = []
            for token in tokens {
                let first = try await api.post("/v1/cases", Samples.draft(), key: "same", bearer(token))
                let again = try await api.post("/v1/cases", Samples.draft(), key: "same", bearer(token))
                #expect(first.status == 201 && first.text == again.text)
                #expect(again.header("Idempotency-Replayed") == "true")
                numbers.insert(try #require(try first.json["number"] as? String))
            }
            #expect(numbers.count == 2)
            let other = try await api.post("/v1/cases", Samples.draft(name: "别人"), key: "same", bearer(tokens[0]))
            #expect(try other.problem(422) == "idempotency-key-reused")
            #expect(try other.json["detail"] as? String != nil && other.text.contains("Idempotency-Key same was"))
        }
    }

    @Test func aTokenIsUsedAsOftenAsItsRateAllows() async throws {
        var harness = harness()
        harness.settings.rate = .init(perSecond: 2, burst: 3)
        let box = Box(Mutex(0))
        harness.clock = { box.value.withLock { $0 } }
        let token = try harness.node.signIn(Self.clerk).token
        let other = try harness.node.signIn(Self.clerk).token
        try await harness.run { api in
            for _ in 0..<3 { #expect(try await api.get("/v1/me", bearer(token)).status == 200) }
            let answer = try await api.get("/v1/me", bearer(token))
            #expect(try answer.problem(429) == "too-many-requests" && answer.header("Retry-After") == "1")
            #expect(try await api.get("/v1/me", bearer(other)).status == 200, "another token is not hurt")
            box.value.withLock { $0 = 500 }
            #expect(try await api.get("/v1/me", bearer(token)).status == 200)
            #expect(try await api.get("/v1/me", bearer(token)).problem(429) == "too-many-requests")
        }
    }

    private final class Box: Sendable {
        let value: Mutex<Int64>
        init(_ value: consuming Mutex<Int64>) { self.value = value }
    }

    @Test func whoFailsTooOftenIsLockedOutAndWhoHasATokenIsNot() async throws {
        let harness = harness()
        let token = try harness.node.signIn(Self.clerk).token
        let wrong = try #require(TokenText(name: Array(0...9), secret: Array(0...31))).text
        try await harness.run { api in
            for _ in 1..<LockOut.failuresMax {
                #expect(try await api.get("/v1/me", bearer(wrong)).problem(401) == "sign-in-required")
            }
            for _ in 0..<3 {
                let answer = try await api.get("/v1/me", bearer(wrong))
                #expect(try answer.problem(429) == "too-many-requests")
                // The wait goes by while the test runs.
                let seconds = try #require(answer.header("Retry-After").flatMap { Int($0) })
                #expect((1...30).contains(seconds) && answer.header("Connection") == "close")
            }
            #expect(try await api.get("/v1/me", bearer(token)).status == 200)
            let events = harness.node.auditTrail.map(\.event).filter { $0.action == .lockOut }
            #expect(events.count == 1, "one record for one lock-out")
            #expect(events.first?.subject?.hasPrefix("address ") == true)
        }
    }
}

/// Files: whose case has them, or who has just put them here.
@Suite struct MaterialAccessTests {
    @Test func aFileIsForWhoMaySeeThePapersOfACaseThatHasIt() async throws {
        var required = APIHarness()
        required.settings.signIn = .required
        let harness = required
        func token(_ role: Role, _ office: String) throws -> [String: String] {
            let account = Account(kind: .system, name: "\(role.rawValue) \(office)", roles: [role], offices: [office])
            return ["Authorization": "Bearer \(try harness.node.signIn(account).token)"]
        }
        let own = try token(.windowClerk, "衢州市跨省通办窗口")
        let other = try token(.windowClerk, "别的窗口")
        let parcels = try token(.parcelClerk, "衢州市跨省通办窗口")
        let colleague = try token(.windowHead, "衢州市跨省通办窗口")
        try await harness.run { api in
            let stored = try await api.send(.post, "/v1/materials", headers: own, body: ByteBuffer(string: "test"))
            let digest = try #require(try stored.json["digest"] as? String)
            let path = "/v1/materials/\(digest)"
            #expect(try await api.get(path, own).status == 200, "who has just put it here")
            #expect(try await api.get(path, other).problem(403) == "not-permitted")
            #expect(harness.node.auditTrail.allSatisfy { $0.event.action != .reveal })
            let paper = """
                {"digest":"\(digest)","name":"身份证","mediaType":"image/png","size":4,"form":"original"}
                """
            let submitted = try await api.post("/v1/cases", Samples.draft(materials: paper), key: "k", own)
            #expect(submitted.status == 201, "\(submitted.text)")
            #expect(try await api.get(path, colleague).text == "test")
            #expect(try await api.send(.head, path, headers: colleague, body: nil).status == 200)
            #expect(try await api.get(path, other).problem(403) == "not-permitted")
            #expect(try await api.get(path, parcels).problem(403) == "not-permitted")
            let looks = harness.node.auditTrail.map(\.event).filter { $0.action == .reveal }
            #expect(looks.count == 2 && looks.allSatisfy { $0.field == .materials && $0.role == .windowHead })
            #expect(looks.first?.subject == "material \(digest)")
        }
    }
}
