/// Something libzmq reported about one of a socket's connections.
package struct SocketEvent: Equatable, Sendable {
    /// What happened.
    package let kind: Kind
    /// The endpoint it happened on, as libzmq writes it; often the local or remote address with port.
    package let address: String

    /// The kinds of event.
    ///
    /// What they mean for a diagnosis stands in this module's documentation.
    package enum Kind: Equatable, Sendable {
        /// The TCP connection is there; the handshake follows.
        case connected
        /// The attempt to connect is under way.
        case connectDelayed
        /// The attempt failed; the next follows after the interval. A dead host or port repeats this without end.
        case connectRetried(intervalMilliseconds: Int)
        /// The socket listens.
        case listening
        /// The endpoint could not be bound.
        case bindFailed(errno: Int32)
        /// A peer's TCP connection was accepted; the handshake follows.
        case accepted
        /// A peer's TCP connection could not be accepted, for instance for want of descriptors.
        case acceptFailed(errno: Int32)
        /// A connection or a listener was closed from this side.
        case closed
        /// Closing failed.
        case closeFailed(errno: Int32)
        /// The connection ended.
        case disconnected
        /// The handshake is complete and the peer admitted.
        case handshakeSucceeded
        /// The connection ended in the middle of the handshake; the number says how, 0 where libzmq does not know.
        case handshakeFailedNoDetail(errno: Int32)
        /// The two sides do not understand each other.
        case handshakeFailedProtocol(HandshakeFault)
        /// The server's authenticator said no, with this ZAP status (300, 400 or 500).
        case handshakeFailedAuth(status: Int)
        /// No more events follow.
        case monitorStopped
        /// An event this module does not know.
        case unknown(event: UInt16, value: UInt32)
    }

    /// Whether libzmq has given up the connection, so that the owner must connect anew to ever get it back.
    ///
    /// After a refusal or a protocol fault a connecting socket does not try again by itself.
    package var endsReconnecting: Bool {
        switch kind {
        case .handshakeFailedProtocol, .handshakeFailedAuth: true
        default: false
        }
    }
}
