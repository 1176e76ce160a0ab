#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The datagram socket where a service manager hears of this process: the protocol of `sd_notify(3)`, without its library.
struct NotifySocket: Sendable, Hashable {
    /// A path, or a name in the abstract space with `@` before it.
    let name: String

    /// The most bytes of a name, `@` included; the system's structure has room for no more.
    static let nameBytesMax = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// Takes the name as the service manager gives it in `NOTIFY_SOCKET`.
    init(_ name: String) throws(NotifyError) {
        guard name.utf8.count > 1, name.hasPrefix("/") || name.hasPrefix("@"), name.utf8.count <= Self.nameBytesMax
        else { throw .name(name) }
        self.name = name
    }

    /// Sends one message, whole or not at all.
    func send(_ message: String) throws(NotifyError) {
        #if canImport(Darwin)
        let descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
        #else
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        #endif
        guard descriptor >= 0 else { throw .system(name, errno) }
        defer { close(descriptor) }
        let (target, length) = address
        let bytes = Array(message.utf8)
        let sent = withUnsafePointer(to: target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, 0, $0, length)
            }
        }
        guard sent == bytes.count else { throw .system(name, errno) }
    }

    private var address: (sockaddr_un, socklen_t) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        // An abstract name begins with a zero and ends with its last byte; a path ends with a zero.
        let isAbstract = bytes[0] == UInt8(ascii: "@")
        if isAbstract { bytes[0] = 0 } else { bytes.append(0) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let before = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        return (address, socklen_t(before + bytes.count))
    }
}

/// Why a service manager could not be told.
package enum NotifyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `NOTIFY_SOCKET` holds no name of a socket.
    case name(String)
    /// `WATCHDOG_USEC` or `WATCHDOG_PID` holds no number.
    case number(variable: String, String)
    /// The system refused, with its error's number.
    case system(String, Int32)

    /// What is wrong and what to do next.
    package var description: String {
        switch self {
        case .name(let name):
            "NOTIFY_SOCKET is '\(name.prefix(120))': expected a path or @NAME of at most \(NotifySocket.nameBytesMax) bytes,"
                + " as systemd sets it; unset it where no service manager listens"
        case .number(let variable, let text):
            "\(variable) is '\(text.prefix(40))': expected a whole number, as systemd sets it; unset it otherwise"
        case .system(let name, let code):
            "the service manager's socket \(name) took nothing: \(String(cString: strerror(code)));"
                + " see 'systemctl status' and NotifyAccess= of the unit"
        }
    }
}
