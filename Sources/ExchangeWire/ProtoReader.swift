/// Reads protobuf fields from memory without copying, for the few messages that come thousands of times a second.
///
/// Everything else is read by SwiftProtobuf. Every access goes through `take`, the one place that checks bounds.
/// The memory must outlive the reader and what it returns.
struct ProtoReader {
    /// What follows a field's number.
    enum WireType: UInt8 {
        case varint = 0
        case fixed64 = 1
        case bytes = 2
        case fixed32 = 5
    }

    /// A field's number and how its value is written.
    struct Tag {
        var field: Int
        var type: WireType
    }

    private let memory: UnsafeRawBufferPointer
    private var offset = 0
    private let part: WireError.Part

    /// Reads a message.
    ///
    /// `part` says in errors which.
    init(_ memory: UnsafeRawBufferPointer, part: WireError.Part) {
        self.memory = memory
        self.part = part
    }

    /// The next field's tag, or `nil` at the end of the message.
    mutating func tag() throws(WireError) -> Tag? {
        if offset == memory.count { return nil }
        let raw = try varint()
        guard raw <= UInt64(UInt32.max), raw >> 3 > 0, let type = WireType(rawValue: UInt8(raw & 7)) else {
            throw .tagWrong(part)
        }
        return Tag(field: Int(raw >> 3), type: type)
    }

    /// A number of 1 to 10 bytes.
    mutating func varint() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < memory.count {
            let byte = memory[offset]
            offset += 1
            guard shift < 63 || byte <= 1 else { throw .numberTooLong(part) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .truncated(part)
    }

    /// A number of 8 bytes, the lowest first.
    mutating func fixed64() throws(WireError) -> UInt64 {
        UInt64(littleEndian: try take(8).loadUnaligned(as: UInt64.self))
    }

    /// A length and that many bytes, in place.
    mutating func bytes() throws(WireError) -> UnsafeRawBufferPointer {
        let count = try varint()
        guard count <= UInt64(memory.count) else { throw .truncated(part) }
        return try take(Int(count))
    }

    /// Passes over a value that the caller does not know.
    mutating func skip(_ type: WireType) throws(WireError) {
        switch type {
        case .varint: _ = try varint()
        case .fixed64: _ = try take(8)
        case .bytes: _ = try bytes()
        case .fixed32: _ = try take(4)
        }
    }

    /// Throws unless a known field is written in its type.
    func expect(_ type: WireType, of tag: Tag) throws(WireError) {
        guard tag.type == type else { throw .tagWrong(part) }
    }

    private mutating func take(_ count: Int) throws(WireError) -> UnsafeRawBufferPointer {
        guard count <= memory.count - offset else { throw .truncated(part) }
        let taken = UnsafeRawBufferPointer(rebasing: memory[offset..<offset + count])
        offset += count
        return taken
    }
}
