import ExchangeCore

/// Frames that hold part of a material, written and read by hand: each byte of the file is copied once.
///
/// The bytes are those that SwiftProtobuf makes of the same message.
enum ChunkFrame {
    /// Writes a frame.
    static func encode(_ chunk: MaterialChunk) throws(WireError) -> [UInt8] {
        try chunk.check()
        let missing = UInt64(truncatingIfNeeded: chunk.missing?.rawValue ?? 0)
        var content = ProtoWriter.size(bytes: Digest.byteCount)
        for number in [chunk.offset, chunk.totalBytes] where number != 0 { content += 9 }
        if !chunk.bytes.isEmpty { content += ProtoWriter.size(bytes: chunk.bytes.count) }
        if missing != 0 { content += 1 + ProtoWriter.size(varint: missing) }
        let size = ProtoWriter.size(bytes: content)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var writer = ProtoWriter(UnsafeMutableRawBufferPointer(buffer))
            writer.tag(UInt8(FrameContent.Field.materialChunk.rawValue), .bytes)
            writer.varint(UInt64(content))
            chunk.digest.bytes.withUnsafeBytes { writer.bytes(1, $0) }
            for (field, number) in [(2, chunk.offset), (3, chunk.totalBytes)] as [(UInt8, UInt64)] where number != 0 {
                writer.tag(field, .fixed64)
                writer.fixed64(number)
            }
            if !chunk.bytes.isEmpty { chunk.bytes.withUnsafeBytes { writer.bytes(4, $0) } }
            if missing != 0 {
                writer.tag(5, .varint)
                writer.varint(missing)
            }
            precondition(writer.offset == size, "a frame has the size that was computed")
            count = size
        }
    }

    /// Reads and checks what a frame holds.
    static func decode(_ frame: UnsafeRawBufferPointer) throws(WireError) -> MaterialChunk {
        var digest = UnsafeRawBufferPointer(start: nil, count: 0)
        var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        var offset: UInt64 = 0
        var total: UInt64 = 0
        var missing: UInt64 = 0
        var reader = ProtoReader(frame, part: .materialChunk)
        while let tag = try reader.tag() {
            switch tag.field {
            case 1: digest = try reader.bytes(tag)
            case 2: offset = try reader.fixed64(tag)
            case 3: total = try reader.fixed64(tag)
            case 4: bytes = try reader.bytes(tag)
            case 5: missing = try reader.varint(tag)
            default: try reader.skip(tag.type)
            }
        }
        guard let name = Digest(digest) else { throw .materialDigestWrong(bytes: digest.count) }
        guard bytes.count <= WireLimits.chunkBytesMax else {
            throw .materialRangeWrong(offset: offset, count: UInt64(bytes.count))
        }
        var chunk = MaterialChunk(digest: name, offset: offset, totalBytes: total, bytes: [UInt8](bytes))
        // An enumeration is a number of 32 bits, whatever stands before them.
        chunk.missing = MaterialChunk.Missing(rawValue: Int(Int32(truncatingIfNeeded: missing)))
        try chunk.check()
        return chunk
    }
}
