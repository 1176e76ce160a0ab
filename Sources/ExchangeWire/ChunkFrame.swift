import ExchangeCore

/// Frames that hold part of a material, written and read by hand: no byte of the file is copied on the way.
///
/// The bytes are those that SwiftProtobuf makes of the same message.
package enum ChunkFrame {
    /// Writes a frame that says why there are no bytes.
    package static func encode(_ digest: Digest, offset: UInt64, missing: MaterialChunk.Missing) -> [UInt8] {
        Header(digest: digest, offset: offset, totalBytes: 0, count: 0, missing: missing).frame { _ in }
    }

    /// Writes a frame whose part of a file `fill` puts where it belongs, all of it.
    ///
    /// - Throws: `materialRangeWrong`, and what `fill` throws.
    package static func encode(
        _ digest: Digest,
        offset: UInt64,
        count: Int,
        totalBytes: UInt64,
        fill: (UnsafeMutableRawBufferPointer) throws -> Void
    ) throws -> [UInt8] {
        try MaterialChunk.check(offset: offset, count: count, totalBytes: totalBytes)
        return try Header(digest: digest, offset: offset, totalBytes: totalBytes, count: count).frame(fill: fill)
    }

    /// What a frame says beside the bytes of the file.
    private struct Header {
        var digest: Digest
        var offset: UInt64
        var totalBytes: UInt64
        /// Bytes of the file that the frame has room for.
        var count: Int
        var missing: MaterialChunk.Missing?

        /// Writes the frame, and has `fill` put the bytes of the file in their place.
        func frame(fill: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows -> [UInt8] {
            let reason = UInt64(truncatingIfNeeded: missing?.rawValue ?? 0)
            var content = ProtoWriter.size(bytes: Digest.byteCount)
            for number in [offset, totalBytes] where number != 0 { content += 9 }
            if count > 0 { content += ProtoWriter.size(bytes: count) }
            if reason != 0 { content += 1 + ProtoWriter.size(varint: reason) }
            let size = ProtoWriter.size(bytes: content)
            return try [UInt8](unsafeUninitializedCapacity: size) { buffer, written in
                var writer = ProtoWriter(UnsafeMutableRawBufferPointer(buffer))
                writer.tag(UInt8(FrameContent.Field.materialChunk.rawValue), .bytes)
                writer.varint(UInt64(content))
                digest.bytes.withUnsafeBytes { writer.bytes(1, $0) }
                for (field, number) in [(2, offset), (3, totalBytes)] as [(UInt8, UInt64)] where number != 0 {
                    writer.tag(field, .fixed64)
                    writer.fixed64(number)
                }
                if count > 0 { try writer.bytes(4, count: count, fill: fill) }
                if reason != 0 {
                    writer.tag(5, .varint)
                    writer.varint(reason)
                }
                precondition(writer.offset == size, "a frame has the size that was computed")
                written = size
            }
        }
    }

    /// Reads and checks what a frame holds; the bytes of the file stay in it where somebody keeps it.
    static func decode(
        _ frame: UnsafeRawBufferPointer,
        keptBy keeper: (any AnyObject & Sendable)?
    ) throws(WireError) -> MaterialChunk {
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
        var chunk = MaterialChunk(
            digest: name,
            offset: offset,
            totalBytes: total,
            bytes: keeper.map { FrameBytes(bytes, keptBy: $0) } ?? FrameBytes([UInt8](bytes))
        )
        // An enumeration is a number of 32 bits, whatever stands before them.
        chunk.missing = MaterialChunk.Missing(rawValue: Int(Int32(truncatingIfNeeded: missing)))
        try chunk.check()
        return chunk
    }
}
