/// A whole file, read piece by piece.
public struct ContentBytes {
    /// The file's length in bytes.
    public var size: Int64
    private let readPiece: (Int64, Int) throws -> [UInt8]

    /// Takes a file.
    ///
    /// - Parameters:
    ///   - size: its length in bytes.
    ///   - read: gives the bytes from an offset on, as many as asked for unless the file ends before.
    public init(size: Int64, read: @escaping (Int64, Int) throws -> [UInt8]) {
        self.size = size
        readPiece = read
    }

    /// Takes a file that is in memory.
    public init(_ bytes: [UInt8]) {
        self.init(size: Int64(bytes.count)) { offset, count in
            let from = min(max(0, Int(offset)), bytes.count)
            return Array(bytes[from..<min(from + count, bytes.count)])
        }
    }

    /// The bytes from an offset on, at most so many; none outside the file.
    func read(at offset: Int64, count: Int) throws -> [UInt8] {
        guard offset >= 0, offset < size else { return [] }
        return try readPiece(offset, Int(min(Int64(count), size - offset)))
    }
}
