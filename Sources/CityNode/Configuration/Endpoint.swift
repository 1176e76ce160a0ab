/// A host and a port where something listens, for ZeroMQ as `tcp://HOST:PORT`.
package struct Endpoint: Hashable, Sendable {
    /// A name, an IPv4 address, or an IPv6 address in brackets; `*` listens everywhere.
    package var host: String
    /// 1 to 65535.
    package var port: Int

    /// What an error says that it expected.
    static let expectation = "expected tcp://HOST:PORT with a port from 1 to 65535"

    /// Reads `tcp://HOST:PORT`; anything else is `nil`.
    package init?(_ text: String) {
        guard text.hasPrefix("tcp://") else { return nil }
        self.init(hostAndPort: String(text.dropFirst(6)))
    }

    /// Reads `HOST:PORT`; anything else is `nil`.
    package init?(hostAndPort text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (1...65_535).contains(port)
        else { return nil }
        let host = String(text[..<colon])
        let bracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard !host.isEmpty, bracketed || !host.contains(":"), !host.contains("/"), !host.contains(" ") else {
            return nil
        }
        self.host = host
        self.port = port
    }

    /// Whether only programs on this machine can connect to it.
    package var isLoopback: Bool {
        let address = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = address.count == 4 && address.first == "127" && address.allSatisfy { UInt8($0) != nil }
        return isIPv4 || host == "localhost" || host == "[::1]"
    }

    /// As ZeroMQ names it, `tcp://HOST:PORT`.
    package var text: String { "tcp://\(host):\(port)" }
}
