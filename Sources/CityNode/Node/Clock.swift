import ExchangeCore
import Foundation

/// The system's clocks: the only place where this module asks for the time.
enum Clock {
    /// The wall clock's time, for what people read: entries, receipts, histories.
    static var wall: Instant { read(CLOCK_REALTIME) }

    /// A time that starts at the wall clock's and then only goes forward evenly, whatever is done to the wall clock:
    /// for everything that waits.
    static var steady: Instant {
        Instant(milliseconds: origin + read(CLOCK_MONOTONIC).milliseconds)
    }

    private static let origin = read(CLOCK_REALTIME).milliseconds - read(CLOCK_MONOTONIC).milliseconds

    private static func read(_ clock: clockid_t) -> Instant {
        var time = timespec()
        clock_gettime(clock, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
