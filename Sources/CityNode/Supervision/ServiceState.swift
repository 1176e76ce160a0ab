import Foundation
import Synchronization

/// How far a process is, told to its service manager in the order that it wants: ready once, reloads after that, a stop.
package final class ServiceState: Sendable {
    private let manager: ServiceManager
    private let status: String
    // How many addresses do not listen yet.
    private let missing: Mutex<Int>

    /// Begins with nothing ready.
    ///
    /// - Parameters:
    ///   - manager: who is told.
    ///   - listeners: how many addresses have to listen before the process is ready.
    ///   - status: what stands beside it for people while all is well.
    package init(_ manager: ServiceManager, listeners: Int, status: String) {
        self.manager = manager
        self.status = status
        missing = Mutex(listeners)
    }

    /// One more address listens; the last one makes the process ready.
    package func isListening() {
        let isLast = missing.withLock {
            $0 -= 1
            return $0 == 0
        }
        if isLast { manager.tell(.ready, .status(status)) }
    }

    /// Reads files again; a process that is not ready yet does so without telling, since its end would say that it is.
    ///
    /// - Parameter body: reads, and returns what went wrong for people, or nothing.
    package func reloading(_ body: () -> String?) {
        guard missing.withLock({ $0 <= 0 }) else {
            _ = body()
            return
        }
        manager.tell(.reloading(microseconds: Self.monotonicMicroseconds), .status("reading the files again"))
        let fault = body()
        manager.tell(.ready, .status(fault.map { "\(status); \($0)" } ?? status))
    }

    /// The process stops.
    package func stopping() {
        manager.tell(.stopping, .status("stopping: waiting for receipts and for callers"))
    }

    // The monotonic clock as it is: the service manager compares it with its own.
    private static var monotonicMicroseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
    }
}
