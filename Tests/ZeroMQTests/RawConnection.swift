import Glibc
import Testing

/// A plain TCP socket on the loopback, to speak what is not ZeroMQ.
final class RawConnection {
    private let descriptor: Int32
    private var accepted: [Int32] = []
    private(set) var port: UInt16 = 0

    private init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
    }

    deinit {
        for peer in accepted { close(peer) }
        close(descriptor)
    }

    /// Listens on a free port.
    static func listening() throws -> RawConnection {
        let connection = try deaf()
        try #require(listen(connection.descriptor, 16) == 0)
        return connection
    }

    /// Holds a port on which nobody listens, so that nobody else comes to listen there either.
    static func deaf() throws -> RawConnection {
        let connection = try RawConnection()
        var address = loopback(port: 0)
        try #require(withSocketAddress(&address) { bind(connection.descriptor, $0, $1) } == 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(connection.descriptor, $0, &length)
            }
        }
        try #require(named == 0)
        connection.port = UInt16(bigEndian: address.sin_port)
        _ = fcntl(connection.descriptor, F_SETFL, O_NONBLOCK)
        return connection
    }

    /// Connects to a port.
    static func connected(port: UInt16) throws -> RawConnection {
        let connection = try RawConnection()
        var address = loopback(port: port)
        try #require(withSocketAddress(&address) { connect(connection.descriptor, $0, $1) } == 0)
        return connection
    }

    /// Writes text to the other side.
    func write(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Accepts one waiting connection and writes text to it; false where none waits.
    func acceptAndWrite(_ text: String) -> Bool {
        let peer = accept(descriptor, nil, nil)
        guard peer >= 0 else { return false }
        accepted.append(peer)
        _ = Array(text.utf8).withUnsafeBytes { Glibc.send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        return true
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func withSocketAddress(
        _ address: inout sockaddr_in,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
