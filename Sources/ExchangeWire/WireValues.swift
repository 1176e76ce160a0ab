import ExchangeCore

// Values of the core from the numbers that stand for them in messages.

extension NodeCode {
    init(wire number: UInt64) throws(WireError) {
        guard let node = UInt32(exactly: number).flatMap(NodeCode.init(number:)) else { throw .nodeUnreadable(number) }
        self = node
    }
}

extension Lane {
    init(wire number: UInt64) throws(WireError) {
        guard let lane = UInt8(exactly: number).flatMap(Lane.init(rawValue:)) else { throw .laneUnknown(number) }
        self = lane
    }
}

extension Instant {
    init(wire milliseconds: Int64) throws(WireError) {
        guard (0...WireLimits.timeMillisecondsMax).contains(milliseconds) else { throw .timeWrong(milliseconds) }
        self.init(milliseconds: milliseconds)
    }
}

extension ProtoReader {
    /// A known field that must be a varint.
    mutating func varint(_ tag: Tag) throws(WireError) -> UInt64 {
        try expect(.varint, of: tag)
        return try varint()
    }

    /// A known field that must have 8 bytes.
    mutating func fixed64(_ tag: Tag) throws(WireError) -> UInt64 {
        try expect(.fixed64, of: tag)
        return try fixed64()
    }

    /// A known field that must be bytes, text or a message.
    mutating func bytes(_ tag: Tag) throws(WireError) -> UnsafeRawBufferPointer {
        try expect(.bytes, of: tag)
        return try bytes()
    }
}
