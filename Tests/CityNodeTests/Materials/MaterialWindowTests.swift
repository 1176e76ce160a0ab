import CaseModel
import ExchangeWire
import TestChance
import Testing

@testable import CityNode

/// How much is asked of a peer at once.
extension MaterialLoopTests {
    @Test("The files of a peer share one window, each of them moves, and all come whole", arguments: UInt64(1)...4)
    func window(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        let all = (0..<MaterialLimits.fetchesPerPeerMax * 2).map { index in
            let size = Bool.random(using: &generator) ? 1...1_000 : 1...3 << 20
            return Sample.bytes(Int.random(in: size, using: &generator), seed: seed << 8 + UInt64(index))
        }
        let byDigest = Dictionary(uniqueKeysWithValues: all.map { (wanted($0).digest, $0) })
        for bytes in all { loop.want(wanted(bytes)) }
        var underway: [MaterialRequest] = []
        var whole: [MaterialDigest] = []
        var most = 0
        while true {
            let said = take()
            underway += said.requests
            whole += said.complete
            most = max(most, underway.reduce(0) { $0 + $1.length })
            #expect(Set(underway.map(\.digest)).count <= MaterialLimits.fetchesPerPeerMax)
            // The peer answers in its order, but now with one file first and now with another.
            let next = underway.randomElement(using: &generator)?.digest
            guard let index = underway.firstIndex(where: { $0.digest == next }) else { break }
            let request = underway.remove(at: index)
            guard let bytes = byDigest[request.digest] else { continue }
            loop.take(part(request, of: bytes), from: Sample.nanping)
            publishWhole()
        }
        #expect(Set(whole) == Set(all.map { Sample.digest($0) }))
        let window = MaterialLimits.inFlightPerPeerBytesMax
        #expect(most <= window + MaterialLimits.fetchesPerPeerMax * MaterialLimits.chunkBytes)
        #expect(most > window / 2, "the window is used")
    }

    @Test("A large file has the whole window while it is alone, and half of it beside another")
    func shares() {
        let window = MaterialLimits.inFlightPerPeerBytesMax
        let all = (0..<2).map { Sample.bytes(3 * window, seed: $0) }
        var underway: [[MaterialRequest]] = [[], []]
        func ask() {
            for request in take().requests {
                guard let index = all.firstIndex(where: { wanted($0).digest == request.digest }) else { continue }
                underway[index].append(request)
            }
        }
        func come(_ index: Int) {
            let request = underway[index].removeFirst()
            loop.take(part(request, of: all[index]), from: Sample.nanping)
            ask()
        }
        loop.want(wanted(all[0]))
        ask()
        #expect(underway[0].count * MaterialLimits.chunkBytes == window)
        loop.want(wanted(all[1]))
        ask()
        #expect(underway[1].count == 1)
        for _ in 0..<window / MaterialLimits.chunkBytes {
            come(0)
            come(1)
        }
        #expect(underway.map { $0.count * MaterialLimits.chunkBytes } == [window / 2, window / 2])
    }

    @Test("Small files fill the window together")
    func smallFiles() {
        let all = (0..<MaterialLimits.fetchesPerPeerMax * 2).map { Sample.bytes(1_000, seed: UInt64($0)) }
        for bytes in all { loop.want(wanted(bytes)) }
        #expect(take().requests.count == MaterialLimits.fetchesPerPeerMax)
    }
}
