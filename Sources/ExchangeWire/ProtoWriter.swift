/// Writes protobuf fields into memory whose size was computed before, byte for byte as SwiftProtobuf does.
struct ProtoWriter {
    private let memory: UnsafeMutableRawBufferPointer
    /// Bytes written.
    private(set) var offset = 0

    /// Writes into this memory, which the caller made large enough.
    init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    /// Bytes that a number takes as a varint.
    static func size(varint value: UInt64) -> Int { value == 0 ? 1 : (70 - value.leadingZeroBitCount) / 7 }

    /// Bytes that a field of bytes takes whose number is below 16.
    static func size(bytes count: Int) -> Int { 1 + size(varint: UInt64(count)) + count }

    /// Writes the tag of a field whose number is below 16.
    mutating func tag(_ field: UInt8, _ type: ProtoReader.WireType) { byte(field << 3 | type.rawValue) }

    /// Writes a number.
    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            byte(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        byte(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes a number of 8 bytes, the lowest first.
    mutating func fixed64(_ value: UInt64) {
        precondition(memory.count - offset >= 8, "a message is larger than computed")
        memory.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt64.self)
        offset += 8
    }

    /// Writes bytes without their length.
    mutating func raw(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        precondition(memory.count - offset >= bytes.count, "a message is larger than computed")
        UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).baseAddress?
            .copyMemory(from: source, byteCount: bytes.count)
        offset += bytes.count
    }

    /// Writes a field of bytes whose number is below 16.
    mutating func bytes(_ field: UInt8, _ bytes: UnsafeRawBufferPointer) {
        tag(field, .bytes)
        varint(UInt64(bytes.count))
        raw(bytes)
    }

    /// Writes a field of bytes whose number is below 16, and has `fill` put the bytes in their place.
    mutating func bytes(
        _ field: UInt8,
        count: Int,
        fill: (UnsafeMutableRawBufferPointer) throws -> Void
    ) rethrows {
        tag(field, .bytes)
        varint(UInt64(count))
        precondition(memory.count - offset >= count, "a message is larger than computed")
        try fill(UnsafeMutableRawBufferPointer(rebasing: memory[offset..<offset + count]))
        offset += count
    }

    private mutating func byte(_ value: UInt8) {
        precondition(offset < memory.count, "a message is larger than computed")
        memory[offset] = value
        offset += 1
    }
}
