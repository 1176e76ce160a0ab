import Foundation

/// The identity provider where a city's staff sign in (统一身份认证), as the configuration names it.
package struct OpenIDSettings: Hashable, Sendable {
    /// The provider's issuer, an address of https, or of http on this machine.
    package var issuer: String
    /// By what name the provider knows this node.
    package var clientID: String
    /// The secret that goes with it.
    package var clientSecret: String
    /// Where the provider sends people back: this node's `/v1/sign-in/callback` as browsers reach it.
    package var redirect: String

    /// Reads what stands under `openid`.
    static func read(
        _ api: YAMLMapping,
        path: (String) -> String
    ) throws(ConfigurationError) -> OpenIDSettings? {
        guard
            let openID = try api.mapping(
                "openid",
                allowed: ["issuer", "client-id", "client-secret-file", "redirect"]
            )
        else { return nil }
        let file = path(
            try openID.text("client-secret-file", expected: "expected the file that holds the secret, with mode 0600")
        )
        try SecretFile.check(file, holds: "this secret")
        let secret = try YAMLMapping.text(of: file).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty else {
            throw ConfigurationError(
                file: file,
                problem: "the file is empty",
                expected: "put the client's secret there"
            )
        }
        return OpenIDSettings(
            issuer: try openID.value("issuer", expected: expectation, read: address),
            clientID: try openID.text("client-id", expected: "expected the name by which the provider knows this node"),
            clientSecret: secret,
            redirect: try openID.value("redirect", expected: expectation, read: address)
        )
    }

    private static let expectation = "expected an address such as https://id.example.gov.cn, or http on 127.0.0.1"

    /// An address to which secrets may go: encrypted, or on this machine.
    static func address(_ text: String) -> String? {
        guard let url = URL(string: text), let host = url.host, url.query == nil, url.fragment == nil, url.user == nil
        else { return nil }
        let isHere = host == "localhost" || Endpoint(hostAndPort: "\(host):1")?.isLoopback == true
        return url.scheme == "https" || url.scheme == "http" && isHere ? text : nil
    }
}
