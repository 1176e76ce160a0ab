/// A setting of a socket.
///
/// Apply them before `bind` and `connect`: libzmq reads most of them only there.
package enum SocketOption {
    /// The most messages that wait for one peer before sending reports a full pipe; 0 means without bound.
    case sendHighWaterMark(messages: Int)
    /// The most messages that wait to be received from one peer; 0 means without bound.
    case receiveHighWaterMark(messages: Int)
    /// How long unsent messages outlive the socket; 0 (the default) to `ZeroMQLimits.lingerMillisecondsMax`.
    case linger(milliseconds: Int)
    /// Queue messages only for connections that exist.
    case immediate(Bool)
    /// The first pause before connecting again, and the longest it may grow to (0: it does not grow).
    case reconnectInterval(milliseconds: Int, millisecondsMax: Int)
    /// How long one attempt to connect may take; 0 leaves it to the system.
    case connectTimeout(milliseconds: Int)
    /// How long a handshake may take before the connection is dropped.
    case handshakeInterval(milliseconds: Int)
    /// Pings over idle connections: how often, how long to wait for the answer, what to ask the peer to wait.
    ///
    /// The time to live is sent in tenths of a second, so it is rounded down to them.
    case heartbeat(intervalMilliseconds: Int, timeoutMilliseconds: Int, timeToLiveMilliseconds: Int)
    /// TCP keepalive probes: idle time before the first, pause between them, how many may go unanswered.
    case tcpKeepalive(idleSeconds: Int, intervalSeconds: Int, probes: Int)
    /// The longest part a peer may send; a longer one ends its connection. Counted as it travels: CURVE adds 33 bytes.
    case maxMessageSize(bytes: Int)
    /// The most connections waiting to be accepted.
    case backlog(Int)
    /// Allows IPv6 addresses beside IPv4.
    case ipv6(Bool)
    /// XPUB: subscriptions take effect only by the owner's decision. Use `Publisher`, which does it safely.
    case xpubManual(Bool)
    /// XPUB: a full pipe is reported instead of dropping the message.
    case xpubNoDrop(Bool)
    /// XPUB: report every subscription, also one that another peer has made already.
    case xpubVerbose(Bool)
    /// XPUB: report every subscription and every end of one.
    case xpubVerboser(Bool)
    /// Encrypt as the listening side with these keys, and admit only whom the authenticator admits.
    ///
    /// Taking the authenticator here makes sure that it listens before the server does. Without one, libzmq would admit
    /// everybody.
    case curveServer(CurveKeyPair, authenticator: Authenticator)
    /// Encrypt as the connecting side with these keys, and talk only to the server that holds `serverKey`.
    case curveClient(CurveKeyPair, serverKey: CurvePublicKey)
}
