import Testing

@testable import CityNode
@testable import ExchangeCore

@Suite("What the node looks at: peers, clocks")
struct WatchTests {
    private static let now: Int64 = 1_795_446_000_000
    private static let start = Instant(milliseconds: now)
    private let board = AlarmBoard()

    private var codes: [String] { board.list.map(\.code.rawValue).sorted() }

    private func report(
        _ phase: LinkPhase,
        running: Bool = false,
        away: Int64? = nil,
        forged: Int64 = 0,
        strangers: [Stranger] = []
    ) -> ExchangeReport {
        var view = PeerView.sample(Sample.nanping)
        view.link = running ? .running : .away
        view.maintenance = away.map { Maintenance(until: Instant(milliseconds: $0), reason: "moves") }
        var refusals = PeerRefusals()
        refusals.badSignatures = forged
        return ExchangeReport(
            peers: [Sample.nanping: .init(view: view, phase: phase, refusals: refusals)],
            strangers: strangers
        )
    }

    @Test("A peer that is not connected is silent after a minute and away after its time, until it is back")
    func away() {
        var thresholds = AlarmThresholds()
        thresholds.peerAwayMinutes = 5
        var watch = PeerWatch(board: board, thresholds: thresholds)
        watch.look(at: report(.unreachable), now: Self.now)
        #expect(codes.isEmpty)
        watch.look(at: report(.unreachable), now: Self.now + 60_000)
        #expect(codes == ["peer-silent"])
        watch.look(at: report(.established), now: Self.now + 300_000)
        #expect(codes == ["peer-away", "peer-silent"])
        watch.look(at: report(.established, running: true), now: Self.now + 310_000)
        #expect(codes.isEmpty)
        watch.look(at: report(.unreachable), now: Self.now + 320_000)
        #expect(codes.isEmpty, "its time begins anew")
    }

    @Test("Who told of a pause is not missed before it is over")
    func maintenance() {
        var watch = PeerWatch(board: board, thresholds: AlarmThresholds())
        let back = Self.now + 7_200_000
        watch.look(at: report(.unreachable, away: back), now: Self.now)
        watch.look(at: report(.unreachable, away: back), now: back - 1)
        #expect(codes.isEmpty)
        watch.look(at: report(.unreachable, away: back), now: back + 1)
        #expect(codes == ["peer-away", "peer-silent"])
    }

    @Test("Keys that do not fit are told, and are over once the link says something else")
    func keys() {
        var watch = PeerWatch(board: board, thresholds: AlarmThresholds())
        watch.look(at: report(.wrongKey("no proof")), now: Self.now)
        #expect(codes == ["wrong-key"])
        watch.look(at: report(.connecting), now: Self.now + 1)
        #expect(codes == ["wrong-key"], "it is only tried again")
        watch.look(at: report(.refusesUs), now: Self.now + 2)
        #expect(codes == ["refused-by-peer"])
        watch.look(at: report(.established, running: true), now: Self.now + 3)
        #expect(codes.isEmpty)
    }

    @Test("Forged frames and strangers stand for an hour after the last one")
    func intruders() {
        var watch = PeerWatch(board: board, thresholds: AlarmThresholds())
        let knock = Stranger(address: "10.9.9.9", key: nil, count: 3, lastAt: Instant(milliseconds: Self.now))
        watch.look(at: report(.established, running: true, forged: 2, strangers: [knock]), now: Self.now)
        #expect(codes == ["bad-signatures", "stranger"])
        watch.look(at: report(.established, running: true, forged: 2, strangers: [knock]), now: Self.now + 3_599_999)
        #expect(codes == ["bad-signatures", "stranger"])
        watch.look(at: report(.established, running: true, forged: 2, strangers: [knock]), now: Self.now + 3_600_000)
        #expect(codes.isEmpty)
        watch.look(at: report(.established, running: true, forged: 3), now: Self.now + 3_600_001)
        #expect(codes == ["bad-signatures"])
    }

    @Test("Who is no member any more has no alarms")
    func leaves() {
        var watch = PeerWatch(board: board, thresholds: AlarmThresholds())
        watch.look(at: report(.refusesUs), now: Self.now)
        board.raise(.diskLow, "full")
        watch.look(at: ExchangeReport(peers: [:], strangers: []), now: Self.now)
        #expect(codes == ["disk-low"])
    }

    @Test("A clock is apart when it says so three times in a row, and right again at once")
    func clocks() {
        let watch = ClockWatch(board: board, thresholds: AlarmThresholds())
        func take(_ seconds: Int64) { watch.take(ahead: seconds * 1_000, of: Sample.nanping, at: Self.start) }
        for seconds in [60, -60, 61, 61, 0, 61, -61, 61, -61] as [Int64] { take(seconds) }
        #expect(codes.isEmpty)
        for _ in 0..<3 { take(-90) }
        #expect(codes == ["clock-apart"])
        #expect(board.list.first?.text.contains("90 s behind") == true)
        for _ in 0..<3 { take(90) }
        #expect(board.list.first?.text.contains("90 s ahead of") == true)
        take(1)
        #expect(codes.isEmpty)
    }

    @Test("Whose clock is apart is asked for the time once a minute, while nothing else tells it")
    func asks() {
        let watch = ClockWatch(board: board, thresholds: AlarmThresholds())
        let peers = [Sample.nanping, Sample.shangrao]
        func asked(_ seconds: Int64) -> [NodeCode] {
            watch.overdue(among: peers, at: Self.start.advanced(byMilliseconds: seconds * 1_000))
        }
        func take(_ seconds: Int64, after waited: Int64) {
            let at = Self.start.advanced(byMilliseconds: waited * 1_000)
            watch.take(ahead: seconds * 1_000, of: Sample.nanping, at: at)
        }
        for _ in 0..<2 { take(90, after: 0) }
        #expect(asked(60).isEmpty)
        take(90, after: 10)
        #expect(asked(69).isEmpty)
        #expect(asked(70) == [Sample.nanping])
        #expect(asked(129).isEmpty)
        take(90, after: 129)
        #expect(asked(130).isEmpty)
        #expect(watch.overdue(among: [], at: Self.start.advanced(byMilliseconds: 500_000)).isEmpty)
        #expect(asked(500) == [Sample.nanping])
        take(1, after: 501)
        #expect(asked(900).isEmpty)
    }
}

extension PeerView {
    /// A peer of which nothing is known.
    fileprivate static func sample(_ code: NodeCode) -> PeerView {
        PeerView(
            peer: code,
            isMember: true,
            isAudible: true,
            link: .away,
            heardAt: nil,
            versions: nil,
            version: nil,
            software: "",
            epoch: nil,
            maintenance: nil,
            ignored: 0,
            lanes: []
        )
    }
}
