import CZeroMQ
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Wakes the thread that waits in a `Poller`, from any thread.
///
/// Signals never block and never get lost, and any number of them before the next `clear()` wakes the thread once.
///
/// A pipe that the poller watches too, not a pair of inproc sockets: a libzmq socket belongs to one thread, so senders would have
/// to take a lock around it, it fails once the context shuts down, and every signal would cost a message. Here a signal
/// is one atomic exchange, and a system call only for the first since the last `clear()`. The pipe is a plain
/// descriptor polled level-triggered, so none of the pitfalls of `ZMQ_FD` apply.
package final class WakeUp: Sendable {
    /// The end to poll.
    let readEnd: Int32
    private let writeEnd: Int32
    private let isSignalled = Atomic<Bool>(false)

    /// Makes a wake-up, not yet signalled.
    ///
    /// - Throws: `ZeroMQError` with `tooManySockets` where no descriptor is left.
    package init() throws(ZeroMQError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            let code = errno
            throw ZeroMQError(operation: "make wake-up", cause: .init(code: code), code: code)
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        _ = Self.closeEnd(readEnd)
        _ = Self.closeEnd(writeEnd)
    }

    /// Wakes the polling thread, now or as soon as it polls.
    ///
    /// What was written before the call is seen after `clear()`.
    package func signal() {
        guard !isSignalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 1
        // The pipe holds far more bytes than there are threads, so only a signal of the system can interrupt this.
        while write(writeEnd, &byte, 1) < 0, errno == EINTR {}
    }

    /// Takes the signals that came so far.
    ///
    /// Call it when woken, *before* looking at what the signals announce.
    ///
    /// - Returns: Whether there was a signal.
    @discardableResult
    package func clear() -> Bool {
        var bytes: UInt64 = 0
        while true {
            let count = read(readEnd, &bytes, MemoryLayout<UInt64>.size)
            if count < 0, errno == EINTR { continue }
            if count < MemoryLayout<UInt64>.size { break }
        }
        return isSignalled.exchange(false, ordering: .acquiringAndReleasing)
    }

    private static func closeEnd(_ end: Int32) -> Int32 {
        close(end)
    }
}
