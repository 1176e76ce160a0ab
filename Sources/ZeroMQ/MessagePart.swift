import CZeroMQ
import Synchronization

/// One part of a message: immutable bytes that libzmq and Swift share without copying.
///
/// A message can be sent any number of times, also on several sockets: sending takes another reference to its bytes.
///
/// Unchecked `Sendable`: the bytes and the metadata never change after `init`, libzmq counts references atomically, and
/// the one step that writes into the message (taking a further reference) is guarded by a lock.
package final class MessagePart: @unchecked Sendable {
    private let raw: UnsafeMutablePointer<zmq_msg_t>
    private let base: UnsafeRawPointer?
    private let sharing = Mutex<Void>(())

    /// The number of bytes.
    package let count: Int
    /// Whether further parts of the same message follow.
    package let hasMore: Bool

    /// Takes over an initialised raw message.
    private init(adopting raw: UnsafeMutablePointer<zmq_msg_t>) {
        self.raw = raw
        base = UnsafeRawPointer(zmq_msg_data(raw))
        count = zmq_msg_size(raw)
        hasMore = zmq_msg_more(raw) != 0
    }

    /// Makes a message of an array: shared without a copy from `ZeroMQLimits.zeroCopyBytesMin` on, copied below.
    ///
    /// - Parameters:
    ///   - bytes: what the message says.
    ///   - companion: released exactly once, when nobody needs the array any more: where it was copied, at once, and where it
    ///     is shared, on whatever thread lets go of the last reference. That is often an I/O thread of libzmq, so its `deinit`
    ///     must be quick and must not call into sockets.
    package convenience init(_ bytes: [UInt8], with companion: (any AnyObject & Sendable)? = nil) {
        let raw = UnsafeMutablePointer<zmq_msg_t>.allocate(capacity: 1)
        Self.initialize(raw, of: bytes, with: companion)
        self.init(adopting: raw)
    }

    deinit {
        zmq_msg_close(raw)
        raw.deallocate()
    }

    /// Calls `body` with the bytes, which must not leave it.
    package func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { extendLifetime(self) }
        return try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// A copy of the bytes.
    package var bytes: [UInt8] {
        withUnsafeBytes { Array($0) }
    }

    /// What the connection knows of the sender, such as `User-Id` or `Peer-Address`; nil where it does not.
    package func metadata(_ name: String) -> String? {
        defer { extendLifetime(self) }
        return zmq_msg_gets(raw, name).map { String(cString: $0) }
    }

    /// Gives `body` a further reference to the bytes, to send or to close.
    func withReference<Result>(_ body: (UnsafeMutablePointer<zmq_msg_t>) -> Result) -> Result {
        var reference = zmq_msg_t()
        return withUnsafeMutablePointer(to: &reference) { reference in
            zmq_msg_init(reference)
            sharing.withLock { _ in
                precondition(zmq_msg_copy(reference, raw) == 0, "A message lost its content.")
            }
            // Closing an already sent message is allowed and does nothing.
            defer { zmq_msg_close(reference) }
            return body(reference)
        }
    }

    /// Receives one part if one waits; nil where none does, without an allocation.
    static func receive(from socket: UnsafeMutableRawPointer) throws(ZeroMQError) -> MessagePart? {
        var incoming = zmq_msg_t()
        zmq_msg_init(&incoming)
        while zmq_msg_recv(&incoming, socket, ZMQ_DONTWAIT) < 0 {
            let code = zmq_errno()
            if code == EINTR { continue }
            zmq_msg_close(&incoming)
            if code == EAGAIN { return nil }
            throw ZeroMQError(operation: "receive", cause: .init(code: code), code: code)
        }
        let raw = UnsafeMutablePointer<zmq_msg_t>.allocate(capacity: 1)
        zmq_msg_init(raw)
        zmq_msg_move(raw, &incoming)
        return MessagePart(adopting: raw)
    }
}
