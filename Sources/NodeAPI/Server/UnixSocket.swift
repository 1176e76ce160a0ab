#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The file side of a Unix socket.
enum UnixSocket {
    /// Owner and group may connect, nobody else.
    static let mode: mode_t = 0o660

    /// Makes sure that listening at a path would neither destroy a file nor push another process aside.
    static func checkFree(_ path: String) throws(ListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notSocket(path: path) }
        if someoneListens(path) { throw .inUse(path: path) }
    }

    /// Gives the socket its mode.
    static func setMode(_ path: String) throws(ListenError) {
        guard chmod(path, mode) == 0 else { throw .mode(path: path) }
    }

    /// Removes the socket's file; one that is gone already is fine.
    static func remove(_ path: String) { _ = unlink(path) }

    private static func someoneListens(_ path: String) -> Bool {
        #if canImport(Darwin)
        let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #else
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { buffer in
            guard bytes.count < buffer.count else { return false }
            buffer.copyBytes(from: bytes)
            return true
        }
        guard fits else { return false }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
