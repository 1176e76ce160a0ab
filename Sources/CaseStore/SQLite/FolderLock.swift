import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of a store and the lock that keeps a second daemon away.
///
/// The lock is the kernel's (`flock`): it ends with the process, however that ends, so there is no stale lock to remove.
/// The file holds the owner's process number for the message of whoever comes second.
final class FolderLock: Sendable {
    /// The open lock file, or `nil` once it was given back.
    private let held: Mutex<Int32?>

    /// Makes the folder (mode 0700) and the database's file (0600) where they are missing, and takes the lock beside it.
    init(database path: String) throws(StoreError) {
        try Self.makeFolder(of: path)
        let lockPath = path + ".lock"
        let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(lockPath) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let owner = Self.owner(descriptor)
            close(descriptor)
            throw .inUse(path: path, process: owner)
        }
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count else {
            let failure = Self.failure(lockPath)
            close(descriptor)
            throw failure
        }
        // SQLite gives its log and index files the mode of this one.
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let failure = Self.failure(path)
            close(descriptor)
            throw failure
        }
        close(file)
        held = Mutex(descriptor)
    }

    deinit { release() }

    /// Gives the lock back.
    ///
    /// It is unlocked and not just closed: a child process that is being started meanwhile has the descriptor, too, until
    /// it runs its own program. A second call does nothing.
    func release() {
        held.withLock { held in
            if let descriptor = held {
                flock(descriptor, LOCK_UN)
                close(descriptor)
            }
            held = nil
        }
    }

    private static func makeFolder(of path: String) throws(StoreError) {
        var folder = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += "\(part)/"
            guard mkdir(folder, 0o700) != 0, errno != EEXIST, errno != EISDIR else { continue }
            var status = stat()
            guard stat(folder, &status) != 0 else { continue }
            throw failure(folder)
        }
    }

    private static func owner(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
    }

    private static func failure(_ path: String) -> StoreError {
        let detail = "\(path): \(String(cString: strerror(errno)))"
        switch errno {
        case ENOSPC, EDQUOT: return .diskFull(detail: detail)
        case EIO: return .io(detail: detail)
        default: return .notPermitted(detail: detail)
        }
    }
}
