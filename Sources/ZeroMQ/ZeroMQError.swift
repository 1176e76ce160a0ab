import CZeroMQ

/// A call into libzmq that failed: what was tried, on what, why, and what to do next.
package struct ZeroMQError: Error, Equatable, Sendable {
    /// What the caller can tell apart without knowing error numbers.
    package enum Cause: Equatable, Sendable {
        /// Another process or socket holds the address.
        case addressInUse
        /// The address does not belong to this machine.
        case addressNotAvailable
        /// The endpoint's text or an option's value is not acceptable.
        case invalidArgument
        /// The endpoint was never bound or connected on this socket.
        case unknownEndpoint
        /// The transport is unknown or does not fit the socket's kind.
        case transportNotSupported
        /// No file descriptor or socket is left.
        case tooManySockets
        /// The context was shut down; the owner should close its sockets and end.
        case contextTerminated
        /// The peer went away between two parts of one message.
        case sendInterrupted
        /// A message with more parts than allowed was drained and dropped.
        case tooManyParts(count: Int)
        /// The process lacks a right, such as binding a port below 1024.
        case notPermitted
        /// Anything else; see `code`.
        case other
    }

    /// The call that failed, such as `bind`.
    package let operation: String
    /// The endpoint, option or other thing the call was about; may be empty.
    package let subject: String
    /// The error number of libzmq or the system; 0 where the wrapper itself refused.
    package let code: Int32
    /// The cause in terms a caller can switch over.
    package let cause: Cause

    init(operation: String, subject: String = "", cause: Cause, code: Int32 = 0) {
        self.operation = operation
        self.subject = subject
        self.code = code
        self.cause = cause
    }

    /// Takes the calling thread's error number; call it at once after the failing call.
    static func last(_ operation: String, _ subject: @autoclosure () -> String = "") -> ZeroMQError {
        let code = zmq_errno()
        return ZeroMQError(operation: operation, subject: subject(), cause: Cause(code: code), code: code)
    }

    /// What to do next, as a sentence for an operator.
    package var advice: String {
        switch cause {
        case .addressInUse:
            "Stop the process that listens there (ss -ltnp shows it) or choose another port."
        case .addressNotAvailable:
            "Use an address of this machine (ip addr lists them) or * for all of them."
        case .invalidArgument:
            "Write the endpoint as tcp://host:port and keep option values within their documented range."
        case .unknownEndpoint:
            "Name an endpoint that this socket has bound or connected, exactly as it was given."
        case .transportNotSupported:
            "Use a tcp:// or inproc:// endpoint."
        case .tooManySockets:
            "Raise the limit of open files (LimitNOFILE) or the context's number of sockets."
        case .contextTerminated:
            "The node is stopping: close this socket and end its thread."
        case .sendInterrupted:
            "The peer went away: send the whole message again."
        case .tooManyParts:
            "The message was dropped: the peer speaks another protocol or another version."
        case .notPermitted:
            "Use a port above 1023 or grant CAP_NET_BIND_SERVICE."
        case .other:
            "Look up the error number in the manual page of the call."
        }
    }
}

extension ZeroMQError: CustomStringConvertible {
    /// The whole story in one line.
    package var description: String {
        let what = subject.isEmpty ? operation : "\(operation) \(subject)"
        return "\(what): \(reason). \(advice)"
    }

    private var reason: String {
        switch cause {
        case .tooManyParts(let count): "a message of \(count) parts arrived"
        case .sendInterrupted: "the connection ended between two parts of a message"
        default: String(cString: zmq_strerror(code))
        }
    }
}

extension ZeroMQError.Cause {
    init(code: Int32) {
        self =
            switch code {
            case EADDRINUSE: .addressInUse
            case EADDRNOTAVAIL, ENODEV: .addressNotAvailable
            case EINVAL: .invalidArgument
            case ENOENT: .unknownEndpoint
            case EPROTONOSUPPORT, ENOCOMPATPROTO: .transportNotSupported
            case EMFILE, ENFILE: .tooManySockets
            case ETERM: .contextTerminated
            case EACCES, EPERM: .notPermitted
            default: .other
            }
    }
}
