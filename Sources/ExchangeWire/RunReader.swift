import ExchangeCore

/// Reads entries one after another and checks that they are one run of one stream.
///
/// Checked are the limits, every header field, sender, receiver and lane, that sequence numbers have no gap, that every
/// header holds the hash of the entry before it, and that every body is the one its header names.
struct RunReader {
    /// The node that said it.
    let sender: NodeCode
    /// The node that it was said to.
    let receiver: NodeCode
    /// True where headers alone will do: in exports, never in frames.
    let allowsWithheldBodies: Bool
    /// The entries so far.
    private(set) var entries: [Entry] = []
    /// The lane of the first.
    private(set) var lane: Lane?

    init(sender: NodeCode, receiver: NodeCode, allowsWithheldBodies: Bool = false) {
        self.sender = sender
        self.receiver = receiver
        self.allowsWithheldBodies = allowsWithheldBodies
    }

    /// Takes the next entry; its parts come back for what else there is to know of it.
    @discardableResult
    mutating func read(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> EntryParts {
        let parts = try EntryParts(reading: bytes)
        let fields = try HeaderFields(reading: parts.header)
        try follow(fields)
        let body = try body(of: parts, fields)
        entries.append(
            Entry(
                sequence: fields.sequence,
                hash: EntryHash.entry(header: parts.header),
                previous: fields.previous,
                header: [UInt8](parts.header),
                body: body
            )
        )
        return parts
    }

    private mutating func follow(_ fields: HeaderFields) throws(WireError) {
        guard fields.sender == sender else { throw .senderWrong(expected: sender, got: fields.sender) }
        guard fields.receiver == receiver else { throw .receiverWrong(expected: receiver, got: fields.receiver) }
        if let lane, lane != fields.lane {
            throw .laneWrong(sequence: fields.sequence, expected: lane, got: fields.lane)
        }
        lane = fields.lane
        guard let last = entries.last else { return }
        // No overflow: a sequence number that was read is at most 2^63 - 1.
        guard fields.sequence == last.sequence + 1 else {
            throw .sequenceGap(expected: last.sequence + 1, got: fields.sequence)
        }
        guard fields.previous == last.hash else { throw .chainBroken(sequence: fields.sequence) }
    }

    private func body(of parts: EntryParts, _ fields: HeaderFields) throws(WireError) -> [UInt8]? {
        guard let body = parts.body, !body.isEmpty else {
            if let erasure = parts.erasure {
                _ = try Erasure(reading: erasure)
            } else if !allowsWithheldBodies {
                throw .bodyMissing(sequence: fields.sequence)
            }
            return nil
        }
        guard parts.erasure == nil else { throw .bodyBesideErasure(sequence: fields.sequence) }
        guard body.count <= WireLimits.bodyBytesMax else { throw .bodyTooLarge(bytes: body.count) }
        guard EntryHash.body(body) == fields.bodyDigest else { throw .bodyChanged(sequence: fields.sequence) }
        return [UInt8](body)
    }
}
