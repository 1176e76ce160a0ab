import ExchangeCore

/// What an entry's header says, as values.
package struct EntryHeader: Hashable, Sendable {
    /// The node that says it.
    package let sender: NodeCode
    /// The node that it is said to.
    package let receiver: NodeCode
    /// The lane.
    package let lane: Lane
    /// The place in the stream.
    package let sequence: UInt64
    /// The hash of the entry before it.
    package let previous: Digest
    /// What kind of entry it is.
    package let kind: EntryKind
    /// The case that it is about, or `nil`.
    package let caseNumber: String?
    /// When the sender wrote it, by the sender's clock.
    package let at: Instant
    /// SHA-256 of the body.
    package let bodyDigest: Digest

    /// Reads a header's bytes and checks every field alone, in well under a microsecond.
    ///
    /// - Throws: the `WireError` of the first field that is wrong.
    package init(reading header: [UInt8]) throws(WireError) {
        self = try header.withRawBytes { (bytes) throws(WireError) -> EntryHeader in
            EntryHeader(try HeaderFields(reading: bytes))
        }
    }

    init(_ fields: HeaderFields) {
        sender = fields.sender
        receiver = fields.receiver
        lane = fields.lane
        sequence = fields.sequence
        previous = fields.previous
        kind = fields.kind
        caseNumber = fields.caseNumber.isEmpty ? nil : String(decoding: fields.caseNumber, as: UTF8.self)
        at = fields.at
        bodyDigest = fields.bodyDigest
    }
}

extension Entry {
    /// Makes an entry from bytes that this node has checked before, such as those of its own journal.
    ///
    /// The hash is computed, the header read; the body is taken as it is. A damaged row throws, a wrong hash shows at
    /// the next entry or at the peer.
    ///
    /// - Throws: the `WireError` of the first header field that is wrong.
    package init(header: [UInt8], body: [UInt8]?) throws(WireError) {
        let (sequence, previous, hash) = try header.withRawBytes {
            (bytes) throws(WireError) -> (UInt64, Digest, Digest) in
            let fields = try HeaderFields(reading: bytes)
            return (fields.sequence, fields.previous, EntryHash.entry(header: bytes))
        }
        self.init(sequence: sequence, hash: hash, previous: previous, header: header, body: body)
    }
}
