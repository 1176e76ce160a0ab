import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Signing in with a browser: redirect, cookie, what a session may do, and its end.
@Suite struct SessionRouteTests {
    private static let clerk = Account(
        kind: .person,
        name: "李四",
        roles: [.windowClerk],
        offices: ["衢州市跨省通办窗口"],
        identity: .init(issuer: "https://id.example", subject: "li")
    )

    private func harness() throws -> APIHarness {
        var harness = APIHarness()
        harness.settings.signIn = .required
        _ = try harness.node.signIn(Self.clerk)
        return harness
    }

    /// The cookies that an answer sets, by name.
    private func cookies(_ answer: Answer) -> [String: String] {
        var found: [String: String] = [:]
        for text in answer.response.headers[values: .setCookie] {
            let pair = text.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            found[String(pair[0])] = String(pair[1])
        }
        return found
    }

    private func signIn(_ api: Caller, as subject: String = "li") async throws -> Answer {
        let start = try await api.get("/v1/sign-in")
        #expect(start.status == 303)
        let state = try #require(cookies(start)["tongban-sign-in"])
        #expect(start.header("Location") == "https://id.example/authorize?state=\(state)")
        return try await api.get(
            "/v1/sign-in/callback?code=\(subject)&state=\(state)&session_state=x",
            ["Cookie": "a=b; tongban-sign-in=\(state)"]
        )
    }

    @Test func aPersonSignsInWorksAndSignsOut() async throws {
        let harness = try harness()
        try await harness.run { api in
            let back = try await signIn(api)
            #expect(back.status == 303 && back.header("Location") == "/v1/me", "\(back.text)")
            let session = try #require(cookies(back)["tongban"])
            let set = try #require(back.response.headers[values: .setCookie].first { $0.hasPrefix("tongban=") })
            #expect(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Path=/"))
            #expect(!set.contains("Secure"))
            let cookie = ["Cookie": "tongban=\(session)"]
            let me = try await api.get("/v1/me", cookie).json
            #expect(me["signedInBy"] as? String == "session" && me["name"] as? String == "李四")

            let bare = try await api.post("/v1/cases", Samples.draft(), key: "k", cookie)
            #expect(try bare.problem(403) == "not-permitted" && bare.text.contains("X-Requested-With"))
            let guarded = cookie.merging(["X-Requested-With": "portal"]) { $1 }
            #expect(try await api.post("/v1/cases", Samples.draft(), key: "k", guarded).status == 201)

            #expect(try await api.send(.post, "/v1/sign-out", headers: cookie, body: nil).status == 403)
            let out = try await api.send(.post, "/v1/sign-out", headers: guarded, body: nil)
            #expect(out.status == 204 && out.header("Set-Cookie")?.contains("Max-Age=0") == true)
            #expect(try await api.get("/v1/me", cookie).problem(401) == "sign-in-required")
            #expect(harness.node.auditTrail.contains { $0.event.action == .signIn })
        }
    }

    @Test func anIdentityWithoutAnAccountIsNotLetIn() async throws {
        try await harness().run { api in
            let back = try await signIn(api, as: "wang")
            #expect(try back.problem(403) == "sign-in-failed")
            #expect(cookies(back).isEmpty)
        }
    }

    @Test func anAnswerThatAnotherBrowserAskedForIsNotTaken() async throws {
        try await harness().run { api in
            let state = try #require(cookies(try await api.get("/v1/sign-in"))["tongban-sign-in"])
            let path = "/v1/sign-in/callback?code=li&state=\(state)"
            #expect(try await api.get(path).problem(403) == "sign-in-failed")
            #expect(try await api.get(path, ["Cookie": "tongban-sign-in=other"]).problem(403) == "sign-in-failed")
            let own = ["Cookie": "tongban-sign-in=\(state)"]
            let denied = "/v1/sign-in/callback?error=access_denied&state=\(state)"
            #expect(try await api.get(denied, own).problem(403) == "sign-in-failed")
            #expect(try await api.get(path, own).status == 303)
            #expect(try await api.get(path, own).problem(403) == "sign-in-failed", "an attempt is good for one answer")
        }
    }

    @Test func whoFailsTooOftenWaits() async throws {
        try await harness().run { api in
            for _ in 1..<LockOut.failuresMax {
                let refused = try await signIn(api, as: "wang")
                #expect(refused.status == 403)
            }
            let locked = try await signIn(api, as: "wang")
            #expect(try locked.problem(429) == "too-many-requests")
        }
    }

    @Test func underTLSOnlyThisHostSetsTheCookie() {
        #expect(
            SessionCookie.session.set("x", isSecure: true)
                == "__Host-tongban=x; Path=/; HttpOnly; SameSite=Lax; Secure"
        )
        #expect(SessionCookie.session.read([.cookie: "__Host-tongban=x"], isSecure: true) == "x")
        #expect(SessionCookie.session.read([.cookie: "tongban=x"], isSecure: true) == nil)
        #expect(SessionCookie.session.read([.cookie: "tongban=x; tongban=y"], isSecure: false) == nil)
        #expect(SessionCookie.session.read([.cookie: "tongban="], isSecure: false) == nil)
    }
}
