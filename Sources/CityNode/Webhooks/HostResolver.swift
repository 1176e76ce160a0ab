import Foundation

/// Finds the addresses of a host.
protocol HostResolver: Sendable {
    /// All addresses of a host, at least one; a host that is an address itself has that one.
    func addresses(of host: String) async throws -> [NetworkAddress]
}

/// Asks the system: its hosts file and its name servers.
struct SystemResolver: HostResolver {
    /// The host has no address, in the system's words.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private static let queue = DispatchQueue(label: "names", attributes: .concurrent)

    func addresses(of host: String) async throws -> [NetworkAddress] {
        try await withCheckedThrowingContinuation { continuation in
            Self.queue.async { continuation.resume(with: Result { try Self.ask(host) }) }
        }
    }

    private static func ask(_ host: String) throws -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_protocol = Int32(IPPROTO_TCP)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { throw Failure(description: String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var found: [NetworkAddress] = []
        var next = list
        while let entry = next {
            if let address = address(of: entry.pointee), !found.contains(address) { found.append(address) }
            next = entry.pointee.ai_next
        }
        guard !found.isEmpty else { throw Failure(description: "the host has no address") }
        return found
    }

    private static func address(of entry: addrinfo) -> NetworkAddress? {
        guard let pointer = UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch entry.ai_family {
        case AF_INET:
            let socket = pointer.loadUnaligned(as: sockaddr_in.self)
            return withUnsafeBytes(of: socket.sin_addr) { NetworkAddress(bytes: Array($0)) }
        case AF_INET6:
            let socket = pointer.loadUnaligned(as: sockaddr_in6.self)
            return withUnsafeBytes(of: socket.sin6_addr) { NetworkAddress(bytes: Array($0)) }
        default: return nil
        }
    }
}
