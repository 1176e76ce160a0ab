import CaseModel
import ExchangeCore
import Foundation
import Testing

@testable import CaseStore

/// What every store does, in every way of running it.
///
/// Cases, materials and the rest are in extensions.
@Suite struct StoreContract {
    @Test(arguments: StoreFixture.Way.allCases) func startsEmpty(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let saved = try fixture.read { try $0.saved() }
        #expect(saved.epoch == 0xFEDC_BA98_7654_3210)
        #expect(saved.streams.count == 6 && saved.streams.values.allSatisfy { $0 == SavedStream() })
        #expect(saved.peerEpochs.isEmpty)
        try fixture.read { reader throws in
            #expect(try reader.lastEntry() == .start)
            #expect(try reader.feed(after: .start, case: nil, kinds: [], content: true, limit: 10).isEmpty)
            #expect(try reader.receipt(Sample.caseLane) == nil)
            #expect(try reader.backlog(Sample.nanping) == Backlog())
            #expect(try reader.caseCounts().isEmpty)
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func streamPositions(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        try fixture.write { writer throws in
            try writer.ensure(Sample.nanping)
            try writer.addSentRun(Sample.caseLane, 1...3)
            try writer.setReceived(Sample.caseLane, Sample.position(9))
            try writer.setPeerEpoch(Sample.nanping, .max)
            #expect(try writer.saved().streams[Sample.caseLane]?.sent.sequence == 3, "a writer reads what it wrote")
        }
        try fixture.write { try $0.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, 2, at: 77)) }
        try fixture.read { reader throws in
            let saved = try reader.saved()
            #expect(
                saved.streams[Sample.caseLane]
                    == SavedStream(
                        received: Sample.position(9),
                        sent: Sample.position(3),
                        acknowledged: Sample.position(2)
                    )
            )
            #expect(saved.streams[Sample.resultLane] == SavedStream())
            #expect(saved.peerEpochs == [Sample.nanping: .max])
            #expect(try reader.receipt(Sample.caseLane) == Sample.receipt(Sample.caseLane, 2, at: 77))
        }
        let stranger = StreamKey(peer: NodeCode("310112")!, lane: .case)
        #expect(throws: StoreError.unknownStream(stranger)) { try fixture.write { try $0.setSent(stranger, .start) } }
        #expect(throws: StoreError.self) {
            try fixture.write { try $0.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, 4)) }
        }
        #expect(try fixture.read { try $0.saved().streams[Sample.caseLane]?.acknowledged } == Sample.position(2))
    }

    @Test(arguments: StoreFixture.Way.allCases) func pendingEntriesGetNumbers(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let number = Sample.number(5)
        let ids = try fixture.write { writer throws in
            let known = try #require(try writer.addCase(Sample.record(1)))
            return [
                try writer.addPending(
                    Sample.caseLane,
                    kind: 1,
                    case: .known(known),
                    at: Sample.time,
                    body: [1]
                ),
                try writer.addPending(Sample.resultLane, kind: 16, case: .none, at: Sample.time, body: [2]),
                try writer.addPending(
                    Sample.caseLane,
                    kind: 31,
                    case: .unknown(number),
                    at: Sample.time + 1,
                    body: [3, 3]
                ),
            ]
        }
        let pending = try fixture.read { try $0.pending(Sample.caseLane, limit: 10) }
        #expect(
            pending == [
                PendingEntry(
                    id: ids[0],
                    stream: Sample.caseLane,
                    kind: 1,
                    caseNumber: Sample.number(1),
                    at: Sample.time,
                    body: [1]
                ),
                PendingEntry(
                    id: ids[2],
                    stream: Sample.caseLane,
                    kind: 31,
                    caseNumber: number,
                    at: Sample.time + 1,
                    body: [3, 3]
                ),
            ]
        )
        #expect(try fixture.read { try $0.pending(Sample.caseLane, limit: 1) }.map(\.id) == [ids[0]])
        #expect(try fixture.read { try $0.backlog(Sample.nanping) } == Backlog(entries: 3, bytes: 4, pending: 3))
        #expect(try fixture.read { try $0.backlog(Sample.resultLane) } == Backlog(entries: 1, bytes: 1, pending: 1))
        try fixture.write { writer throws in
            try writer.assign(pending[0], sequence: 1, header: Sample.header(1))
            try writer.setSent(Sample.caseLane, Sample.position(1))
        }
        #expect(throws: StoreError.self) {
            try fixture.write { try $0.assign(pending[0], sequence: 2, header: Sample.header(2)) }
        }
        try fixture.read { reader throws in
            #expect(try reader.pending(Sample.caseLane, limit: 10).map(\.id) == [ids[2]])
            #expect(try reader.sent(Sample.caseLane, after: 0, through: .max, bytes: 100).map(\.body) == [[1]])
            #expect(
                try reader.backlog(Sample.nanping)
                    == Backlog(entries: 3, bytes: 4 + UInt64(Sample.header(1).count), pending: 2)
            )
            #expect(try reader.entry(ids[0])?.sequence == 1)
            #expect(try reader.entry(ids[2])?.sequence == nil)
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func entriesToSend(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        try fixture.write { writer throws in
            try writer.addSentRun(Sample.caseLane, 1...20)
            try writer.addSentRun(Sample.resultLane, 1...2)
        }
        try fixture.read { reader throws in
            let all = try reader.sent(Sample.caseLane, after: 0, through: .max, bytes: .max)
            #expect(all.map(\.sequence) == Array(1...20))
            #expect(all[4].header == Sample.header(5) && all[4].body == [UInt8](repeating: 5, count: 10))
            #expect(try reader.sent(Sample.caseLane, after: 3, through: 5, bytes: .max).map(\.sequence) == [4, 5])
            let two = all[0].byteCount + all[1].byteCount
            #expect(try reader.sent(Sample.caseLane, after: 0, through: 20, bytes: two).count == 2)
            #expect(try reader.sent(Sample.caseLane, after: 0, through: 20, bytes: two - 1).count == 1)
            #expect(try reader.sent(Sample.caseLane, after: 0, through: 20, bytes: 0).count == 1, "at least one")
            #expect(try reader.sent(Sample.caseLane, after: 20, through: 30, bytes: 100).isEmpty)
            #expect(try reader.sent(Sample.caseLane, after: .max, through: .max, bytes: 100).isEmpty)
            var lent: [UInt64] = []
            try reader.lendSent(Sample.caseLane, after: 2, through: 9) { sequence, header, body in
                #expect(Array(header) == Sample.header(sequence) && body?.count == 10)
                lent.append(sequence)
                return sequence < 5
            }
            #expect(lent == [3, 4, 5])
            #expect(try reader.header(Sample.caseLane, .outgoing, 7) == Sample.header(7))
            #expect(try reader.header(Sample.caseLane, .outgoing, 21) == nil)
            #expect(try reader.header(Sample.caseLane, .incoming, 7) == nil)
            #expect(
                try reader.sent(StreamKey(peer: NodeCode("310112")!, lane: .case), after: 0, through: 9, bytes: 9) == []
            )
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func entriesToReturn(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        try fixture.write { writer throws in
            try writer.addReceivedRun(Sample.caseLane, 1...4)
            try writer.addReceivedRun(Sample.caseLane, 5...5)
            try writer.addReceivedRun(Sample.caseLane, 6...10)
        }
        try fixture.read { reader throws in
            func runs(after: UInt64, through: UInt64, bytes: Int = .max) throws -> [[UInt64]] {
                try reader.received(Sample.caseLane, after: after, through: through, bytes: bytes).map {
                    #expect($0.signature == [UInt8](repeating: UInt8($0.entries.last!.sequence), count: 64))
                    return $0.entries.map(\.sequence)
                }
            }
            #expect(try runs(after: 0, through: 10) == [[1, 2, 3, 4], [5], [6, 7, 8, 9, 10]])
            #expect(try runs(after: 2, through: 5) == [[3, 4], [5]])
            #expect(try runs(after: 4, through: 7) == [[5], [6, 7, 8, 9, 10]])
            #expect(try runs(after: 0, through: 10, bytes: 0) == [[1, 2, 3, 4]])
            #expect(try runs(after: 0, through: 10, bytes: 100) == [[1, 2, 3, 4], [5]])
            #expect(try runs(after: 10, through: 10) == [])
            #expect(try runs(after: 10, through: 12) == [])
            #expect(try reader.header(Sample.caseLane, .incoming, 5) == Sample.header(5))
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func backlogFollowsReceipts(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let size = { (range: ClosedRange<UInt64>) in
            range.reduce(UInt64(0)) { $0 + UInt64(Sample.header($1).count) + 10 }
        }
        try fixture.write { try $0.addSentRun(Sample.caseLane, 1...12) }
        #expect(try fixture.read { try $0.backlog(Sample.nanping) } == Backlog(entries: 12, bytes: size(1...12)))
        try fixture.write { try $0.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, 9)) }
        #expect(try fixture.read { try $0.backlog(Sample.nanping) } == Backlog(entries: 3, bytes: size(10...12)))
        // The peer was restored from an older backup.
        try fixture.write { try $0.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, 4)) }
        #expect(try fixture.read { try $0.backlog(Sample.nanping) } == Backlog(entries: 8, bytes: size(5...12)))
        try fixture.write { writer throws in
            let last = try writer.lastEntry()
            try writer.erase(last, at: 1, why: "time")
            #expect(try writer.backlog(Sample.nanping) == Backlog(entries: 8, bytes: size(5...12) - 10))
            try writer.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, 12))
        }
        #expect(try fixture.read { try $0.backlog(Sample.nanping) } == Backlog())
        #expect(try fixture.read { try $0.backlog(Sample.shangrao) } == Backlog())
    }

    @Test(arguments: StoreFixture.Way.allCases) func daysAreLocalAndCounted(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let hour: Int64 = 3_600_000
        try fixture.write { writer throws in
            try writer.addReceivedRun(Sample.caseLane, 1...3, at: Sample.time)
            try writer.addReceivedRun(Sample.caseLane, 4...5, at: Sample.time + hour)
        }
        // A clock was set back.
        try fixture.write { try $0.addReceivedRun(Sample.caseLane, 6...6, at: Sample.time + hour - 1) }
        let pending = try fixture.write { writer throws in
            _ = try writer.addPending(Sample.caseLane, kind: 1, case: .none, at: Sample.time, body: [1])
            return try writer.pending(Sample.caseLane, limit: 1)
        }
        #expect(
            try fixture.read { try $0.days(Sample.caseLane, .outgoing) }.isEmpty,
            "not counted before it has a number"
        )
        try fixture.write {
            try $0.assign(pending[0], sequence: 1, header: [1])
            try $0.setSent(Sample.caseLane, Sample.position(1))
        }
        try fixture.read { reader throws in
            let today = LocalDay("20261123")!
            #expect(
                try reader.days(Sample.caseLane, .incoming) == [
                    DayCount(day: today, count: 4, first: 1, last: 6),
                    DayCount(day: LocalDay("20261124")!, count: 2, first: 4, last: 5),
                ]
            )
            #expect(try reader.days(Sample.caseLane, .outgoing) == [DayCount(day: today, count: 1, first: 1, last: 1)])
            #expect(try reader.days(Sample.resultLane, .incoming).isEmpty)
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func erasedBodiesStayAccountedFor(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let ids = try fixture.write { try $0.addReceivedRun(Sample.caseLane, 1...2) }
        try fixture.write { writer throws in
            try writer.erase(ids[0], at: 5, why: "applicant asked")
            try writer.erase(ids[0], at: 6, why: "again")
        }
        try fixture.read { reader throws in
            let entry = try #require(try reader.entry(ids[0]))
            #expect(entry.body == nil && entry.header == Sample.header(1))
            #expect(entry.erasure == .init(at: 5, why: "applicant asked"))
            #expect(try reader.entry(ids[1])?.erasure == nil)
            let run = try reader.received(Sample.caseLane, after: 0, through: 2, bytes: 1_000)
            #expect(run.first?.entries.map { $0.body == nil } == [true, false])
        }
        #expect(throws: StoreError.self) {
            try fixture.write { writer throws in
                let id = try writer.addPending(Sample.caseLane, kind: 1, case: .none, at: 1, body: [1])
                try writer.erase(id, at: 1, why: "no")
            }
        }
        #expect(throws: StoreError.self) { try fixture.write { try $0.erase(EntryID(rawValue: 99), at: 1, why: "no") } }
    }

    @Test func erasedBodiesAreGoneFromTheFile() throws {
        let fixture = try StoreFixture(.staysOpen)
        func marker(_ sequence: UInt64) -> [UInt8] { Array("a person's secret number \(sequence) ".utf8) }
        let ids = try fixture.write { writer in
            try (UInt64(1)...4).map {
                try writer.addReceived(
                    Sample.caseLane,
                    sequence: $0,
                    kind: 1,
                    case: .none,
                    at: 1,
                    header: [1],
                    body: Array(repeating: marker($0), count: 600).flatMap(\.self)
                )
            }
        }
        for id in [ids[0], ids[2], ids[3]] { try fixture.write { try $0.erase(id, at: 1, why: "law") } }
        try (fixture.store as? SQLiteStore)?.close()
        let bytes = try ["", "-wal"].map {
            try Data(contentsOf: URL(fileURLWithPath: fixture.folder.file + $0))
        }
        let found = (UInt64(1)...4).map { sequence in bytes.contains { $0.range(of: Data(marker(sequence))) != nil } }
        #expect(found == [false, true, false, false])
    }
}
