import Synchronization

/// Reports what happens to the connections of one socket, on the thread that owns both.
///
/// The owner polls `reader` and calls `takeEvents()` when it is readable. Events wait without bound: libzmq would
/// otherwise block its I/O thread while nobody reads, and with it every connection of the context. So keep reading.
package final class SocketMonitor {
    /// The socket to poll for events; only this type may receive from it.
    package let reader: Socket
    private let subject: Socket

    private static let serial = Atomic<UInt64>(0)

    /// Starts to watch a socket.
    ///
    /// Do it before `bind` and `connect` to miss nothing. A socket has one monitor.
    package init(of subject: Socket) throws(ZeroMQError) {
        self.subject = subject
        let number = Self.serial.add(1, ordering: .relaxed).newValue
        let endpoint = "inproc://tongban.monitor.\(number)"
        reader = try Socket(.pair, in: subject.context, options: [.receiveHighWaterMark(messages: 0)])
        try subject.startMonitoring(at: endpoint)
        do {
            try reader.connect(endpoint)
        } catch {
            subject.stopMonitoring()
            throw error
        }
    }

    deinit {
        close()
    }

    /// Stops watching.
    ///
    /// The order matters: a monitor whose reader has gone would block libzmq's threads.
    package func close() {
        subject.stopMonitoring()
        reader.close()
    }

    /// Takes the events that wait, oldest first, at most `ZeroMQLimits.monitorEventsPerCallMax`.
    package func takeEvents() throws(ZeroMQError) -> [SocketEvent] {
        var events: [SocketEvent] = []
        while events.count < ZeroMQLimits.monitorEventsPerCallMax, let parts = try reader.receive(partsMax: 2) {
            guard let event = SocketEvent(parts: parts) else {
                preconditionFailure("libzmq reported an event in another form than its documentation gives.")
            }
            events.append(event)
        }
        return events
    }
}
