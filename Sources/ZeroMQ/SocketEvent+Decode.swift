import CZeroMQ

extension SocketEvent {
    /// Reads the two parts of a monitor message: event and value, then address.
    init?(parts: [MessagePart]) {
        guard parts.count == 2, parts[0].count == 6 else { return nil }
        let (event, value) = parts[0].withUnsafeBytes { bytes in
            (
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt16.self),
                bytes.loadUnaligned(fromByteOffset: 2, as: UInt32.self)
            )
        }
        kind = Kind(event: event, value: value)
        address = parts[1].withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension SocketEvent.Kind {
    init(event: UInt16, value: UInt32) {
        let signed = Int32(bitPattern: value)
        self =
            switch Int32(event) {
            case ZMQ_EVENT_CONNECTED: .connected
            case ZMQ_EVENT_CONNECT_DELAYED: .connectDelayed
            case ZMQ_EVENT_CONNECT_RETRIED: .connectRetried(intervalMilliseconds: Int(value))
            case ZMQ_EVENT_LISTENING: .listening
            case ZMQ_EVENT_BIND_FAILED: .bindFailed(errno: signed)
            case ZMQ_EVENT_ACCEPTED: .accepted
            case ZMQ_EVENT_ACCEPT_FAILED: .acceptFailed(errno: signed)
            case ZMQ_EVENT_CLOSED: .closed
            case ZMQ_EVENT_CLOSE_FAILED: .closeFailed(errno: signed)
            case ZMQ_EVENT_DISCONNECTED: .disconnected
            case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: .handshakeSucceeded
            case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: .handshakeFailedNoDetail(errno: signed)
            case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: .handshakeFailedProtocol(HandshakeFault(code: signed))
            case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: .handshakeFailedAuth(status: Int(value))
            case ZMQ_EVENT_MONITOR_STOPPED: .monitorStopped
            default: .unknown(event: event, value: value)
            }
    }
}
