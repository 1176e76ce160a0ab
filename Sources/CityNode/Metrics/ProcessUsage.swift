import Foundation

/// What the daemon takes of its machine.
struct ProcessUsage {
    /// Resident bytes; `nil` where the system does not tell.
    var residentBytes: Int64?
    /// Seconds that the processor spent on it.
    var processorSeconds: Double
    /// Files and sockets that are open; `nil` where the system does not tell.
    var openFiles: Int?
    /// Files and sockets that may be open.
    var openFilesMax: Int64

    /// As it is now.
    init() {
        var usage = rusage()
        #if canImport(Glibc)
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
        getrusage(RUSAGE_SELF, &usage)
        #endif
        processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
        var limit = rlimit()
        #if canImport(Glibc)
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #else
        getrlimit(RLIMIT_NOFILE, &limit)
        #endif
        openFilesMax = Int64(clamping: limit.rlim_cur)
        // The second number of statm counts resident pages.
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int64($0) }
        residentBytes = pages.map { $0 * Int64(sysconf(Int32(_SC_PAGESIZE))) }
        openFiles = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
}
