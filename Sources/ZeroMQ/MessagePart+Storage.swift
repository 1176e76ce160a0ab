import CZeroMQ

/// Keeps an array's storage alive while libzmq reads from it.
private final class ArrayOwner: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension MessagePart {
    /// Initialises `raw` with an array's bytes, shared from `ZeroMQLimits.zeroCopyBytesMin` on and copied below.
    static func initialize(_ raw: UnsafeMutablePointer<zmq_msg_t>, with bytes: [UInt8]) {
        if bytes.count >= ZeroMQLimits.zeroCopyBytesMin {
            let owner = ArrayOwner(bytes)
            // The pointer may outlive the call: an array of bytes is one native allocation that stays where it is for
            // as long as a reference to it exists, and the owner holds one that nobody can write through.
            let shared = owner.bytes.withUnsafeBytes { UnsafeRawBufferPointer(start: $0.baseAddress, count: $0.count) }
            initialize(raw, sharing: shared, ownedBy: owner)
        } else {
            precondition(zmq_msg_init_size(raw, bytes.count) == 0, "Out of memory for a message.")
            bytes.withUnsafeBytes { source in
                guard let start = source.baseAddress, source.count > 0 else { return }
                zmq_msg_data(raw)?.copyMemory(from: start, byteCount: source.count)
            }
        }
    }

    /// Initialises `raw` with bytes that `owner` keeps; libzmq releases the owner when nobody needs them any more.
    static func initialize(
        _ raw: UnsafeMutablePointer<zmq_msg_t>,
        sharing bytes: UnsafeRawBufferPointer,
        ownedBy owner: some AnyObject & Sendable
    ) {
        let retained = Unmanaged<AnyObject>.passRetained(owner)
        let result = zmq_msg_init_data(
            raw,
            UnsafeMutableRawPointer(mutating: bytes.baseAddress),
            bytes.count,
            { _, hint in
                guard let hint else { return }
                Unmanaged<AnyObject>.fromOpaque(hint).release()
            },
            retained.toOpaque()
        )
        precondition(result == 0, "Out of memory for a message.")
    }
}
