import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

/// What peers send waits within bounds.
@Suite("MaterialTransfer: its letter box")
struct MaterialPostTests {
    let post = MaterialTransfer.Post()
    let part = MaterialFrame.chunk(
        MaterialChunk(
            digest: .zero,
            offset: 0,
            totalBytes: UInt64(WireLimits.chunkBytesMax),
            bytes: FrameBytes([UInt8](repeating: 7, count: WireLimits.chunkBytesMax))
        )
    )

    @Test("A peer that sends more than was asked for has what is beyond the bound dropped, and the others have theirs")
    func flood() {
        let most = MaterialLimits.waitingBytesMax / WireLimits.chunkBytesMax
        for _ in 1...2 {
            for _ in 0..<most + 3 { post.take(part, from: Sample.nanping) }
            #expect(post.mailbox.count == most)
            post.take(part, from: Sample.shangrao)
            #expect(post.mailbox.take().count == most + 1)
        }
    }

    @Test("What a peer asks for counts as what it would get")
    func manyQuestions() {
        let request = MaterialRequest(digest: .zero, offset: 0, length: MaterialLimits.chunkBytes)
        let most = MaterialLimits.waitingBytesMax / MaterialLimits.chunkBytes
        let window = MaterialLimits.inFlightPerPeerBytesMax / MaterialLimits.chunkBytes
        // What it may be asked for, and may ask for.
        #expect(most >= 2 * (window + MaterialLimits.fetchesPerPeerMax))
        for _ in 0..<most + 3 { post.take(.request(request), from: Sample.nanping) }
        #expect(post.mailbox.take().count == most)
    }

    @Test("However many peers there are, so many frames wait")
    func manyPeers() {
        for number in 100_000..<100_000 + MaterialLimits.framesWaitingMax {
            guard let peer = NodeCode(number: UInt32(number)) else { continue }
            for _ in 1...2 { post.take(part, from: peer) }
        }
        #expect(post.mailbox.take().count == MaterialLimits.framesWaitingMax)
    }
}
