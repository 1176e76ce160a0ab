/// An audit event in its place in the chain (防篡改日志).
///
/// Each record's digest is made over the digest before it and the event. So a record that was changed, taken out, put in
/// or moved shows, as long as the last digest is known.
public struct AuditRecord: Hashable, Sendable, Codable {
    /// The digest before the first record: 32 zero bytes.
    public static let start: MaterialDigest = {
        guard let digest = MaterialDigest([UInt8](repeating: 0, count: MaterialDigest.byteCount)) else {
            preconditionFailure("32 bytes make a digest")
        }
        return digest
    }()

    /// The event.
    public var event: AuditEvent
    /// The digest of the record before.
    public var previous: MaterialDigest
    /// The digest of this record.
    public var digest: MaterialDigest

    /// Appends an event to a chain.
    ///
    /// - Parameters:
    ///   - event: the event.
    ///   - previous: the digest of the last record, or ``start``.
    ///   - hash: SHA-256 or SM3, the same for the whole chain.
    public init(_ event: AuditEvent, after previous: MaterialDigest, hash: ([UInt8]) -> MaterialDigest) {
        self.event = event
        self.previous = previous
        digest = hash(previous.bytes + event.canonicalBytes)
    }

    /// Takes a record as it was kept, with digests that may be wrong: ``firstFault(in:after:hash:)`` tells.
    public init(kept event: AuditEvent, previous: MaterialDigest, digest: MaterialDigest) {
        self.event = event
        self.previous = previous
        self.digest = digest
    }

    /// The place of the first record that does not follow from the one before, or `nil` when all do.
    ///
    /// - Parameters:
    ///   - records: a piece of a chain.
    ///   - previous: the digest before the piece.
    ///   - hash: the function with which the chain was made.
    public static func firstFault(
        in records: [AuditRecord],
        after previous: MaterialDigest,
        hash: ([UInt8]) -> MaterialDigest
    ) -> Int? {
        var last = previous
        for (index, record) in records.enumerated() {
            guard record == AuditRecord(record.event, after: last, hash: hash) else { return index }
            last = record.digest
        }
        return nil
    }
}
