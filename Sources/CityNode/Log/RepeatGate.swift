import Logging
import Synchronization

/// Lets the first lines of one place through and counts the others, so that a fault that repeats a thousand times a second
/// does not fill the disk.
package final class RepeatGate: Sendable {
    private struct Place: Hashable {
        var file: String
        var line: UInt
        var level: Logger.Level
    }

    private struct Window {
        var began: Int64
        var count = 0
        var last: LogLine
    }

    private let windows = Mutex<[Place: Window]>([:])

    /// Lines of one place within ``windowMilliseconds``.
    static let linesMax = 20
    /// After how long a place may say as much again, and what it said too much is counted.
    static let windowMilliseconds: Int64 = 60_000

    /// Makes a gate that has seen nothing.
    package init() {}

    /// Takes a line; what is to be written instead, counts of others that are due included.
    func take(_ line: LogLine) -> [LogLine] {
        let place = Place(file: line.file, line: line.line, level: line.level)
        return windows.withLock { windows in
            var out = Self.due(&windows, now: line.at)
            var window = windows[place] ?? Window(began: line.at, last: line)
            window.count += 1
            window.last = line
            windows[place] = window
            if window.count <= Self.linesMax { out.append(line) }
            return out
        }
    }

    /// What is due by time alone.
    func due(now: Int64) -> [LogLine] { windows.withLock { Self.due(&$0, now: now) } }

    private static func due(_ windows: inout [Place: Window], now: Int64) -> [LogLine] {
        var out: [LogLine] = []
        for (place, window) in windows {
            guard now - window.began >= windowMilliseconds || now < window.began else { continue }
            windows[place] = nil
            guard window.count > linesMax else { continue }
            var line = window.last
            line.at = now
            line.message = "\(window.count - linesMax) lines like the last one were left out: \(line.message)"
            line.metadata["left-out"] = "\(window.count - linesMax)"
            out.append(line)
        }
        return out
    }
}
