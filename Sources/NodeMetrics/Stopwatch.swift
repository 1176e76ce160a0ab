#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How long something takes, by a clock that nobody sets.
package struct Stopwatch: Sendable {
    private let began = Self.now

    /// Starts.
    package init() {}

    /// Nanoseconds since the start.
    package var nanoseconds: UInt64 { Self.now - began }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
