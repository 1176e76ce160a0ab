import CZeroMQ

/// Keeps an array's storage alive while libzmq reads from it, and whoever has to hear of its end.
private final class ArrayOwner: Sendable {
    let bytes: [UInt8]
    private let companion: (any AnyObject & Sendable)?

    init(_ bytes: [UInt8], with companion: (any AnyObject & Sendable)?) {
        self.bytes = bytes
        self.companion = companion
    }
}

extension MessagePart {
    /// Initialises `raw` with an array's bytes, shared from `ZeroMQLimits.zeroCopyBytesMin` on and copied below.
    ///
    /// libzmq releases what it shares, and the array's companion with it, when nobody needs it any more.
    static func initialize(
        _ raw: UnsafeMutablePointer<zmq_msg_t>,
        of bytes: [UInt8],
        with companion: (any AnyObject & Sendable)? = nil
    ) {
        guard bytes.count >= ZeroMQLimits.zeroCopyBytesMin else {
            precondition(zmq_msg_init_size(raw, bytes.count) == 0, "Out of memory for a message.")
            bytes.withUnsafeBytes { source in
                guard let start = source.baseAddress, source.count > 0 else { return }
                zmq_msg_data(raw)?.copyMemory(from: start, byteCount: source.count)
            }
            return
        }
        let owner = ArrayOwner(bytes, with: companion)
        // The pointer may outlive the call: an array of bytes is one native allocation that stays where it is for as long as
        // a reference to it exists, and the owner holds one that nobody can write through.
        let shared = owner.bytes.withUnsafeBytes { UnsafeRawBufferPointer(start: $0.baseAddress, count: $0.count) }
        let result = zmq_msg_init_data(
            raw,
            UnsafeMutableRawPointer(mutating: shared.baseAddress),
            shared.count,
            { _, hint in
                guard let hint else { return }
                Unmanaged<AnyObject>.fromOpaque(hint).release()
            },
            Unmanaged<AnyObject>.passRetained(owner).toOpaque()
        )
        precondition(result == 0, "Out of memory for a message.")
    }
}
