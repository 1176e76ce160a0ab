import ExchangeCore
import ExchangeWire
import ZeroMQ

/// Our subscription to one peer: the socket, its monitor, and what they tell about the link.
///
/// Owned by the exchange thread.
final class PeerLink {
    /// The peer as the member list has it.
    let member: Federation.Member
    /// What is known of the link.
    private(set) var phase = LinkPhase.connecting
    /// Since when nothing has changed about it.
    private(set) var since: Instant
    /// Frames and requests of this peer that were dropped.
    var refusals = PeerRefusals()
    /// What went to the peer and came from it.
    var traffic = PeerTraffic()
    /// The large frames that libzmq holds: they are on their way, or wait for a peer that does not listen.
    ///
    /// libzmq bounds what waits by the number of messages, small or large. This bounds it by bytes, so that who asks for
    /// files and does not take them costs no more than who does.
    let held = ByteBudget(limit: TransportLimits.heldBytesMax)
    /// How often no connection could be made.
    private(set) var failures = HandshakeFailures()
    /// When the socket is made anew, if it must be.
    private(set) var reopenAt: Instant?
    /// When a frame came last.
    private var heardAt: Instant

    private(set) var subscriber: Socket?
    private(set) var monitor: SocketMonitor?
    private let context: ZeroMQ.Context
    private let options: [SocketOption]
    private let topic: [UInt8]
    private var refusalsInARow = 0
    private var hangUpsInARow = 0
    private var connectedAt: Instant?
    private var connects = 0

    /// Waits between two attempts after a refusal: doubled from the first to the second.
    static let reopenMillisecondsMin: Int64 = 1_000
    static let reopenMillisecondsMax: Int64 = 15_000
    /// Handshakes in a row in which the other side hangs up, before it counts as one that holds another key.
    static let hangUpsOfWrongKey = 2

    init(
        member: Federation.Member,
        node: NodeCode,
        keys: CurveKeyPair,
        context: ZeroMQ.Context,
        at now: Instant
    ) throws {
        self.member = member
        self.context = context
        since = now
        heardAt = now
        topic = Array("\(node)/".utf8)
        options =
            TransportLimits.subscriberOptions + [
                .curveClient(keys, serverKey: try CurvePublicKey(z85: member.curvePublicKey))
            ]
    }

    /// Connects, or connects anew.
    func open(at now: Instant) throws(ZeroMQError) {
        close()
        let socket = try Socket(.sub, in: context, options: options)
        let monitor = try SocketMonitor(of: socket)
        try socket.subscribe(topic)
        try socket.connect(member.endpoint)
        subscriber = socket
        self.monitor = monitor
        reopenAt = nil
        heardAt = now
        if phase == .established { become(.connecting, at: now) }
    }

    /// When the socket is made anew: as soon as it must be, or where nothing comes although the link is established.
    ///
    /// A living peer says something every second. Where it does not, our subscription may have been lost on its side; and
    /// after some of a peer's faults libzmq does not connect again by itself, without a word.
    var reopensAt: Instant? {
        if let reopenAt { return reopenAt }
        guard phase == .established || phase == .connecting else { return nil }
        return max(since, heardAt).advanced(byMilliseconds: TransportLimits.reopenSilenceMilliseconds)
    }

    /// A frame came.
    func heard(at now: Instant) { heardAt = now }

    /// Counts a message that came; a receipt tells by how many milliseconds the peer's clock is ahead of this one.
    func heard(_ message: Message) -> Int64? {
        switch message {
        case .entries(let batch): traffic.received[batch.lane, default: 0] += Int64(batch.entries.count)
        case .receipt(let receipt):
            let ahead = receipt.at.milliseconds(since: Clock.wall)
            traffic.clockAheadMilliseconds = ahead
            return ahead
        case .hello, .recover, .recovered: break
        }
        return nil
    }

    /// Ends the subscription.
    func close() {
        monitor?.close()
        subscriber?.close()
        monitor = nil
        subscriber = nil
    }

    /// Asks for a new socket after a while: where libzmq has given up, or where a peer has been silent for long.
    func scheduleReopen(at now: Instant) {
        guard reopenAt == nil else { return }
        let wait = min(Self.reopenMillisecondsMin << Int64(min(refusalsInARow, 4)), Self.reopenMillisecondsMax)
        refusalsInARow += 1
        reopenAt = now.advanced(byMilliseconds: wait)
    }

    /// Learns from the monitor.
    ///
    /// Returns true where the link was lost.
    func take(_ events: [SocketEvent], at now: Instant) -> Bool {
        var lost = false
        for event in events {
            switch event.kind {
            case .connected: connectedAt = now
            case .handshakeSucceeded:
                refusalsInARow = 0
                hangUpsInARow = 0
                reopenAt = nil
                connects += 1
                become(.established, at: now)
            case .handshakeFailedAuth:
                failures.refusesUs += 1
                become(.refusesUs, at: now)
            case .handshakeFailedProtocol(let fault):
                failures.wrongKey += 1
                become(.wrongKey(fault.name), at: now)
            case .handshakeFailedNoDetail: handshakeEnded(at: now)
            case .connectRetried:
                // After a failed handshake libzmq also retries; that the diagnosis stays is what an operator needs.
                if phase == .connecting || phase == .established { become(.unreachable, at: now) }
                if phase == .unreachable { failures.network += 1 }
            case .disconnected:
                if phase == .established {
                    lost = true
                    become(.connecting, at: now)
                    // libzmq tries again, but not after every fault of the peer's.
                    scheduleReopen(at: now)
                } else {
                    // Something answered and hung up without a handshake: libzmq does not try again by itself.
                    if phase == .connecting {
                        failures.network += 1
                        become(.mute, at: now)
                    }
                    scheduleReopen(at: now)
                }
            default: break
            }
            if event.endsReconnecting { scheduleReopen(at: now) }
        }
        return lost
    }

    /// A handshake came to no end: its time was over, or the other side hung up, as it does each time where it cannot read
    /// what our key sealed.
    ///
    /// Once alone it may just have been stopped in that moment.
    private func handshakeEnded(at now: Instant) {
        let took = connectedAt.map { now.milliseconds(since: $0) } ?? 0
        guard took < TransportLimits.handshakeMilliseconds else {
            hangUpsInARow = 0
            failures.network += 1
            return become(.mute, at: now)
        }
        hangUpsInARow += 1
        guard hangUpsInARow >= Self.hangUpsOfWrongKey else { return }
        failures.wrongKey += 1
        become(.wrongKey("the connection ended in the handshake"), at: now)
    }

    private func become(_ next: LinkPhase, at now: Instant) {
        guard phase != next else { return }
        phase = next
        since = now
    }
}

/// What was dropped of a peer's, by cause.
package struct PeerRefusals: Hashable, Sendable {
    /// Frames that do not decode, or break the contract.
    package var undecodableFrames: Int64 = 0
    /// Frames whose signature or chain is wrong.
    package var badSignatures: Int64 = 0
    /// Subscriptions to another member's topic.
    package var foreignTopics: Int64 = 0
    /// The last one, in words.
    package var last: String?
}

extension WireError {
    /// Whether somebody changed bytes or signed with another key, rather than broke the format.
    var isForgery: Bool {
        switch self {
        case .signatureWrong, .signatureSize, .keyUnknown, .bodyChanged, .chainBroken: true
        default: false
        }
    }
}
