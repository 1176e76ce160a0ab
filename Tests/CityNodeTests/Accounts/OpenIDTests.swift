import CaseModel
import Crypto
import Foundation
import JWTKit
import Testing

@testable import CityNode

@Suite("Identity provider: what of its word is believed, and what its settings must be")
struct OpenIDTests {
    private func token(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> IDToken {
        var claims: [String: Any] = [
            "iss": "https://id.example", "sub": "li", "aud": "tongban", "exp": 1_000, "nonce": "n",
        ]
        change(&claims)
        return try JSONDecoder().decode(IDToken.self, from: JSONSerialization.data(withJSONObject: claims))
    }

    private func fault(seconds: Double = 900, _ change: (inout [String: Any]) -> Void = { _ in }) throws -> String? {
        try token(change).fault(
            issuer: "https://id.example",
            client: "tongban",
            nonce: "n",
            accessToken: "access",
            seconds: seconds
        )
    }

    @Test("A sound token is believed")
    func sound() throws {
        let half = Base64URL.text(SHA256.hash(data: Data("access".utf8)).prefix(16))
        #expect(try fault() == nil)
        #expect(try fault { $0["aud"] = ["tongban"] } == nil)
        #expect(try fault { ($0["aud"], $0["azp"]) = (["other", "tongban"], "tongban") } == nil)
        #expect(try fault { $0["at_hash"] = half } == nil)
        #expect(try fault { $0["nbf"] = 800 } == nil)
    }

    @Test("Every claim that does not fit is a fault")
    func faults() throws {
        let changes: [(inout [String: Any]) -> Void] = [
            { $0["iss"] = "https://evil.example" }, { $0["iss"] = "https://id.example/" }, { $0["aud"] = "other" },
            { $0["aud"] = ["tongban", "other"] }, { $0["azp"] = "other" }, { $0["exp"] = 800 }, { $0["nbf"] = 1_000 },
            { $0["nonce"] = "m" }, { $0["nonce"] = nil }, { $0["sub"] = "" }, { $0["at_hash"] = "wrong" },
        ]
        for (index, change) in changes.enumerated() { #expect(try fault(change) != nil, "\(index)") }
        #expect(try fault(seconds: 1_059) == nil, "clocks may be a minute apart")
        #expect(try fault(seconds: 1_060) != nil)
    }

    @Test("Secrets go to encrypted addresses, or stay on this machine")
    func addresses() {
        for good in ["https://id.example", "https://id.example/realm", "http://127.0.0.1:9000", "http://localhost:1/x"]
        {
            #expect(OpenIDSettings.address(good) == good)
        }
        for bad in [
            "http://id.example", "id.example", "ftp://id.example", "https://a@id.example", "https://id.example?x=1", "",
        ] { #expect(OpenIDSettings.address(bad) == nil, "\(bad)") }
    }

    @Test("An attempt is good for one answer, and proves itself by a hash (RFC 7636, appendix B has the form)")
    func attempts() async throws {
        let attempt = SignInAttempt(at: 0)
        #expect(attempt.verifier.count == 43 && attempt.challenge.count == 43 && attempt.state != attempt.nonce)
        #expect(attempt.challenge == Base64URL.text(SHA256.hash(data: Data(attempt.verifier.utf8))))
        #expect(attempt.verifier.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) })
        let settings = OpenIDSettings(
            issuer: "http://127.0.0.1:9",
            clientID: "x",
            clientSecret: "y",
            redirect: "http://127.0.0.1/v1/sign-in/callback"
        )
        let desk = SignInDesk(settings, now: { 0 })
        await #expect(throws: SignInError.self) { try await desk.begin(at: 0) }
        let over = SignInError.refused("the attempt to sign in is over: begin again")
        await #expect(throws: over) { try await desk.identity("code", state: "unknown", at: 0) }
        let session = desk.beginSession(of: 7, at: 0)
        #expect(desk.account(ofSession: session, at: 1) == 7 && desk.account(ofSession: "other", at: 1) == nil)
        desk.endSession(session)
        #expect(desk.account(ofSession: session, at: 2) == nil)
    }
}
