#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How many files and connections this process may have open.
enum OpenFiles {
    /// Takes as many as the system lets this user have; the usual first limit of 1,024 is less than the API's connections.
    static func raiseLimit() {
        #if canImport(Darwin)
        let resource = RLIMIT_NOFILE
        #else
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        // Where the system says no, the old limit stays, and connections above it wait.
        _ = setrlimit(resource, &limit)
    }
}
