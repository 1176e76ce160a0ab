import Dispatch
import Synchronization

/// What one thread waits at and others ring.
///
/// A ring before the wait is not lost; many rings count as one. Whoever rings holds no lock, so that who wakes does not have
/// to wait for one.
final class Bell: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let isRung = Atomic(false)

    /// Wakes the waiting thread, or the next one that waits.
    func ring() {
        if !isRung.exchange(true, ordering: .acquiringAndReleasing) { semaphore.signal() }
    }

    /// Blocks until the bell is rung, or for that many milliseconds if a number is given.
    func wait(milliseconds: Int64? = nil) {
        if let milliseconds {
            let wait = DispatchTimeInterval.milliseconds(Int(clamping: max(0, milliseconds)))
            guard semaphore.wait(timeout: .now() + wait) == .success else { return }
        } else {
            semaphore.wait()
        }
        // What was done before a ring that comes until here is seen by who goes on from here.
        _ = isRung.exchange(false, ordering: .acquiringAndReleasing)
    }
}
