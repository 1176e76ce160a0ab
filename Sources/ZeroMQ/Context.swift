import CZeroMQ
import Synchronization

/// A libzmq context: its I/O threads and the name space of `inproc` endpoints.
///
/// A context may be used from any thread. Ending it never hangs: `close()` only *asks* for the end, and the last socket
/// that is closed carries it out. As every socket's linger is bounded (0 unless an option says otherwise), nothing is
/// left that libzmq would wait for without end.
package final class Context: Sendable {
    /// The pointer to a libzmq context.
    ///
    /// Unchecked because raw pointers are not `Sendable`; libzmq documents contexts as thread safe.
    private struct Handle: @unchecked Sendable {
        let pointer: UnsafeMutableRawPointer
    }

    private struct State {
        var handle: Handle?
        var openSockets = 0
        var isClosing = false
    }

    private let state: Mutex<State>

    /// Makes a context.
    ///
    /// - Parameters:
    ///   - ioThreads: Threads that move bytes and encrypt; one serves about a gigabit per second.
    ///   - maxSockets: The most sockets open at a time, monitors and their inner sockets included.
    /// - Throws: `ZeroMQError` where the system has no descriptors left or a number is not acceptable.
    package init(ioThreads: Int = 1, maxSockets: Int = 1023) throws(ZeroMQError) {
        guard ioThreads >= 1, ioThreads <= 64, maxSockets >= 1, maxSockets <= 65_535 else {
            throw ZeroMQError(
                operation: "make context",
                subject: "ioThreads \(ioThreads), maxSockets \(maxSockets)",
                cause: .invalidArgument,
                code: EINVAL
            )
        }
        guard let pointer = zmq_ctx_new() else { throw .last("make context") }
        let accepted =
            zmq_ctx_set(pointer, ZMQ_IO_THREADS, Int32(ioThreads)) == 0
            && zmq_ctx_set(pointer, ZMQ_MAX_SOCKETS, Int32(maxSockets)) == 0
            && zmq_ctx_set(pointer, ZMQ_BLOCKY, 0) == 0
        guard accepted else {
            let error = ZeroMQError.last("make context", "ioThreads \(ioThreads), maxSockets \(maxSockets)")
            zmq_ctx_term(pointer)
            throw error
        }
        state = Mutex(State(handle: Handle(pointer: pointer)))
    }

    deinit {
        close()
    }

    /// The version of the libzmq that is loaded, such as `4.3.4`.
    package static var libraryVersion: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        zmq_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    /// Whether the loaded libzmq can encrypt with CURVE.
    package static var supportsCurve: Bool {
        zmq_has("curve") == 1
    }

    /// Makes every call on every socket of this context fail with `contextTerminated`, also a `poll` that waits.
    ///
    /// Safe from any thread, more than once, and after `close()`.
    package func shutdown() {
        state.withLock { state in
            guard let handle = state.handle else { return }
            _ = zmq_ctx_shutdown(handle.pointer)
        }
    }

    /// Ends the context as soon as its last socket is closed; at once where none is open.
    ///
    /// Shuts down first, so threads that wait on sockets wake up and can close them. Safe from any thread and more than
    /// once. No socket can be opened afterwards.
    package func close() {
        shutdown()
        terminateIfDue(after: { $0.isClosing = true })
    }

    /// Opens a raw socket and counts it; each success is paired with one `socketClosed()`.
    func openSocket(_ kind: Int32) throws(ZeroMQError) -> UnsafeMutableRawPointer {
        let handle = state.withLock { state -> Handle? in
            guard !state.isClosing, let handle = state.handle else { return nil }
            state.openSockets += 1
            return handle
        }
        guard let handle else {
            throw ZeroMQError(operation: "open socket", cause: .contextTerminated, code: ETERM)
        }
        guard let socket = zmq_socket(handle.pointer, kind) else {
            let error = ZeroMQError.last("open socket")
            socketClosed()
            throw error
        }
        return socket
    }

    /// Says that a socket opened here has been closed.
    func socketClosed() {
        terminateIfDue { state in
            precondition(state.openSockets > 0, "A socket was closed twice.")
            state.openSockets -= 1
        }
    }

    private func terminateIfDue(after change: (inout State) -> Void) {
        let due = state.withLock { state -> Handle? in
            change(&state)
            guard state.isClosing, state.openSockets == 0 else { return nil }
            defer { state.handle = nil }
            return state.handle
        }
        guard let due else { return }
        while zmq_ctx_term(due.pointer) != 0, zmq_errno() == EINTR {}
    }
}
