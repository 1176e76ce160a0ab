import Foundation
import Testing

@testable import CityNode

@Suite("Configuration of the API: sign-in, TLS, rates, identity provider")
struct LocalAPIConfigurationTests {
    private let folder: TemporaryFolder
    private let file: String
    private let text: String

    init() throws {
        folder = try TemporaryFolder()
        let cities = [
            Laboratory.City(code: Sample.quzhou, name: "衢州市"), Laboratory.City(code: Sample.nanping, name: "南平市"),
        ]
        file = try Laboratory(folder: folder.path, cities: cities, firstPort: 7_000).write()[0]
        text = try String(contentsOfFile: file, encoding: .utf8)
    }

    /// Loads the laboratory's file with other lines in the place of `sign-in: off`.
    private func load(_ lines: String, tcp: String = "127.0.0.1:7100") throws -> LocalAPI {
        let changed = text.replacing("  sign-in: off\n", with: lines).replacing("127.0.0.1:7100", with: tcp)
        try folder.write(changed, to: "nodes/330800.yaml")
        return try Configuration.load(file: file).api
    }

    private func fault(_ lines: String, tcp: String = "127.0.0.1:7100") -> String {
        do {
            _ = try load(lines, tcp: tcp)
            return "none"
        } catch { return "\(error)" }
    }

    private func secret(_ name: String, mode: Int) throws -> String {
        try folder.write("a secret\n", to: name)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(folder.path)/\(name)")
        return "\(folder.path)/\(name)"
    }

    @Test("Callers sign in unless the file says otherwise, as a laboratory's does")
    func signIn() throws {
        #expect(try !load("  sign-in: off\n").requiresSignIn)
        let usual = try load("")
        #expect(usual.requiresSignIn && usual.rate == .standard && usual.tls == nil && usual.openID == nil)
        let other = try load("  sign-in: required\n  calls-per-second: 5\n  burst: 7\n")
        #expect(other.requiresSignIn && other.rate == .init(perSecond: 5, burst: 7))
        #expect(fault("  sign-in: maybe\n").contains("expected required or off"))
        #expect(fault("  burst: 0\n").contains("1 to 1000000"))
    }

    @Test("Other machines reach it with TLS and sign-in only, and the key is for its owner alone")
    func network() throws {
        let key = try secret("key.pem", mode: 0o600)
        let tls = "  tls: {certificate: ../cert.pem, key: \(key)}\n  names: [a.example]\n"
        let open = try load(tls, tcp: "0.0.0.0:7100")
        #expect(open.allowsNetwork && open.names == ["a.example"])
        #expect(open.tls == .init(certificate: folder.path + "/cert.pem", key: key))
        #expect(fault("", tcp: "0.0.0.0:7100").contains("which other machines reach"))
        #expect(fault(tls + "  sign-in: off\n", tcp: "0.0.0.0:7100").contains("which other machines reach"))
        #expect(try !load(tls + "  sign-in: off\n").allowsNetwork)
        let shown = try secret("shown.pem", mode: 0o644)
        #expect(fault("  tls: {certificate: a, key: \(shown)}\n").contains("chmod 600"))
    }

    @Test("An identity provider is named in full, with an encrypted address and a secret of its own file")
    func openID() throws {
        let file = try secret("client", mode: 0o600)
        func lines(_ issuer: String, _ file: String) -> String {
            "  openid: {issuer: '\(issuer)', client-id: tongban, client-secret-file: \(file), "
                + "redirect: 'https://a.example/v1/sign-in/callback'}\n"
        }
        let openID = try #require(try load(lines("https://id.example", file)).openID)
        #expect(openID.issuer == "https://id.example" && openID.clientID == "tongban")
        #expect(openID.clientSecret == "a secret" && openID.redirect == "https://a.example/v1/sign-in/callback")
        #expect(fault(lines("http://id.example", file)).contains("expected an address"))
        #expect(fault(lines("https://id.example", try secret("shown", mode: 0o640))).contains("chmod 600"))
    }
}
