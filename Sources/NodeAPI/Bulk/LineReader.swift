import Hummingbird

/// Reads a body line by line (NDJSON): lines end with LF or CR LF, and blank lines are passed over.
///
/// A line that is too long is read to its end and not kept, so that the next one is whole.
struct LineReader {
    /// A line of the body.
    enum Line: Hashable, Sendable {
        /// Its bytes, without the end of the line.
        case bytes([UInt8])
        /// Longer than a line may be.
        case tooLong
    }

    private var chunks: RequestBody.AsyncIterator
    private var chunk = ByteBuffer()
    private var line: [UInt8] = []
    private var isTooLong = false
    private var isOver = false
    /// The longest line, in bytes.
    private let bytesMax: Int

    init(_ body: RequestBody, bytesMax: Int) {
        chunks = body.makeAsyncIterator()
        self.bytesMax = bytesMax
    }

    /// The next line that is not blank, or `nil` after the last.
    mutating func next() async throws -> Line? {
        while true {
            if let end = chunk.readableBytesView.firstIndex(of: 0x0A) {
                let length = chunk.readableBytesView.startIndex.distance(to: end)
                take(length)
                chunk.moveReaderIndex(forwardBy: 1)
                if let line = finish() { return line }
            } else if isOver {
                return finish()
            } else {
                take(chunk.readableBytes)
                if let more = try await chunks.next() { chunk = more } else { isOver = true }
            }
        }
    }

    /// Moves bytes from the chunk to the line.
    private mutating func take(_ count: Int) {
        guard count > 0, let bytes = chunk.readBytes(length: count), !isTooLong else { return }
        // One more, which may be the CR of its end.
        if line.count + count > bytesMax + 1 {
            isTooLong = true
            line.removeAll()
        } else {
            line += bytes
        }
    }

    /// The line that ends here; `nil` for a blank one.
    private mutating func finish() -> Line? {
        defer {
            line.removeAll()
            isTooLong = false
        }
        if line.last == 0x0D { line.removeLast() }
        if isTooLong || line.count > bytesMax { return .tooLong }
        return line.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : .bytes(line)
    }
}
