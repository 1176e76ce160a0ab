import Hummingbird

/// Where the API listens.
package enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// TCP on a loopback address; port 0 takes a free one.
    case loopback(host: String, port: Int)
    /// TCP on an address that other machines reach, which takes TLS and sign-in.
    case network(host: String, port: Int)
    /// A Unix socket with mode 0660.
    case unix(path: String)

    /// Reads `127.0.0.1:7480`, `[::1]:7480`, `localhost:7480` or `unix:/run/tongban/api.sock`.
    ///
    /// `localhost` stands for 127.0.0.1.
    ///
    /// - Parameters:
    ///   - text: The address.
    ///   - allowsNetwork: Whether other machines may reach it: without TLS and sign-in they may not.
    package init(_ text: String, allowsNetwork: Bool = false) throws(ListenError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard path.hasPrefix("/"), path.utf8.count <= Self.unixPathBytesMax else {
                throw .malformed(text)
            }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { throw .malformed(text) }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { throw .malformed(text) }
        if host == "localhost" { host = "127.0.0.1" }
        guard !Self.isLoopback(host) else {
            self = .loopback(host: host, port: port)
            return
        }
        guard allowsNetwork else { throw .notLoopback(text) }
        self = .network(host: host, port: port)
    }

    /// The longest path that a socket's address holds on Linux, without its closing zero.
    package static let unixPathBytesMax = 107

    /// `127.0.0.1:7480` or `unix:/path`.
    package var description: String {
        switch self {
        case .loopback(let host, let port), .network(let host, let port):
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    /// Whether an address is one that only this machine reaches: 127.0.0.0/8 or ::1.
    static func isLoopback(_ host: String) -> Bool {
        if host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "127" else { return false }
        return parts.allSatisfy { part in UInt8(part) != nil && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
}

/// Why the API cannot listen.
package enum ListenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is no address.
    case malformed(String)
    /// The address can be reached from other machines, without TLS or without sign-in.
    case notLoopback(String)
    /// Something that is no socket stands at the path.
    case notSocket(path: String)
    /// Another process listens at the path.
    case inUse(path: String)
    /// The socket's mode could not be set.
    case mode(path: String)
    /// No address was given.
    case nothing

    /// What is wrong and what to do.
    package var description: String {
        switch self {
        case .malformed(let text):
            "\"\(text)\" is no address to listen at: write 127.0.0.1:7480, [::1]:7480, or unix:/run/tongban/api.sock "
                + "(at most \(ListenAddress.unixPathBytesMax) bytes)"
        case .notLoopback(let text):
            "\(text) can be reached from other machines, which takes TLS and sign-in: give 'tls' a certificate and leave "
                + "'sign-in' required, or listen at 127.0.0.1, [::1] or a Unix socket"
        case .notSocket(let path): "\(path) exists and is no socket: choose another path, or move that file away"
        case .inUse(let path): "another process listens at \(path): stop it, or choose another path"
        case .mode(let path): "the mode of \(path) could not be set to 0660: give this user the folder"
        case .nothing: "no address to listen at was given: name a loopback address or a Unix socket"
        }
    }
}
