import CZeroMQ

/// What can be done on a socket without waiting.
package struct Readiness: OptionSet, Sendable {
    /// libzmq's flags.
    package let rawValue: Int16

    /// Takes libzmq's flags.
    package init(rawValue: Int16) {
        self.rawValue = rawValue
    }

    /// At least one message can be received.
    package static let readable = Readiness(rawValue: Int16(ZMQ_POLLIN))
    /// At least one message can be sent.
    package static let writable = Readiness(rawValue: Int16(ZMQ_POLLOUT))
    /// A descriptor is broken; never reported for sockets.
    package static let failed = Readiness(rawValue: Int16(ZMQ_POLLERR))
}
