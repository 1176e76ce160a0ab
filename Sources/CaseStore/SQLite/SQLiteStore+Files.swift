#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension SQLiteStore {
    /// Bytes of the write-ahead log of the database at a path: what is on disk and not in the database yet, with room that is
    /// used again; 0 where nobody has it open.
    package static func logBytes(path: String) -> Int64 {
        var status = stat()
        return stat(path + "-wal", &status) == 0 ? Int64(status.st_size) : 0
    }
}
