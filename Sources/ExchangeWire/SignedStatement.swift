import ExchangeCore

/// The exact bytes that signatures are made over.
///
/// Each begins with its own ASCII name and a line feed, so that a signature of one kind can never pass for another.
package enum SignedStatement {
    private static let batchDomain: StaticString = "tongban-batch-v1\n"
    private static let receiptDomain: StaticString = "tongban-receipt-v1\n"

    /// What the sender of a run of entries signs: the name and the hash of the last entry, 49 bytes.
    package static func batch(through hash: Digest) -> [UInt8] {
        statement(batchDomain, count: 49) { $0 += hash.bytes }
    }

    /// What the receiver of a stream signs when entries are on its disk, 80 bytes: the name, receiver and sender of
    /// the stream as six ASCII digits each, the lane in one byte, sequence number, hash, and time, numbers big-endian.
    package static func receipt(
        receiver: NodeCode,
        sender: NodeCode,
        lane: Lane,
        through: Position,
        at: Instant
    ) -> [UInt8] {
        statement(receiptDomain, count: 80) { bytes in
            bytes += receiver.description.utf8
            bytes += sender.description.utf8
            bytes.append(lane.rawValue)
            withUnsafeBytes(of: through.sequence.bigEndian) { bytes += $0 }
            bytes += through.hash.bytes
            withUnsafeBytes(of: at.milliseconds.bigEndian) { bytes += $0 }
        }
    }

    private static func statement(_ domain: StaticString, count: Int, _ fill: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        bytes += UnsafeBufferPointer(start: domain.utf8Start, count: domain.utf8CodeUnitCount)
        fill(&bytes)
        assert(bytes.count == count, "a signed statement has a fixed size")
        return bytes
    }
}
