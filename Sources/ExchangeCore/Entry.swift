/// One thing said on a stream, as the bytes that were hashed; what they mean is no business of the core.
public struct Entry: Hashable, Sendable {
    /// The place in the stream, from 1 without gaps.
    public var sequence: UInt64
    /// The hash of this entry.
    public var hash: Digest
    /// The hash of the entry before it; all zero for the first.
    public var previous: Digest
    /// The header, exactly as it was hashed.
    ///
    /// It holds the body's digest.
    public var header: [UInt8]
    /// The body, or `nil` where it was erased by law or by the retention rule: the chain still verifies.
    public var body: [UInt8]?

    /// Makes an entry from parts that the caller has checked against each other.
    public init(sequence: UInt64, hash: Digest, previous: Digest, header: [UInt8], body: [UInt8]?) {
        self.sequence = sequence
        self.hash = hash
        self.previous = previous
        self.header = header
        self.body = body
    }

    /// The place of this entry.
    public var position: Position { Position(sequence: sequence, hash: hash) }

    /// Bytes that this entry takes of a window or a frame.
    public var byteCount: Int { header.count + (body?.count ?? 0) }
}
