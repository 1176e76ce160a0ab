import Foundation
import Testing

@testable import CityNode

@Suite("Credentials that a service manager gives")
struct CredentialsTests {
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        let cities = [Laboratory.City(code: Sample.quzhou, name: "衢州市")]
        file = try Laboratory(folder: folder.path, cities: cities, firstPort: 7_000).write()[0]
    }

    private func change(_ from: String, _ to: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains(from))
        try text.replacing(from, with: to).write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// A folder as the service manager makes it: its files look wider than they are.
    private func given(_ names: String...) throws -> Credentials {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/given",
            withIntermediateDirectories: true
        )
        for name in names { try folder.write("a secret\n", to: "given/\(name)", mode: 0o440) }
        return Credentials(folder: folder.path + "/given")
    }

    private func load(_ credentials: Credentials) throws -> Configuration {
        try Credentials.$current.withValue(credentials) { try Configuration.load(file: file) }
    }

    private func fault(_ credentials: Credentials) -> String {
        do {
            _ = try load(credentials)
            return "none"
        } catch { return "\(error)" }
    }

    @Test("Keys come from a credential, whatever its mode looks like")
    func keys() throws {
        let own = try load(Credentials()).keys.curve.publicKey
        try change("../keys/330800.yaml", "credential:keys")
        let credentials = try given()
        let text = try String(contentsOfFile: folder.path + "/keys/330800.yaml", encoding: .utf8)
        try folder.write(text, to: "given/keys", mode: 0o440)
        #expect(try load(credentials).keys.curve.publicKey == own)
        // As a file that somebody named, the same is refused.
        let named = Credentials(files: ["keys": folder.path + "/given/keys"])
        #expect(fault(named).contains("chmod 600"))
        let whole = Credentials(files: ["keys": folder.path + "/keys/330800.yaml"])
        #expect(try load(whole).keys.curve.publicKey == own)
    }

    @Test("Every file of the configuration may be one: the certificate's key, the provider's secret")
    func others() throws {
        try change(
            "  sign-in: off\n",
            """
              tls: {certificate: credential:api, key: credential:api-key}
              openid: {issuer: 'https://id.example', client-id: t, client-secret-file: credential:openid,
                redirect: 'https://a.example/v1/sign-in/callback'}

            """
        )
        let api = try load(try given("api", "api-key", "openid")).api
        #expect(api.tls?.key == folder.path + "/given/api-key" && api.openID?.clientSecret == "a secret")
        // Where the API listens can be known without any of them.
        let open = try Credentials.$current.withValue(Credentials()) { try Configuration.api(file: file) }
        #expect(open.address == api.address && open.socket == api.socket && open.openID == nil && open.tls != nil)
    }

    @Test("What nobody gave is refused with what to do, and a name is a name")
    func refused() throws {
        try change("../keys/330800.yaml", "credential:keys")
        let nobody = fault(Credentials())
        #expect(nobody.contains("LoadCredential=keys:FILE") && nobody.contains("--credential keys=FILE"))
        #expect(fault(Credentials(folder: folder.path + "/given")).contains("there is no such file"))
        for name in ["", "../keys", "a/b", "..", "键"] {
            try change("keys: credential:", "keys: 'credential:\(name)' #")
            #expect(fault(try given("other")).contains("no name of a credential"), "\(name)")
            try change("keys: 'credential:\(name)' #", "keys: credential:")
        }
    }
}
