import ExchangeWire

extension MaterialChunk {
    /// The frame that says the same.
    var frame: [UInt8] {
        get throws {
            if let missing { return ChunkFrame.encode(digest, offset: offset, missing: missing) }
            return try ChunkFrame.encode(digest, offset: offset, count: bytes.count, totalBytes: totalBytes) { place in
                bytes.withUnsafeBytes { place.copyMemory(from: $0) }
            }
        }
    }
}
