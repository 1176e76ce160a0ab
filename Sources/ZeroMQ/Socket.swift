import CZeroMQ

/// A libzmq socket, owned by one thread.
///
/// Not `Sendable`: libzmq sockets are not thread safe. Every call but `init` returns at once; nothing here waits for a
/// peer. Use a `Poller` to wait. A socket closes itself when it is released.
package final class Socket {
    /// What the socket is for.
    package let kind: SocketKind
    /// The context the socket belongs to.
    package let context: Context

    private var handle: UnsafeMutableRawPointer?
    private var isMonitored = false
    /// What has to live as long as the socket is open, such as the authenticator of a server.
    private var companions: [AnyObject] = []
    /// Told of each use, by the poller in which the socket is.
    var watch: SocketWatch?

    /// Opens a socket and applies options in order.
    ///
    /// - Throws: `ZeroMQError` where the context is ending, no descriptor is left, or an option is refused.
    package init(_ kind: SocketKind, in context: Context, options: [SocketOption] = []) throws(ZeroMQError) {
        self.kind = kind
        self.context = context
        handle = try context.openSocket(kind.code)
        try apply([.linger(milliseconds: 0)] + options)
    }

    deinit {
        close()
    }

    /// Whether the socket has not been closed yet.
    package var isOpen: Bool { handle != nil }

    /// The raw socket, about to be used; using a closed socket is a mistake of the owner and traps.
    var raw: UnsafeMutableRawPointer {
        watch?.note()
        return opened
    }

    private var opened: UnsafeMutableRawPointer {
        guard let handle else { preconditionFailure("A closed socket was used.") }
        return handle
    }

    /// The descriptor that is readable while libzmq has news for the socket, until ``readiness`` is asked for.
    var descriptor: Int32 {
        var descriptor: Int32 = -1
        var size = MemoryLayout<Int32>.size
        let result = zmq_getsockopt(opened, ZMQ_FD, &descriptor, &size)
        precondition(result == 0, "libzmq does not know a socket that it opened.")
        return descriptor
    }

    /// What can be done now, with all news taken.
    var readiness: Readiness {
        get throws(ZeroMQError) {
            var events: Int32 = 0
            var size = MemoryLayout<Int32>.size
            while zmq_getsockopt(opened, ZMQ_EVENTS, &events, &size) != 0 {
                let code = zmq_errno()
                if code != EINTR { throw ZeroMQError(operation: "poll", cause: .init(code: code), code: code) }
            }
            return Readiness(rawValue: Int16(truncatingIfNeeded: events))
        }
    }

    /// Closes the socket; what is not yet sent is dropped once the linger time is over.
    ///
    /// Closing again does nothing. Ends the socket's monitoring first: a monitor whose reader has gone would block
    /// libzmq's threads.
    package func close() {
        guard let handle else { return }
        stopMonitoring()
        self.handle = nil
        let result = zmq_close(handle)
        precondition(result == 0, "libzmq does not know a socket that it opened.")
        companions = []
        context.socketClosed()
    }

    /// Listens on an endpoint such as `tcp://127.0.0.1:4510`, `tcp://*:*` (any free port) or `inproc://name`.
    package func bind(_ endpoint: String) throws(ZeroMQError) {
        try check(zmq_bind(raw, endpoint), "bind", endpoint)
    }

    /// Connects to an endpoint; returns before the connection exists and repeats the attempt in the background.
    package func connect(_ endpoint: String) throws(ZeroMQError) {
        try check(zmq_connect(raw, endpoint), "connect", endpoint)
    }

    /// Ends the connection to an endpoint given to `connect` before.
    package func disconnect(_ endpoint: String) throws(ZeroMQError) {
        try check(zmq_disconnect(raw, endpoint), "disconnect", endpoint)
    }

    /// Stops listening on an endpoint; connections made through it live on until their peer or this socket closes.
    package func unbind(_ endpoint: String) throws(ZeroMQError) {
        try check(zmq_unbind(raw, endpoint), "unbind", endpoint)
    }

    /// The endpoint bound or connected last, with the real port in place of `*`; empty before the first.
    package func lastEndpoint() throws(ZeroMQError) -> String {
        // Longer than any endpoint: libzmq bounds inproc names at 255 bytes, and the rest are shorter.
        var buffer = [UInt8](repeating: 0, count: 1024)
        var size = buffer.count
        try check(zmq_getsockopt(raw, ZMQ_LAST_ENDPOINT, &buffer, &size), "read last endpoint", "")
        return String(decoding: buffer.prefix(max(0, size - 1)), as: UTF8.self)
    }

    /// Starts to report this socket's events on an inproc endpoint.
    func startMonitoring(at endpoint: String) throws(ZeroMQError) {
        try check(zmq_socket_monitor(raw, endpoint, ZMQ_EVENT_ALL), "monitor", endpoint)
        isMonitored = true
    }

    /// Ends the reporting of events; does nothing where there is none.
    func stopMonitoring() {
        guard isMonitored, let handle else { return }
        isMonitored = false
        _ = zmq_socket_monitor(handle, nil, 0)
    }

    /// Keeps an object alive until the socket is closed.
    func keep(_ companion: AnyObject) {
        companions.append(companion)
    }

    /// Throws the thread's last error where a call did not answer 0.
    func check(_ result: Int32, _ operation: String, _ subject: @autoclosure () -> String) throws(ZeroMQError) {
        guard result != 0 else { return }
        throw .last(operation, subject())
    }
}
