import Foundation

/// How many files and connections this process may have open.
package enum OpenFiles {
    /// Takes as many as the system lets this user have, and returns how many that is; the usual first limit of 1,024 is less
    /// than the API's connections.
    @discardableResult
    package static func raiseLimit() -> UInt64 {
        #if canImport(Darwin)
        let resource = RLIMIT_NOFILE
        #else
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return UInt64(limit.rlim_cur) }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        // Where the system says no, the old limit stays, and connections above it wait.
        return UInt64(setrlimit(resource, &limit) == 0 ? limit.rlim_cur : before)
    }
}
