import CZeroMQ

/// Waits for many sockets at a time, on the thread that owns them.
///
/// `Tag` is what the owner calls a socket, typically an enumeration. A registered socket is kept alive; remove it
/// before closing it.
package final class Poller<Tag> {
    /// What happened to one of the registered sockets.
    package struct Ready {
        /// The name the socket was added under.
        package let tag: Tag
        /// What can be done without waiting.
        package let readiness: Readiness
    }

    private enum Source {
        case socket(Socket)
        case wakeUp(WakeUp)
    }

    private var items: [zmq_pollitem_t] = []
    private var sources: [Source] = []
    private var tags: [Tag] = []
    private var ready: [Ready] = []

    /// Makes a poller of nothing.
    package init() {}

    /// The number of registered sockets.
    package var count: Int { items.count }

    /// Adds a socket.
    ///
    /// Writability says nothing on an XPUB: it always reads as writable, and only sending tells that a pipe is full.
    package func add(_ socket: Socket, as tag: Tag, for interest: Readiness = .readable) {
        precondition(index(of: socket) == nil, "A socket was added to a poller twice.")
        items.append(zmq_pollitem_t(socket: socket.raw, fd: 0, events: interest.rawValue, revents: 0))
        sources.append(.socket(socket))
        tags.append(tag)
    }

    /// Adds a wake-up, readable once it is signalled.
    package func add(_ wakeUp: WakeUp, as tag: Tag) {
        items.append(zmq_pollitem_t(socket: nil, fd: wakeUp.readEnd, events: Readiness.readable.rawValue, revents: 0))
        sources.append(.wakeUp(wakeUp))
        tags.append(tag)
    }

    /// Changes what is waited for on a registered socket.
    package func change(_ socket: Socket, to interest: Readiness) {
        guard let index = index(of: socket) else { preconditionFailure("The socket is not in this poller.") }
        items[index].events = interest.rawValue
    }

    /// Removes a socket; does nothing where it is not registered.
    package func remove(_ socket: Socket) {
        guard let index = index(of: socket) else { return }
        items.remove(at: index)
        sources.remove(at: index)
        tags.remove(at: index)
    }

    /// Waits until a socket is ready or the time is over.
    ///
    /// - Parameter timeoutMilliseconds: 0 looks and returns; nil waits without end.
    /// - Returns: What is ready, in the order of registration; nothing after the time or where a signal of the system
    ///   interrupted the wait.
    /// - Throws: `ZeroMQError` with `contextTerminated` once the context is shut down.
    package func wait(timeoutMilliseconds: Int?) throws(ZeroMQError) -> [Ready] {
        precondition(!items.isEmpty, "A poller without sockets would wait for nothing.")
        for case .socket(let socket) in sources {
            precondition(socket.isOpen, "A socket was closed before it was removed from its poller.")
        }
        ready.removeAll(keepingCapacity: true)
        let timeout = timeoutMilliseconds.map { min(max($0, 0), Int(Int32.max)) } ?? -1
        let found = items.withUnsafeMutableBufferPointer { zmq_poll($0.baseAddress, Int32($0.count), timeout) }
        guard found >= 0 else {
            let code = zmq_errno()
            if code == EINTR { return [] }
            throw ZeroMQError(operation: "poll", cause: .init(code: code), code: code)
        }
        guard found > 0 else { return [] }
        for (index, item) in items.enumerated() where item.revents != 0 {
            ready.append(Ready(tag: tags[index], readiness: Readiness(rawValue: item.revents)))
        }
        return ready
    }

    private func index(of socket: Socket) -> Int? {
        sources.firstIndex { source in
            if case .socket(let other) = source { other === socket } else { false }
        }
    }
}

extension Poller.Ready: Sendable where Tag: Sendable {}
