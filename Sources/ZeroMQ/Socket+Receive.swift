extension Socket {
    /// Receives one message with all its parts; nil where none waits.
    ///
    /// - Parameter partsMax: A message with more parts is taken off the socket, dropped and reported.
    /// - Throws: `ZeroMQError`, with `tooManyParts` for such a message; the next call goes on with the next message.
    package func receive(partsMax: Int = ZeroMQLimits.messagePartsMax) throws(ZeroMQError) -> [MessagePart]? {
        guard let first = try receivePart() else { return nil }
        guard first.hasMore else { return [first] }
        var parts = [first]
        parts.reserveCapacity(2)
        let dropped = try receiveRest(into: &parts, partsMax: partsMax)
        if dropped > 0 {
            throw ZeroMQError(operation: "receive", cause: .tooManyParts(count: parts.count + dropped))
        }
        return parts
    }

    /// Receives one part; nil where none waits.
    ///
    /// The parts of one message arrive together.
    func receivePart() throws(ZeroMQError) -> MessagePart? {
        try MessagePart.receive(from: raw)
    }

    /// Appends the parts that follow the last of `parts`, up to `partsMax` in all, and returns how many were dropped.
    func receiveRest(into parts: inout [MessagePart], partsMax: Int) throws(ZeroMQError) -> Int {
        var dropped = 0
        var hasMore = parts.last?.hasMore ?? false
        while hasMore, let part = try receivePart() {
            hasMore = part.hasMore
            if parts.count < partsMax { parts.append(part) } else { dropped += 1 }
        }
        return dropped
    }
}
