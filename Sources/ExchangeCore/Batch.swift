/// A run of entries of one stream that travelled in one frame, with the sender's signature over the last hash.
///
/// Whoever makes a batch has checked it within: sequence numbers without gaps, every `previous` the hash before it,
/// every hash right for its bytes, the signature right for the sender. The core checks only where it belongs.
public struct Batch: Hashable, Sendable {
    /// The lane.
    public var lane: Lane
    /// The entries, at least one, in order.
    public var entries: [Entry]
    /// The sender's Ed25519 signature over the last entry's hash.
    public var signature: [UInt8]

    /// Makes a batch; `nil` when there is no entry, or when the first and last sequence number contradict the count.
    public init?(lane: Lane, entries: [Entry], signature: [UInt8]) {
        guard let first = entries.first, let last = entries.last, first.sequence >= 1,
            last.sequence >= first.sequence, last.sequence - first.sequence == UInt64(entries.count - 1)
        else { return nil }
        self.lane = lane
        self.entries = entries
        self.signature = signature
    }

    /// The place before the first entry.
    public var before: Position {
        guard let first = entries.first, first.sequence >= 1 else { return .start }
        return Position(sequence: first.sequence - 1, hash: first.previous)
    }

    /// The place of the last entry.
    public var through: Position { entries.last?.position ?? .start }

    /// Bytes that these entries take of a window.
    public var byteCount: Int { entries.reduce(0) { $0 + $1.byteCount } }
}
