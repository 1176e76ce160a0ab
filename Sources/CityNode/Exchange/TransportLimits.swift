import ZeroMQ

/// Every bound of the transport.
enum TransportLimits {
    /// Messages that wait in the pipe to one peer.
    ///
    /// Three streams' windows of frames, materials and control stay below it.
    static let messagesQueuedMax = 2_000
    /// Messages of one peer that wait for the exchange's thread: of the largest, a quarter of a GiB.
    ///
    /// The rest waits with the peer.
    static let messagesUnreadMax = 256
    /// Bytes of large frames that wait for one peer, the windows of three streams and what it fetches at once among them.
    static let heldBytesMax = 32 << 20
    /// Bytes of files that were read for one peer and have not reached the exchange's thread: more than a node asks for at once.
    static let unsentBytesMax = 8 << 20
    /// The largest frame that is taken from a peer.
    static let frameBytesMax = 1 << 20
    /// The largest message that a subscriber may send: the last of its handshake has 277 bytes (RFC 26/CURVEZMQ), and a
    /// subscription a tenth of that.
    ///
    /// As soon as a subscription is here, libzmq keeps it in a tree, and each byte of it takes 33 bytes of memory there.
    static let subscriptionBytesMax = 320
    /// Messages of one subscriber that wait for the publisher; it sends one.
    static let subscriptionsQueuedMax = 16
    /// Frames taken from one peer before the others have their turn.
    static let framesPerTurnMax = 128
    /// Material frames that wait for room in a peer's pipe; more are dropped, and asked for again.
    static let materialFramesWaitingMax = 32
    /// Bytes of entries that are kept in memory per stream after they were written, so that sending needs no read.
    static let recentBytesMax = 2 << 20
    /// Bytes read from the journal at once to be sent.
    static let readBytesMax = 1 << 20
    /// After so long the requests of each peer to the publisher are counted anew; ``ZeroMQLimits/requestsPerMemberMax``
    /// in one count are a flood.
    static let floodCountMilliseconds: Int64 = 60_000
    /// How long a peer that floods is not let in: short, since the city itself comes back with the same key.
    static let turnedOutMilliseconds: Int64 = 20_000
    /// How often a port that was just left is tried.
    static let bindAttemptsMax = 500
    /// The pause between two of those.
    static let bindPauseMicroseconds: UInt32 = 2_000
    /// Strangers that are remembered.
    static let strangersMax = 100
    /// Sockets of the exchange: three for each member (the subscription, and two by which it is watched), and as many again for
    /// those that are being closed while they are made anew.
    static let socketsMax = 8 * Federation.membersMax
    /// What a handshake may take.
    static let handshakeMilliseconds: Int64 = 10_000
    /// Silence after which a peer's socket is made anew.
    static let reopenSilenceMilliseconds: Int64 = 20_000
    /// The longest that a stopping node waits for receipts of what it has sent.
    static let drainMillisecondsMax: Int64 = 5_000
    /// How long peers take a stopped node for one that will come back.
    static let stopNoticeMilliseconds: Int64 = 15 * 60_000
    /// What a stopping node gives its last messages to leave.
    static let lingerMilliseconds = 500

    private static var common: [SocketOption] {
        [
            .sendHighWaterMark(messages: messagesQueuedMax),
            .handshakeInterval(milliseconds: Int(handshakeMilliseconds)),
            .heartbeat(intervalMilliseconds: 5_000, timeoutMilliseconds: 15_000, timeToLiveMilliseconds: 15_000),
            .ipv6(true),
        ]
    }

    /// What every subscription is opened with.
    static var subscriberOptions: [SocketOption] {
        common + [
            .receiveHighWaterMark(messages: messagesUnreadMax), .maxMessageSize(bytes: frameBytesMax),
            .reconnectInterval(milliseconds: 100, millisecondsMax: 5_000),
            .connectTimeout(milliseconds: 5_000),
        ]
    }

    /// What the publisher is opened with.
    static var publisherOptions: [SocketOption] {
        common + [
            .receiveHighWaterMark(messages: subscriptionsQueuedMax), .maxMessageSize(bytes: subscriptionBytesMax),
            .backlog(1_024),
        ]
    }
}
