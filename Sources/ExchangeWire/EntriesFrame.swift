import ExchangeCore

/// Frames that hold entries, written and read by hand: they are all that counts for speed.
///
/// The bytes are those that SwiftProtobuf makes of the same message.
enum EntriesFrame {
    /// Writes a frame.
    ///
    /// The batch's order and signature are its maker's; only limits are checked.
    static func encode(_ batch: Batch, field: FrameContent.Field, talk: UInt64) throws(WireError) -> [UInt8] {
        guard batch.signature.count == WireLimits.signatureBytes else {
            throw .signatureSize(bytes: batch.signature.count)
        }
        guard batch.entries.count <= WireLimits.frameEntriesMax else {
            throw .entriesTooMany(max: WireLimits.frameEntriesMax)
        }
        var content = 2 + ProtoWriter.size(bytes: batch.signature.count)
        for entry in batch.entries { content += ProtoWriter.size(bytes: try size(of: entry)) }
        let size = ProtoWriter.size(bytes: content) + (talk == 0 ? 0 : 9)
        guard size <= WireLimits.frameBytesMax else { throw .frameTooLarge(bytes: size) }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var writer = ProtoWriter(UnsafeMutableRawBufferPointer(buffer))
            writer.tag(UInt8(field.rawValue), .bytes)
            writer.varint(UInt64(content))
            writer.tag(1, .varint)
            writer.varint(UInt64(batch.lane.rawValue))
            for entry in batch.entries { write(entry, to: &writer) }
            batch.signature.withUnsafeBytes { writer.bytes(3, $0) }
            if talk != 0 {
                writer.tag(UInt8(FrameContent.talkField), .fixed64)
                writer.fixed64(talk)
            }
            precondition(writer.offset == size, "a frame has the size that was computed")
            count = size
        }
    }

    /// Reads and checks a run of entries from one node to another, and the sender's signature over it.
    static func decode(
        _ bytes: UnsafeRawBufferPointer,
        sender: NodeCode,
        receiver: NodeCode,
        keyring: Keyring
    ) throws(WireError) -> Batch {
        var run = RunReader(sender: sender, receiver: receiver)
        var laneNumber: UInt64 = 0
        var signature = UnsafeRawBufferPointer(start: nil, count: 0)
        var reader = ProtoReader(bytes, part: .entries)
        while let tag = try reader.tag() {
            switch tag.field {
            case 1: laneNumber = try reader.varint(tag)
            case 2:
                guard run.entries.count < WireLimits.frameEntriesMax else {
                    throw .entriesTooMany(max: WireLimits.frameEntriesMax)
                }
                try run.read(try reader.bytes(tag))
            case 3: signature = try reader.bytes(tag)
            default: try reader.skip(tag.type)
            }
        }
        let lane = try Lane(wire: laneNumber)
        guard let last = run.entries.last, let first = run.entries.first, let runLane = run.lane else {
            throw .entriesMissing
        }
        guard runLane == lane else { throw .laneWrong(sequence: first.sequence, expected: lane, got: runLane) }
        let signatureBytes = [UInt8](signature)
        try keyring.check(signatureBytes, over: SignedStatement.batch(through: last.hash), by: sender)
        guard let batch = Batch(lane: lane, entries: run.entries, signature: signatureBytes) else {
            throw .entriesMissing
        }
        return batch
    }

    private static func size(of entry: Entry) throws(WireError) -> Int {
        guard !entry.header.isEmpty else { throw .headerMissing }
        guard entry.header.count <= WireLimits.headerBytesMax else {
            throw .headerTooLarge(bytes: entry.header.count)
        }
        guard let body = entry.body else { return ProtoWriter.size(bytes: entry.header.count) + 2 }
        guard !body.isEmpty else { throw .bodyMissing(sequence: entry.sequence) }
        guard body.count <= WireLimits.bodyBytesMax else { throw .bodyTooLarge(bytes: body.count) }
        return ProtoWriter.size(bytes: entry.header.count) + ProtoWriter.size(bytes: body.count)
    }

    private static func write(_ entry: Entry, to writer: inout ProtoWriter) {
        let header = ProtoWriter.size(bytes: entry.header.count)
        let size = header + (entry.body.map { ProtoWriter.size(bytes: $0.count) } ?? 2)
        writer.tag(2, .bytes)
        writer.varint(UInt64(size))
        entry.header.withUnsafeBytes { writer.bytes(1, $0) }
        if let body = entry.body {
            body.withUnsafeBytes { writer.bytes(2, $0) }
        } else {
            writer.bytes(3, UnsafeRawBufferPointer(start: nil, count: 0))
        }
    }
}
