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

    /// Keys under `api`.
    private static let keys: Set<String> = ["tcp", "socket", "sign-in", "calls-per-second", "burst"]

    /// Reads what stands under `api`.
    static func read(
        _ top: YAMLMapping,
        path: (String) -> String
    ) throws(ConfigurationError) -> LocalAPI {
        let api = try top.mapping("api", allowed: keys)
        let address = try api?.optionalValue(
            "tcp",
            expected: "expected HOST:PORT on loopback, such as 127.0.0.1:7080",
            read: { text in Endpoint(hostAndPort: text).flatMap { $0.isLoopback ? $0 : nil } }
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
        return LocalAPI(
            address: address,
            socket: socket.map(path),
            requiresSignIn: signIn ?? true,
            rate: TokenBucket.Rate(
                perSecond: try number("calls-per-second", api) ?? TokenBucket.Rate.standard.perSecond,
                burst: try number("burst", api) ?? TokenBucket.Rate.standard.burst
            )
        )
    }

    private static func number(_ key: String, _ api: YAMLMapping) throws(ConfigurationError) -> Int64? {
        try api.optionalValue(
            key,
            expected: "expected a whole number from 1 to 1000000",
            read: { text in Int64(text).flatMap { (1...1_000_000).contains($0) ? $0 : nil } }
        )
    }
}
