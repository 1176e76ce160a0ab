import CZeroMQ

#if canImport(Glibc)
import Glibc
#endif

/// Waits for many sockets at a time, on the thread that owns them.
///
/// `Tag` is what the owner calls a socket, typically an enumeration. A registered socket is kept alive; remove it
/// before closing it.
///
/// A wait costs as much as there is to tell, however many sockets are registered. `zmq_poll` asks each socket four times a
/// wait, which with two thousand of them takes a millisecond. Here Linux's epoll waits for the sockets' descriptors. Such a
/// descriptor tells that libzmq has news for a socket, once, and any call on the socket may take the news. So a socket is
/// looked at when its descriptor tells, and before the next wait whenever it was used or was found ready: then nothing is
/// overlooked.
package final class Poller<Tag> {
    /// What happened to one of the registered sockets.
    package struct Ready {
        /// The name the socket was added under.
        package let tag: Tag
        /// What can be done without waiting.
        package let readiness: Readiness
    }

    private enum Source {
        case socket(Socket, SocketWatch)
        case wakeUp(WakeUp)
    }

    private struct Item {
        var source: Source
        var descriptor: Int32
        var tag: Tag
        var interest: Readiness
    }

    private let waiter: Int32
    /// By number, which tells the order of registration.
    private var items: [UInt64: Item] = [:]
    private var lastNumber: UInt64 = 0
    /// The numbers of the sockets that are looked at before the next wait.
    private let noted = NotedSockets()
    private var told = [epoll_event](repeating: epoll_event(), count: 64)
    private var ready: [(number: UInt64, ready: Ready)] = []

    /// Makes a poller of nothing.
    ///
    /// - Throws: `ZeroMQError` with `tooManySockets` where no descriptor is left.
    package init() throws(ZeroMQError) {
        waiter = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard waiter >= 0 else {
            let code = errno
            throw ZeroMQError(operation: "make poller", cause: .init(code: code), code: code)
        }
    }

    deinit {
        for item in items.values {
            if case .socket(let socket, _) = item.source { socket.watch = nil }
        }
        _ = Glibc.close(waiter)
    }

    /// The number of registered sockets.
    package var count: Int { items.count }

    /// Adds a socket.
    ///
    /// Writability says nothing on an XPUB: it always reads as writable, and only sending tells that a pipe is full.
    package func add(_ socket: Socket, as tag: Tag, for interest: Readiness = .readable) {
        precondition(socket.watch == nil, "A socket was added to a poller twice.")
        let descriptor = socket.descriptor
        let watch = SocketWatch(number: register(descriptor), in: noted)
        items[watch.number] = Item(
            source: .socket(socket, watch),
            descriptor: descriptor,
            tag: tag,
            interest: interest
        )
        socket.watch = watch
        watch.note()
    }

    /// Adds a wake-up, readable once it is signalled.
    package func add(_ wakeUp: WakeUp, as tag: Tag) {
        let number = register(wakeUp.readEnd)
        items[number] = Item(source: .wakeUp(wakeUp), descriptor: wakeUp.readEnd, tag: tag, interest: .readable)
    }

    /// Changes what is waited for on a registered socket.
    package func change(_ socket: Socket, to interest: Readiness) {
        guard let watch = watch(of: socket) else { preconditionFailure("The socket is not in this poller.") }
        items[watch.number]?.interest = interest
        watch.note()
    }

    /// Removes a socket; does nothing where it is not registered.
    package func remove(_ socket: Socket) {
        guard let watch = watch(of: socket), let item = items.removeValue(forKey: watch.number) else { return }
        socket.watch = nil
        let result = epoll_ctl(waiter, EPOLL_CTL_DEL, item.descriptor, nil)
        precondition(result == 0, "A socket was closed before it was removed from its poller.")
    }

    /// Waits until a socket is ready or the time is over.
    ///
    /// - Parameter timeoutMilliseconds: 0 looks and returns; nil waits without end.
    /// - Returns: What is ready, in the order of registration; nothing after the time or where a signal of the system
    ///   interrupted the wait. Where much is ready, the rest is told by the next calls.
    /// - Throws: `ZeroMQError` with `contextTerminated` once the context is shut down.
    package func wait(timeoutMilliseconds: Int?) throws(ZeroMQError) -> [Ready] {
        precondition(!items.isEmpty, "A poller without sockets would wait for nothing.")
        ready.removeAll(keepingCapacity: true)
        let began = ContinuousClock.now
        var left = timeoutMilliseconds.map { Int32(clamping: max($0, 0)) }
        while try !look(for: left), ready.isEmpty, left != 0 {
            // The news made nothing ready.
            guard let whole = timeoutMilliseconds else { continue }
            left = Int32(clamping: max(0, whole - Int((ContinuousClock.now - began) / .milliseconds(1))))
        }
        // No key path: in a generic type each use makes it anew, which takes longer than all else here.
        return ready.sorted { $0.number < $1.number }.map { $0.ready }
    }

    /// Waits for news once; true where there was none.
    private func look(for milliseconds: Int32?) throws(ZeroMQError) -> Bool {
        for number in noted.take() { try look(number) }
        let count = epoll_wait(waiter, &told, Int32(told.count), ready.isEmpty ? milliseconds ?? -1 : 0)
        if count < 0, errno != EINTR {
            let code = errno
            throw ZeroMQError(operation: "poll", cause: .init(code: code), code: code)
        }
        for event in told.prefix(Int(max(count, 0))) where !isReady(event.data.u64) { try look(event.data.u64) }
        return count <= 0
    }

    private func isReady(_ number: UInt64) -> Bool { ready.contains { $0.number == number } }

    /// Looks whether something can be done; then it is looked at again before the next wait.
    private func look(_ number: UInt64) throws(ZeroMQError) {
        guard let item = items[number] else { return }
        var readiness = item.interest
        if case .socket(let socket, let watch) = item.source {
            watch.isNoted = false
            readiness.formIntersection(try socket.readiness)
            if !readiness.isEmpty { watch.note() }
        }
        if !readiness.isEmpty { ready.append((number, Ready(tag: item.tag, readiness: readiness))) }
    }

    private func register(_ descriptor: Int32) -> UInt64 {
        lastNumber += 1
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: lastNumber))
        let result = epoll_ctl(waiter, EPOLL_CTL_ADD, descriptor, &event)
        // Linux lets a user watch a twenty-fifth of the memory's bytes in descriptors: millions.
        precondition(result == 0, "A descriptor cannot be watched: \(errno)")
        return lastNumber
    }

    private func watch(of socket: Socket) -> SocketWatch? {
        guard let watch = socket.watch, watch.noted === noted else { return nil }
        return watch
    }
}

extension Poller.Ready: Sendable where Tag: Sendable {}
