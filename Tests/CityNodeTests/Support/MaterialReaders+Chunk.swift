import ExchangeCore

@testable import CityNode
@testable import ExchangeWire

extension Sample {
    /// What a frame with part of a material says.
    static func chunk(_ frame: [UInt8]) throws -> MaterialChunk {
        try frame.withUnsafeBytes { try ChunkFrame.decode(FrameContent(reading: $0).bytes, keptBy: nil) }
    }
}

extension MaterialReaders {
    /// The answer to a request as the peer reads it.
    mutating func chunk(_ request: MaterialRequest, for peer: NodeCode) throws -> MaterialChunk {
        let answer = answer(request, for: peer)
        let chunk = try Sample.chunk(answer.frame)
        precondition(chunk.bytes.count == answer.bytes, "what is counted is what is sent")
        return chunk
    }
}
