import ExchangeCore
import Foundation

/// The system's clocks: the only place where this module asks for the time.
///
/// A test lets a whole process live in another time: `TONGBAN_CLOCK_AHEAD=864000` in its environment puts both clocks ten
/// days ahead. The daemon warns of it at its start.
package enum Clock {
    /// The variable that puts the clocks ahead, in seconds from 0 to ten years.
    package static let variable = "TONGBAN_CLOCK_AHEAD"

    /// By how many milliseconds the clocks are ahead; 0 outside tests.
    package static let aheadMilliseconds = ahead(ProcessInfo.processInfo.environment[variable])

    /// The wall clock's time, for what people read: entries, receipts, histories.
    static var wall: Instant { read(CLOCK_REALTIME) }

    /// A time that starts at the wall clock's and then only goes forward evenly, whatever is done to the wall clock:
    /// for everything that waits.
    static var steady: Instant {
        Instant(milliseconds: origin + read(CLOCK_MONOTONIC).milliseconds)
    }

    private static let origin = read(CLOCK_REALTIME).milliseconds - read(CLOCK_MONOTONIC).milliseconds
    private static let aheadSecondsMax: Int64 = 10 * 366 * 86_400

    /// What the variable says; nothing, or something else than its seconds, is 0.
    static func ahead(_ text: String?) -> Int64 {
        guard let seconds = text.flatMap({ Int64($0) }), (0...aheadSecondsMax).contains(seconds) else { return 0 }
        return seconds * 1_000
    }

    private static func read(_ clock: clockid_t) -> Instant {
        var time = timespec()
        clock_gettime(clock, &time)
        return Instant(
            milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000 + aheadMilliseconds
        )
    }
}
