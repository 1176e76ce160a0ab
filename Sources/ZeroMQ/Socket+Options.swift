import CZeroMQ

extension Socket {
    /// Applies options in order.
    ///
    /// - Throws: `ZeroMQError` that names the option libzmq refused; those before it are applied.
    package func apply(_ options: [SocketOption]) throws(ZeroMQError) {
        for option in options { try apply(option) }
    }

    /// Subscribes to every topic that begins with `prefix` (SUB only); the empty prefix stands for all topics.
    package func subscribe(_ prefix: [UInt8]) throws(ZeroMQError) {
        try set(ZMQ_SUBSCRIBE, prefix, "subscribe")
    }

    /// Takes one subscription back (SUB only).
    package func unsubscribe(_ prefix: [UInt8]) throws(ZeroMQError) {
        try set(ZMQ_UNSUBSCRIBE, prefix, "unsubscribe")
    }

    private func apply(_ option: SocketOption) throws(ZeroMQError) {
        switch option {
        case .sendHighWaterMark(let messages): try set(ZMQ_SNDHWM, messages, "sendHighWaterMark")
        case .receiveHighWaterMark(let messages): try set(ZMQ_RCVHWM, messages, "receiveHighWaterMark")
        case .linger(let milliseconds):
            guard (0...ZeroMQLimits.lingerMillisecondsMax).contains(milliseconds) else {
                throw Self.refused("linger", milliseconds)
            }
            try set(ZMQ_LINGER, milliseconds, "linger")
        case .immediate(let flag): try set(ZMQ_IMMEDIATE, flag ? 1 : 0, "immediate")
        case .reconnectInterval(let milliseconds, let millisecondsMax):
            try set(ZMQ_RECONNECT_IVL, milliseconds, "reconnectInterval")
            try set(ZMQ_RECONNECT_IVL_MAX, millisecondsMax, "reconnectInterval millisecondsMax")
        case .connectTimeout(let milliseconds): try set(ZMQ_CONNECT_TIMEOUT, milliseconds, "connectTimeout")
        case .handshakeInterval(let milliseconds): try set(ZMQ_HANDSHAKE_IVL, milliseconds, "handshakeInterval")
        case .heartbeat(let interval, let timeout, let timeToLive):
            try set(ZMQ_HEARTBEAT_IVL, interval, "heartbeat intervalMilliseconds")
            try set(ZMQ_HEARTBEAT_TIMEOUT, timeout, "heartbeat timeoutMilliseconds")
            try set(ZMQ_HEARTBEAT_TTL, timeToLive, "heartbeat timeToLiveMilliseconds")
        case .tcpKeepalive(let idle, let interval, let probes):
            try set(ZMQ_TCP_KEEPALIVE, 1, "tcpKeepalive")
            try set(ZMQ_TCP_KEEPALIVE_IDLE, idle, "tcpKeepalive idleSeconds")
            try set(ZMQ_TCP_KEEPALIVE_INTVL, interval, "tcpKeepalive intervalSeconds")
            try set(ZMQ_TCP_KEEPALIVE_CNT, probes, "tcpKeepalive probes")
        case .maxMessageSize(let bytes): try setMaxMessageSize(bytes)
        case .backlog(let connections): try set(ZMQ_BACKLOG, connections, "backlog")
        case .ipv6(let flag): try set(ZMQ_IPV6, flag ? 1 : 0, "ipv6")
        case .xpubManual(let flag): try set(ZMQ_XPUB_MANUAL, flag ? 1 : 0, "xpubManual")
        case .xpubNoDrop(let flag): try set(ZMQ_XPUB_NODROP, flag ? 1 : 0, "xpubNoDrop")
        case .xpubVerbose(let flag): try set(ZMQ_XPUB_VERBOSE, flag ? 1 : 0, "xpubVerbose")
        case .xpubVerboser(let flag): try set(ZMQ_XPUB_VERBOSER, flag ? 1 : 0, "xpubVerboser")
        case .curveServer(let keys, let authenticator):
            precondition(authenticator.context === context, "The authenticator belongs to another context.")
            try set(ZMQ_ZAP_DOMAIN, Array(authenticator.domain.utf8), "curveServer domain")
            try set(ZMQ_CURVE_SERVER, 1, "curveServer")
            try set(ZMQ_CURVE_SECRETKEY, keys.secretKey.bytes, "curveServer secretKey")
            keep(authenticator)
        case .curveClient(let keys, let serverKey):
            try set(ZMQ_CURVE_SERVERKEY, serverKey.bytes, "curveClient serverKey")
            try set(ZMQ_CURVE_PUBLICKEY, keys.publicKey.bytes, "curveClient publicKey")
            try set(ZMQ_CURVE_SECRETKEY, keys.secretKey.bytes, "curveClient secretKey")
        }
    }

    private func set(_ option: Int32, _ value: Int, _ name: String) throws(ZeroMQError) {
        guard var small = Int32(exactly: value) else { throw Self.refused(name, value) }
        let result = zmq_setsockopt(raw, option, &small, MemoryLayout<Int32>.size)
        try check(result, "set option", "\(name) to \(value)")
    }

    private func setMaxMessageSize(_ bytes: Int) throws(ZeroMQError) {
        var wide = Int64(bytes)
        let result = zmq_setsockopt(raw, ZMQ_MAXMSGSIZE, &wide, MemoryLayout<Int64>.size)
        try check(result, "set option", "maxMessageSize to \(bytes)")
    }

    func set(_ option: Int32, _ value: [UInt8], _ name: String) throws(ZeroMQError) {
        let result = value.withUnsafeBytes { zmq_setsockopt(raw, option, $0.baseAddress, $0.count) }
        try check(result, "set option", name)
    }

    private static func refused(_ name: String, _ value: Int) -> ZeroMQError {
        ZeroMQError(operation: "set option", subject: "\(name) to \(value)", cause: .invalidArgument, code: EINVAL)
    }
}
