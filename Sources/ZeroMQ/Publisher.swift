import CZeroMQ

/// An XPUB socket that hands each peer only the topics a rule admits, and never drops a message silently.
///
/// libzmq applies a decision to "the peer whose subscription was read last". In version 4.3.4 that is sound only under
/// two conditions, which this type keeps:
///
/// 1. libzmq does not notice when a peer goes away between the arrival of its subscription and the decision. So all
///    that waits is read before each message is sent, and the rule decides on the spot. The owner's part is to call
///    `takeSubscriptionEvents()` first thing after each poll, and not to poll again before.
/// 2. A peer that sends something else than subscriptions shifts libzmq's memory of who asked for what: a member could
///    have another member's topic sent to itself. From such a message until all that waits is read, subscriptions are
///    not admitted but reported as `suspended`.
package final class Publisher {
    /// The socket to bind, poll and monitor; only this type may send to it or receive from it.
    package let socket: Socket

    private let admits: (SubscriptionRequest) -> Bool
    private var events: [SubscriptionEvent] = []
    private var isDeciding = false
    private var isShifted = false
    private var requests: [String: Int] = [:]
    private var isFlooded = false

    /// Subscription events that were applied but not kept, as the owner did not take them in time.
    package private(set) var eventsDropped = 0

    /// Opens the socket; bind it afterwards.
    ///
    /// - Parameters:
    ///   - options: High-water mark, keys and the like; `curveServer` among them, or nobody has a user id.
    ///   - admits: Whether a member may receive a topic. Called on the owner's thread; must not use the publisher.
    package init(
        in context: Context,
        options: [SocketOption],
        admits: @escaping (SubscriptionRequest) -> Bool
    ) throws(ZeroMQError) {
        self.admits = admits
        socket = try Socket(.xpub, in: context, options: [.xpubManual(true), .xpubNoDrop(true)] + options)
    }

    /// Sends a message to every peer that was admitted to the beginning of its topic.
    ///
    /// A message for a topic nobody receives counts as sent.
    ///
    /// - Returns: False where the pipe of one of the receivers is full: then nobody got anything. libzmq does not
    ///   wake a `Poller` when the pipe has room again, and notices it about a millisecond late: try again after a
    ///   few.
    package func send(topic: [UInt8], payload: MessagePart) throws(ZeroMQError) -> Bool {
        try readSubscriptions()
        return isFlooded ? false : try socket.send(topic: topic, payload: payload)
    }

    /// Sends a message; a payload from `ZeroMQLimits.zeroCopyBytesMin` on is not copied.
    ///
    /// - Returns: False where the pipe of one of the receivers is full: then nobody got anything.
    package func send(topic: [UInt8], payload: [UInt8]) throws(ZeroMQError) -> Bool {
        try readSubscriptions()
        return isFlooded ? false : try socket.send(topic: topic, payload: payload)
    }

    /// Counts the members' requests from zero.
    package func countAnew() { requests = [:] }

    /// Decides on the subscriptions that wait and returns all events since the last call, oldest first.
    ///
    /// Call it first thing after each poll, and again after the last send before the next poll, whether the socket was
    /// readable or not: sending reads subscriptions, and what it has read makes no socket readable any more.
    package func takeSubscriptionEvents() throws(ZeroMQError) -> [SubscriptionEvent] {
        try readSubscriptions()
        defer { events = [] }
        return events
    }

    private func readSubscriptions() throws(ZeroMQError) {
        precondition(!isDeciding, "The rule of a publisher used the publisher.")
        for _ in 0..<ZeroMQLimits.subscriptionsPerDrainMax {
            if isFlooded { return }
            guard let message = try socket.receivePart() else {
                isShifted = false
                return
            }
            let event = try decide(message)
            if events.count < ZeroMQLimits.subscriptionEventsKeptMax {
                events.append(event)
            } else {
                eventsDropped += 1
            }
        }
    }

    private func isFlood(_ userID: String) -> Bool {
        requests[userID, default: 0] += 1
        isFlooded = requests[userID, default: 0] > ZeroMQLimits.requestsPerMemberMax
        return isFlooded
    }

    private func decide(_ message: MessagePart) throws(ZeroMQError) -> SubscriptionEvent {
        let userID = message.metadata("User-Id")
        if let userID, isFlood(userID) { return .flooding(userID: userID) }
        let (first, topic) = message.withUnsafeBytes { ($0.first, Array($0.dropFirst())) }
        guard let first, first <= 1, !message.hasMore else {
            isShifted = true
            return .foreignMessage(userID: userID, byteCount: message.count)
        }
        guard first == 1 else {
            if !isShifted { try socket.set(ZMQ_UNSUBSCRIBE, topic, "unsubscribe peer") }
            return .ended(topic: topic, userID: userID)
        }
        guard let userID, !userID.isEmpty else { return .refusedStranger(topic: topic) }
        let request = SubscriptionRequest(
            topic: topic,
            userID: userID,
            peerAddress: message.metadata("Peer-Address") ?? ""
        )
        if isShifted { return .suspended(request) }
        isDeciding = true
        defer { isDeciding = false }
        guard admits(request) else { return .refused(request) }
        try socket.set(ZMQ_SUBSCRIBE, topic, "admit peer")
        return .admitted(request)
    }
}
