import ExchangeCore
import Testing

@Suite("Members, views, several peers")
struct MembersTests {
    @Test("A peer that leaves is not spoken to; what was on its way to disk still counts when it comes back")
    func leavesAndReturns() {
        var bench = Bench()
        bench.connect()
        bench.say(.entries(Bench.batch(.case, 1...2)))
        bench.give(.members([]))
        #expect(bench.give(SendingTests.appended(.result, 1)).sends.isEmpty)
        #expect(bench.say(.entries(Bench.batch(.case, 3...3))).writes.isEmpty)
        #expect(bench.give(.committed(Commit(received: [Bench.key(.case): Bench.place(2)]))).sends.isEmpty)
        let back = bench.give(.members([Bench.them]))
        #expect(back.hellos.map { $0.standings[.case]?.received } == [Bench.place(2)])
        let step = bench.say(.hello(Bench.hello(sent: [.case: Bench.place(2)])))
        #expect(step.asks.map(\.lane) == [.result])
    }

    @Test("The node itself and codes that nobody named are no peers")
    func notItself() {
        var bench = Bench()
        bench.give(.members([Bench.us, Bench.them]))
        #expect(bench.core.views.map(\.peer) == [Bench.them])
        bench.give(.audible(Bench.us))
        #expect(bench.core.view(of: Bench.us) == nil)
    }

    @Test("One peer's trouble is not another's")
    func apart() {
        var bench = Bench()
        let other = Bench.code(361_100)
        bench.give(.members([Bench.them, other]))
        bench.give(.audible(Bench.them))
        bench.give(.audible(other))
        bench.say(.hello(Bench.hello()))
        var hello = Bench.hello(session: 33)
        hello.node = other
        bench.give(.message(.hello(hello), from: other))
        bench.give(.linkLost(other))
        #expect(bench.link == .running)
        #expect(bench.core.view(of: other)?.link == .away)
        #expect(bench.give(SendingTests.appended(.case, 1)).asks.count == 1)
        let both = Commit(appended: [
            Bench.key(.result): Bench.place(1), StreamKey(peer: other, lane: .case): Bench.place(1),
        ])
        bench.give(.committed(both))
        #expect(bench.core.view(of: other)?.lanes.first { $0.lane == .case }?.end == Bench.place(1))
    }

    @Test("A view shows what operators need")
    func view() throws {
        let saved = Saved(
            epoch: 1,
            streams: [Bench.key(.case): SavedStream(received: 3, sent: 7, acknowledged: 5)],
            peerEpochs: [Bench.them: 2]
        )
        var bench = Bench(saved: saved)
        #expect(bench.lane(.case).phase == .waiting && !bench.lane(.case).isConfirmed)
        bench.connect(received: [.case: Bench.place(5)], sent: [.case: Bench.place(9)])
        let view = try #require(bench.core.view(of: Bench.them))
        #expect(view.software == "2.0" && view.version == 1 && view.heardAt == bench.now && view.epoch == 2)
        let lane = bench.lane(.case)
        #expect(lane.phase == .running && lane.isConfirmed && !lane.isSettled)
        #expect(lane.end == Bench.place(7) && lane.acknowledged == Bench.place(5) && lane.peerEnd == 9)
        #expect(lane.received == Bench.place(3) && lane.sent == 5)
        bench.give(.sent(Bench.key(.case), after: 5, through: 7, bytes: 20, frames: 1, blocked: false))
        #expect(bench.lane(.case).sent == 7 && bench.lane(.case).bytesInFlight == 20)
    }
}
