import ExchangeCore

/// Gives drafts their place in one stream: writes the header, computes the hashes.
///
/// The header's bytes are those that SwiftProtobuf makes of the same fields; written here by hand because this runs for
/// every entry, tens of thousands of times a second.
package struct EntrySealer: Sendable {
    /// The node that speaks.
    package let sender: NodeCode
    /// The node that is spoken to.
    package let receiver: NodeCode
    /// The lane.
    package let lane: Lane

    /// Names the stream.
    ///
    /// Sender and receiver differ.
    package init(sender: NodeCode, receiver: NodeCode, lane: Lane) {
        precondition(sender != receiver, "a node keeps no stream to itself")
        self.sender = sender
        self.receiver = receiver
        self.lane = lane
    }

    /// Makes the entry that follows on this position.
    package func seal(_ draft: EntryDraft, after position: Position) -> Entry {
        precondition(position.sequence < WireLimits.sequenceMax, "a stream has a last sequence number")
        precondition((position.hash == .zero) == (position.sequence == 0), "a position's hash goes with its number")
        let bodyDigest = EntryHash.body(draft.body)
        let header = header(of: draft, after: position, bodyDigest: bodyDigest)
        return Entry(
            sequence: position.sequence + 1,
            hash: EntryHash.entry(header: header),
            previous: position.hash,
            header: header,
            body: draft.body
        )
    }

    /// Makes the entries that follow one another on this position.
    package func seal(_ drafts: [EntryDraft], after position: Position) -> [Entry] {
        var end = position
        return drafts.map { draft in
            let entry = seal(draft, after: end)
            end = entry.position
            return entry
        }
    }

    private func header(of draft: EntryDraft, after position: Position, bodyDigest: Digest) -> [UInt8] {
        if var caseNumber = draft.caseNumber {
            return caseNumber.withUTF8 {
                header(of: draft, caseNumber: UnsafeRawBufferPointer($0), after: position, bodyDigest: bodyDigest)
            }
        }
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        return header(of: draft, caseNumber: none, after: position, bodyDigest: bodyDigest)
    }

    private func header(
        of draft: EntryDraft,
        caseNumber: UnsafeRawBufferPointer,
        after position: Position,
        bodyDigest: Digest
    ) -> [UInt8] {
        let hashBytes = ProtoWriter.size(bytes: Digest.byteCount)
        let time = UInt64(bitPattern: draft.at.milliseconds)
        let size =
            3 + ProtoWriter.size(varint: UInt64(sender.number)) + ProtoWriter.size(varint: UInt64(receiver.number))
            + ProtoWriter.size(varint: UInt64(lane.rawValue)) + 9 + 2 * hashBytes
            + 1 + ProtoWriter.size(varint: UInt64(draft.kind.rawValue))
            + (caseNumber.isEmpty ? 0 : ProtoWriter.size(bytes: caseNumber.count)) + (time == 0 ? 0 : 9)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var writer = ProtoWriter(UnsafeMutableRawBufferPointer(buffer))
            writer.tag(1, .varint)
            writer.varint(UInt64(sender.number))
            writer.tag(2, .varint)
            writer.varint(UInt64(receiver.number))
            writer.tag(3, .varint)
            writer.varint(UInt64(lane.rawValue))
            writer.tag(4, .fixed64)
            writer.fixed64(position.sequence + 1)
            writer.digest(5, position.hash)
            writer.tag(6, .varint)
            writer.varint(UInt64(draft.kind.rawValue))
            if !caseNumber.isEmpty { writer.bytes(7, caseNumber) }
            if time != 0 {
                writer.tag(8, .fixed64)
                writer.fixed64(time)
            }
            writer.digest(9, bodyDigest)
            count = writer.offset
        }
    }
}

extension ProtoWriter {
    /// Writes a digest as a field of bytes whose number is below 16.
    mutating func digest(_ field: UInt8, _ digest: Digest) { digest.bytes.withUnsafeBytes { bytes(field, $0) } }
}
