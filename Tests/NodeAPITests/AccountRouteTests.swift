import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Accounts and tokens over the API.
@Suite struct AccountRouteTests {
    private static let security = Account(kind: .person, name: "赵安", roles: [.securityAdministrator])
    private static let system =
        #"{"kind":"system","name":"社保系统","roles":["reviewer","decider"],"offices":["一科","二科"]}"#

    private func running(
        _ body: @Sendable @escaping (MemoryNode, Caller, [String: String]) async throws -> Void
    ) async throws {
        var harness = APIHarness()
        harness.settings.signIn = .required
        let headers = ["Authorization": "Bearer \(try harness.node.signIn(Self.security).token)"]
        let node = harness.node
        try await harness.run { api in try await body(node, api, headers) }
    }

    @Test func anAccountIsAddedWithATokenOnce() async throws {
        try await running { node, api, headers in
            let body = String(Self.system.dropLast()) + #","token":{"label":"生产","days":10}}"#
            let first = try await api.post("/v1/accounts", body, key: "k", headers)
            let again = try await api.post("/v1/accounts", body, key: "k", headers)
            #expect(first.status == 201 && first.text == again.text, "\(first.text)")
            #expect(again.header("Idempotency-Replayed") == "true" && first.header("Idempotency-Replayed") == nil)
            let json = try first.json
            let account = try #require(json["account"] as? [String: Any])
            let token = try #require(json["token"] as? [String: Any])
            let secret = try #require(json["secret"] as? String)
            #expect(account["id"] as? Int == 2 && account["version"] as? Int == 1)
            #expect(first.header("Location") == "/v1/accounts/2" && first.header("ETag") == "\"1\"")
            #expect(token["label"] as? String == "生产" && TokenText(secret)?.id == token["id"] as? String)
            #expect(try await api.get("/v1/me", ["Authorization": "Bearer \(secret)"]).json["account"] as? Int == 2)
            let list = try await api.get("/v1/tokens?account=2", headers)
            #expect((try list.json["tokens"] as? [[String: Any]])?.count == 1 && !list.text.contains(secret))
        }
    }

    @Test func accountsAreListedShownAndChanged() async throws {
        try await running { node, api, headers in
            _ = try await api.post("/v1/accounts", Self.system, key: "1", headers)
            let page = try await api.get("/v1/accounts?limit=1", headers).json
            #expect((page["accounts"] as? [[String: Any]])?.count == 1 && page["next"] as? String == "1")
            let rest = try await api.get("/v1/accounts?cursor=1", headers).json
            #expect((rest["accounts"] as? [[String: Any]])?.first?["name"] as? String == "社保系统")
            #expect(rest["next"] == nil)

            let body = ByteBuffer(string: Self.system.replacing("\"一科\",", with: ""))
            var all = headers.merging(["Content-Type": "application/json", "Idempotency-Key": "2"]) { $1 }
            all["If-Match"] = "\"7\""
            #expect(
                try await api.send(.put, "/v1/accounts/2", headers: all, body: body).problem(412) == "stale-version"
            )
            all["If-Match"] = "\"1\""
            let changed = try await api.send(.put, "/v1/accounts/2", headers: all, body: body)
            #expect(changed.status == 200 && changed.header("ETag") == "\"2\"", "\(changed.text)")
            let shown = try await api.get("/v1/accounts/2", headers)
            #expect(try shown.json["offices"] as? [String] == ["二科"])
            #expect(shown.header("ETag") == "\"2\"")
            #expect(try await api.get("/v1/accounts/9", headers).problem(404) == "not-found")
            #expect(try await api.get("/v1/accounts/x", headers).problem(400) == "bad-identifier")
        }
    }

    @Test func aLockAndARevocationHoldForTheNextRequest() async throws {
        try await running { node, api, headers in
            let body = String(Self.system.dropLast()) + #","token":{"label":"a"}}"#
            let added = try await api.post("/v1/accounts", body, key: "1", headers).json
            let own = ["Authorization": "Bearer \(try #require(added["secret"] as? String))"]
            let id = try #require((added["token"] as? [String: Any])?["id"] as? String)
            #expect(try await api.get("/v1/me", own).status == 200)
            #expect(try await api.post("/v1/accounts/2/lock", "{}", key: "2", headers).status == 200)
            #expect(try await api.get("/v1/me", own).problem(401) == "sign-in-required")
            #expect(try await api.post("/v1/accounts/2/unlock", "{}", key: "3", headers).status == 200)
            #expect(try await api.get("/v1/me", own).status == 200)
            let revoked = try await api.post("/v1/tokens/\(id)/revoke", "{}", key: "4", headers)
            #expect((try revoked.json["token"] as? [String: Any])?["revokedAt"] != nil)
            #expect(try revoked.json["secret"] == nil)
            #expect(try await api.get("/v1/me", own).problem(401) == "sign-in-required")
            let actions = node.auditTrail.map(\.event.action)
            #expect(actions.suffix(5) == [.addAccount, .addToken, .lockAccount, .unlockAccount, .revokeToken])
        }
    }

    @Test func whatIsWrongIsRefusedAndNamed() async throws {
        try await running { node, api, headers in
            _ = try await api.post("/v1/accounts", Self.system, key: "0", headers)
            let bodies: [(String, String, Int, String)] = [
                (
                    "/v1/accounts", Self.system.replacing("decider", with: "auditAdministrator"), 422,
                    "duties-not-separate"
                ),
                ("/v1/accounts", Self.system.replacing("decider", with: "king"), 422, "bad-value"),
                ("/v1/accounts", Self.system.replacing("\"kind\"", with: "\"sort\""), 422, "unknown-key"),
                ("/v1/accounts", Self.system.replacing("[\"一科\",\"二科\"]", with: "[]"), 422, "missing"),
                ("/v1/tokens", #"{"account":2,"label":"x","scopes":["audit:read"]}"#, 422, "inconsistent"),
                ("/v1/tokens", #"{"account":2,"label":"x","offices":["三科"]}"#, 422, "inconsistent"),
                ("/v1/tokens", #"{"account":2,"label":"x","days":366}"#, 422, "limit-exceeded"),
                ("/v1/tokens", #"{"account":9,"label":"x"}"#, 404, "not-found"),
                ("/v1/accounts/1/lock", "{}", 403, "not-permitted"),
                ("/v1/accounts/2/lock", #"{"why":"x"}"#, 422, "unknown-key"),
                ("/v1/tokens/short/revoke", "{}", 400, "bad-identifier"),
            ]
            for (index, (path, body, status, name)) in bodies.enumerated() {
                let answer = try await api.post(path, body, key: "k\(index)", headers)
                #expect(try answer.problem(status) == name, "\(path) \(body)")
            }
            #expect(try await api.post("/v1/accounts", Self.system, headers).problem(400) == "idempotency-key-required")
            #expect(try await api.get("/v1/accounts", headers).json["next"] == nil)
        }
    }
}
