import CaseModel

/// Where a node's API listens, and whom it answers.
package struct LocalAPI: Hashable, Sendable {
    /// Where it listens over TCP, if at all.
    package var address: Endpoint?
    /// Its Unix socket, if any.
    package var socket: String?
    /// Whether callers sign in; where they do not, whoever reaches it may do everything.
    package var requiresSignIn: Bool
    /// How often one token may be used.
    package var rate: TokenBucket.Rate
    /// The certificate that it shows over TCP; `nil` for plain HTTP.
    package var tls: TLSFiles?
    /// The names by which callers call it over TLS; any where there are none.
    package var names: [String]
    /// Where staff sign in, if they do.
    package var openID: OpenIDSettings?

    /// A certificate and its key, in PEM.
    package struct TLSFiles: Hashable, Sendable {
        /// The file of the chain, the node's own certificate first.
        package var certificate: String
        /// The file of its key.
        package var key: String
    }

    /// Whether other machines may reach it.
    package var allowsNetwork: Bool { tls != nil && requiresSignIn }

    /// Keys under `api`.
    private static let keys: Set<String> = [
        "tcp", "socket", "sign-in", "calls-per-second", "burst", "tls", "names", "openid",
    ]

    /// Whether the files of secrets are looked at.
    enum Secrets: Sendable {
        /// They are there and nobody else may read them.
        case read
        /// They are left alone.
        case unread
    }

    /// Reads what stands under `api`.
    static func read(
        _ top: YAMLMapping,
        secrets: Secrets = .read,
        path: (String) -> String
    ) throws(ConfigurationError) -> LocalAPI {
        let api = try top.mapping("api", allowed: keys)
        let address = try api?.optionalValue(
            "tcp",
            expected: "expected HOST:PORT, such as 127.0.0.1:7080",
            read: { Endpoint(hostAndPort: $0) }
        )
        let socket = try api?.optionalText("socket", expected: "expected the path of a Unix socket")
        guard let api, address != nil || socket != nil else {
            throw top.error("api", "opens nothing", expected: "give 'tcp', 'socket' or both under 'api'")
        }
        let signIn = try api.optionalValue(
            "sign-in",
            expected: "expected required or off",
            read: { ["required": true, "off": false][$0] }
        )
        let tls = try tls(api, secrets, path: path)
        if let address, !address.isLoopback, tls == nil || signIn == false {
            throw api.error(
                "tcp",
                "is \(address.host):\(address.port), which other machines reach",
                expected: "that takes 'tls' and sign-in; without them listen on loopback, such as 127.0.0.1:7080"
            )
        }
        return LocalAPI(
            address: address,
            socket: socket.map(path),
            requiresSignIn: signIn ?? true,
            rate: TokenBucket.Rate(
                perSecond: try number("calls-per-second", api) ?? TokenBucket.Rate.standard.perSecond,
                burst: try number("burst", api) ?? TokenBucket.Rate.standard.burst
            ),
            tls: tls,
            names: try api.values("names", expected: "expected names of this node, such as api.example.gov.cn") {
                name in
                name.contains(where: { $0 == ":" || $0 == "/" || $0.isWhitespace }) ? nil : name
            },
            openID: try secrets == .unread ? nil : OpenIDSettings.read(api, path: path)
        )
    }

    private static func tls(
        _ api: YAMLMapping,
        _ secrets: Secrets,
        path: (String) -> String
    ) throws(ConfigurationError) -> TLSFiles? {
        guard let tls = try api.mapping("tls", allowed: ["certificate", "key"]) else { return nil }
        let files = TLSFiles(
            certificate: path(try tls.text("certificate", expected: "expected the file of the certificates in PEM")),
            key: path(try tls.text("key", expected: "expected the file of the private key in PEM"))
        )
        guard secrets == .read else { return files }
        try Credentials.check(files.certificate)
        try SecretFile.check(files.key, holds: "this private key")
        return files
    }

    private static func number(_ key: String, _ api: YAMLMapping) throws(ConfigurationError) -> Int64? {
        try api.optionalValue(
            key,
            expected: "expected a whole number from 1 to 1000000",
            read: { text in Int64(text).flatMap { (1...1_000_000).contains($0) ? $0 : nil } }
        )
    }
}
