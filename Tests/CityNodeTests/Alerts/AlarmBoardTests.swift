import ExchangeCore
import Testing

@testable import CityNode

@Suite("AlarmBoard")
struct AlarmBoardTests {
    private let stream = StreamKey(peer: Sample.nanping, lane: .case)

    @Test("An alarm stands until its cause is over, and keeps its beginning when it is renewed")
    func raises() throws {
        let board = AlarmBoard()
        board.raise(.diskLow, "one")
        let since = try #require(board.list.first).since
        board.raise(.diskLow, level: .critical, "two")
        #expect(board.list.map(\.text) == ["two"])
        #expect(board.list.map(\.level) == [.critical])
        #expect(board.list.first?.since == since)
        board.clear(.diskLow, peer: Sample.nanping)
        #expect(board.list.count == 1)
        board.clear(.diskLow)
        #expect(board.list.isEmpty)
    }

    @Test("Whatever stands of one code about one peer can be ended at once")
    func clearsAll() {
        let board = AlarmBoard()
        board.take(.peerWentBack(stream, acknowledged: 9, holds: 4))
        board.take(.peerWentBack(StreamKey(peer: Sample.nanping, lane: .result), acknowledged: 2, holds: 1))
        board.take(.peerWentBack(StreamKey(peer: Sample.shangrao, lane: .case), acknowledged: 2, holds: 1))
        board.take(.epochChanged(Sample.nanping, from: 1, to: 2))
        board.clearAll(.peerWentBack, peer: Sample.nanping)
        #expect(board.list.map(\.code.rawValue).sorted() == ["epoch-changed", "peer-went-back"])
        #expect(board.list.compactMap(\.peer).contains(Sample.shangrao))
    }

    @Test("What stands of one code about one thing can be ended for all peers at once")
    func clearsDetail() {
        let board = AlarmBoard()
        for peer in [Sample.nanping, Sample.shangrao] {
            for detail in ["a", "b"] { board.raise(.materialWaits, peer: peer, detail: detail, detail) }
        }
        board.raise(.parcel, detail: "a", "c")
        board.clearAll(.materialWaits, detail: "a")
        #expect(board.list.map(\.text).sorted() == ["b", "b", "c"])
    }

    @Test("Alarms of one code that hold no longer are ended together")
    func keeps() {
        let board = AlarmBoard()
        for detail in ["a", "b"] { board.raise(.parcel, detail: detail, detail) }
        board.raise(.diskLow, "c")
        board.keep(.parcel, details: ["b"])
        #expect(board.list.map(\.text).sorted() == ["b", "c"])
    }

    @Test("There is a limit for each kind, those that stand can be renewed, and other kinds have room")
    func limit() {
        let board = AlarmBoard()
        let most = AlarmBoard.alarmsOfAKindMax
        for index in 0..<most + 5 { board.raise(.materialWaits, peer: Sample.nanping, detail: "\(index)", "a") }
        #expect(board.list.count == most)
        board.raise(.materialWaits, peer: Sample.nanping, detail: "0", "b")
        #expect(board.list.filter { $0.text == "b" }.count == 1)
        board.raise(.materialWaits, peer: Sample.shangrao, detail: "0", "c")
        board.raise(.diskLow, "d")
        #expect(board.list.map(\.text).filter { $0 != "a" }.sorted() == ["b", "c", "d"])
    }

    @Test("What the exchange says raises an alarm and ends it")
    func notices() {
        let board = AlarmBoard()
        func codes() -> [String] { board.list.map(\.code.rawValue).sorted() }
        board.take(.silent(Sample.nanping))
        board.take(.recovering(stream, have: 1, peerHolds: 5))
        board.take(.halted(stream, direction: .incoming, sequence: 7, ours: .zero, theirs: .zero))
        board.take(.halted(stream, direction: .outgoing, sequence: 7, ours: .zero, theirs: .zero))
        board.take(.versionRefused(Sample.nanping, offered: 7...9))
        #expect(codes() == ["halted", "halted", "peer-silent", "recovering", "version-refused"])
        board.take(.connected(Sample.shangrao))
        #expect(codes().count == 5)
        board.take(.connected(Sample.nanping))
        board.take(.recovered(stream, through: 5))
        board.take(.resumed(stream))
        #expect(codes().isEmpty)
    }
}
