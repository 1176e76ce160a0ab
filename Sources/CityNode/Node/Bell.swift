import Foundation

/// What one thread waits at and others ring.
///
/// A ring before the wait is not lost; many rings count as one.
final class Bell: Sendable {
    private let condition = NSCondition()
    // Guarded by `condition`.
    nonisolated(unsafe) private var rung = false

    /// Wakes the waiting thread, or the next one that waits.
    func ring() {
        condition.lock()
        rung = true
        condition.signal()
        condition.unlock()
    }

    /// Blocks until the bell is rung, or for that many milliseconds if a number is given.
    func wait(milliseconds: Int64? = nil) {
        condition.lock()
        defer { condition.unlock() }
        let limit = milliseconds.map { Date(timeIntervalSinceNow: Double(max(0, $0)) / 1_000) }
        while !rung {
            if let limit {
                if !condition.wait(until: limit) { break }
            } else {
                condition.wait()
            }
        }
        rung = false
    }
}
