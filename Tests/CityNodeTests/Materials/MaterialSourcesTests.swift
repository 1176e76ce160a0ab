import CaseModel
import ExchangeCore
import ExchangeWire
import TestChance
import Testing

@testable import CityNode

/// A material that more than one peer may have.
extension MaterialLoopTests {
    private func deny(_ bytes: [UInt8], by peer: NodeCode) {
        loop.take(MaterialChunk(digest: wanted(bytes).digest, offset: 0, missing: .forbidden), from: peer)
    }

    @Test("What one peer does not have is asked of each other one that may have it, and then waits")
    func otherSources() {
        let all = [Sample.nanping, Sample.shangrao, Sample.huangshan]
        sources.value.withLock { $0 = all }
        loop.want(wanted([1]))
        for peer in all {
            let said = take()
            #expect(said.asked == [peer] && said.alarms.isEmpty)
            // One who was not asked is not heard.
            deny([1], by: peer == Sample.nanping ? Sample.huangshan : Sample.nanping)
            deny([1], by: peer)
        }
        let said = take()
        #expect(said.asked.isEmpty && said.alarms == [Sample.huangshan])
        #expect(tick().map { $0 > 0 } == true)
        // The next round begins where this one ended.
        loop.hurry(Sample.huangshan)
        _ = tick()
        #expect(take().asked == [Sample.huangshan])
        deny([1], by: Sample.huangshan)
        #expect(take().asked == [Sample.nanping])
        loop.take(chunk([1], of: [1]), from: Sample.nanping)
        _ = tick()
        #expect(take().complete == [Sample.digest([1])])
    }

    @Test("What came wrong from one peer is asked of another, from its first byte")
    func wrongBytes() {
        sources.value.withLock { $0 = [Sample.nanping, Sample.shangrao] }
        loop.want(wanted([1, 2]))
        loop.take(chunk([2, 1], of: [1, 2]), from: Sample.nanping)
        _ = tick()
        let said = take()
        #expect(said.asked == [Sample.nanping, Sample.shangrao] && said.alarms.isEmpty)
        #expect(said.requests.map(\.offset) == [0, 0])
        loop.take(chunk([1, 2], of: [1, 2]), from: Sample.shangrao)
        _ = tick()
        #expect(take().complete == [Sample.digest([1, 2])])
    }

    @Test("A material that waits is asked of a further city whose case names it, at once")
    func namedAgain() {
        loop.want(wanted([1]))
        loop.want(wanted([1], from: Sample.shangrao))
        #expect(take().asked == [Sample.nanping], "it has not been refused yet")
        deny([1], by: Sample.nanping)
        #expect(take().alarms == [Sample.nanping])
        loop.want(wanted([1], from: Sample.shangrao))
        #expect(take().asked == [Sample.shangrao])
        loop.take(chunk([1], of: [1]), from: Sample.shangrao)
        _ = tick()
        #expect(take().complete == [Sample.digest([1])])
    }

    /// Lets a peer's time run out so many times.
    private func leaveUnanswered(_ times: Int, by peer: NodeCode) {
        for _ in 0..<times {
            loop.hurry(peer)
            _ = tick()
        }
    }

    @Test("What a silent peer leaves unanswered is asked of another; of silent ones alone it waits, with an alarm")
    func silentPeers() {
        sources.value.withLock { $0 = [Sample.nanping, Sample.shangrao] }
        loop.want(wanted([1]))
        leaveUnanswered(MaterialLimits.unansweredMax, by: Sample.nanping)
        let first = take()
        #expect(first.asked == [Sample.nanping, Sample.nanping, Sample.nanping, Sample.shangrao])
        leaveUnanswered(MaterialLimits.unansweredMax, by: Sample.shangrao)
        let second = take()
        #expect(second.asked == [Sample.shangrao, Sample.shangrao] && second.alarms == [Sample.shangrao])
    }

    @Test("The only peer that may have it is asked until it is back")
    func oneSilentPeer() {
        loop.want(wanted([1]))
        leaveUnanswered(10, by: Sample.nanping)
        let said = take()
        #expect(said.asked.count == 11 && Set(said.asked) == [Sample.nanping] && said.alarms.isEmpty)
    }

    @Test("Whoever has what, and whoever sends wrong bytes now and then: all comes that anyone has", arguments: 0..<20)
    func anyHolders(seed: UInt64) {
        var chance = SplitMix(seed: seed)
        let peers = [Sample.nanping, Sample.shangrao, Sample.huangshan]
        sources.value.withLock { $0 = peers }
        let all = (0..<40).map { [UInt8($0), 7] }
        let holders = all.map { _ in peers.filter { _ in Bool.random(using: &chance) } }
        let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { (wanted($1).digest, $0) })
        var complete: Set<MaterialDigest> = []
        for bytes in all { loop.want(wanted(bytes, from: sure(peers.randomElement(using: &chance)))) }
        for _ in 1...30 {
            while case let said = take(), !said.asked.isEmpty || !said.complete.isEmpty {
                complete.formUnion(said.complete)
                for (request, peer) in zip(said.requests, said.asked) {
                    let place = sure(places[request.digest])
                    if !holders[place].contains(peer) {
                        deny(all[place], by: peer)
                    } else {
                        let isRight = Int.random(in: 0..<4, using: &chance) > 0
                        loop.take(chunk(isRight ? all[place] : [8, 8], of: all[place]), from: peer)
                    }
                    if Bool.random(using: &chance) { _ = tick() }
                }
                _ = tick()
            }
            for peer in peers { loop.hurry(peer) }
            _ = tick()
        }
        #expect(complete == Set(all.indices.filter { !holders[$0].isEmpty }.map { Sample.digest(all[$0]) }))
    }
}
