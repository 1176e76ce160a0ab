import CaseModel
import ExchangeCore
import Foundation
import GRDB
import Testing

@testable import CaseStore

/// All or nothing, for pieces and for wholes.
@Suite struct TransactionTests {
    private struct Poison: Error {}

    @Test func aThrowingTransactionLeavesNothing() throws {
        let fixture = try StoreFixture(.staysOpen)
        try fixture.write { try $0.addSentRun(Sample.caseLane, 1...2) }
        let before = try fixture.read { try $0.saved() }
        #expect(throws: Poison.self) {
            try fixture.write { writer throws in
                try writer.addSentRun(Sample.caseLane, 3...4)
                _ = try writer.addCase(Sample.record(1))
                try writer.ensure(NodeCode("310112")!)
                throw Poison()
            }
        }
        try fixture.read { reader throws in
            #expect(try reader.saved() == before)
            #expect(try reader.backlog(Sample.nanping).entries == 2)
            #expect(try reader.days(Sample.caseLane, .outgoing).map(\.count) == [2])
            #expect(try reader.findCase(Sample.number(1)) == nil)
        }
        // The writer's memory went back too.
        try fixture.write { try $0.addSentRun(Sample.caseLane, 3...3) }
        #expect(try fixture.read { try $0.backlog(Sample.nanping).entries } == 3)
        #expect(throws: StoreError.self) {
            try fixture.write { try $0.setSent(StreamKey(peer: NodeCode("310112")!, lane: .case), .start) }
        }
    }

    @Test func aPoisonPieceUndoesOnlyItself() throws {
        let fixture = try StoreFixture(.staysOpen)
        var refused = 0
        try fixture.write { writer throws in
            for sequence in UInt64(1)...6 {
                do {
                    try writer.savepoint {
                        _ = try writer.addReceived(
                            Sample.caseLane,
                            sequence: sequence,
                            kind: 1,
                            case: .none,
                            at: Sample.time,
                            header: [1],
                            body: [UInt8](repeating: 1, count: 100)
                        )
                        _ = try writer.addPending(Sample.resultLane, kind: 17, case: .none, at: 1, body: [1])
                        try writer.setReceived(Sample.caseLane, Sample.position(sequence))
                        _ = try writer.addCase(Sample.record(sequence))
                        if sequence % 2 == 0 { throw Poison() }
                    }
                } catch is Poison { refused += 1 }
            }
        }
        #expect(refused == 3)
        try fixture.read { reader throws in
            #expect(try reader.saved().streams[Sample.caseLane]?.received == Sample.position(5))
            #expect(try reader.days(Sample.caseLane, .incoming).map(\.count) == [3])
            #expect(try reader.backlog(Sample.nanping) == Backlog(entries: 3, bytes: 3, pending: 3))
            #expect(
                try reader.cases(CaseQuery()).items.map(\.row.record.number) == [5, 3, 1].map { Sample.number($0) }
            )
        }
    }

    @Test func savepointsNestAndReturn() throws {
        let fixture = try StoreFixture(.staysOpen)
        let value = try fixture.write { writer in
            try writer.savepoint {
                _ = try writer.addCase(Sample.record(1))
                _ = try? writer.savepoint {
                    _ = try writer.addCase(Sample.record(2))
                    throw Poison()
                }
                return try writer.savepoint { try writer.addCase(Sample.record(3)) }
            }
        }
        #expect(value != nil)
        let found = try fixture.read { reader in try (1...3).map { try reader.findCase(Sample.number($0)) != nil } }
        #expect(found == [true, false, true])
    }

    @Test func waitingEntriesSurviveAnUndoneTake() throws {
        let fixture = try StoreFixture(.staysOpen)
        try fixture.write { writer throws in
            let entry = try writer.addSent(
                Sample.resultLane,
                sequence: 1,
                kind: 17,
                case: .unknown(Sample.number(1)),
                at: 1,
                header: [1],
                body: [1]
            )
            let none = try #require(try writer.addCase(Sample.record(9)))
            _ = try? writer.savepoint {
                #expect(try writer.takeWaiting(Sample.number(9), for: none).isEmpty)
                throw Poison()
            }
            try? writer.savepoint {
                try writer.addWaiting(Sample.number(2), entry: entry)
                throw Poison()
            }
            try writer.addWaiting(Sample.number(1), entry: entry)
        }
        try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(1)))
            _ = try? writer.savepoint {
                #expect(try writer.takeWaiting(Sample.number(1), for: id).count == 1)
                throw Poison()
            }
            #expect(try writer.takeWaiting(Sample.number(2), for: id).isEmpty)
            #expect(try writer.takeWaiting(Sample.number(1), for: id).count == 1)
        }
    }

    @Test func aWriterThatLeftItsTransactionIsRefused() throws {
        let fixture = try StoreFixture(.staysOpen)
        var kept: (any StoreWriter)?
        try fixture.write { kept = $0 }
        let writer = try #require(kept)
        #expect(throws: StoreError.closed) { try writer.addCase(Sample.record(1)) }
        #expect(try fixture.read { try $0.findCase(Sample.number(1)) } == nil)
    }

    @Test func readersSeeOnlyWhatIsCommitted() throws {
        let fixture = try StoreFixture(.staysOpen)
        let store = try fixture.store
        try store.write { writer throws in
            _ = try writer.addCase(Sample.record(1))
            #expect(try store.read { try $0.findCase(Sample.number(1)) } == nil)
        }
        try store.read { reader throws in
            #expect(try reader.findCase(Sample.number(1)) != nil)
            try store.write { _ = try $0.addCase(Sample.record(2)) }
            #expect(try reader.findCase(Sample.number(2)) == nil, "one state for the whole read")
        }
        #expect(try store.read { try $0.findCase(Sample.number(2)) } != nil)
    }

    @Test func whatACrashLeavesIsTheLastCommit() throws {
        let fixture = try StoreFixture(.staysOpen)
        let copy = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: copy.path + "/data", withIntermediateDirectories: true)
        // Copies of database and log are what a kill at this moment leaves: nothing is in the process that is needed.
        func killed() throws -> SQLiteStore {
            for suffix in ["", "-wal"] {
                try? FileManager.default.removeItem(atPath: copy.file + suffix)
                try FileManager.default.copyItem(atPath: fixture.folder.file + suffix, toPath: copy.file + suffix)
            }
            try? FileManager.default.removeItem(atPath: copy.file + "-shm")
            return try Sample.open(copy, checks: true)
        }
        for round in UInt64(1)...4 {
            try fixture.write { writer throws in
                try writer.addSentRun(Sample.caseLane, (round * 1_000 - 999)...(round * 1_000), bodyBytes: 2_000)
                _ = try writer.addCase(Sample.record(round))
                // More than the page cache holds, so that undone pages reach the log.
                if round == 3 {
                    try writer.addSentRun(Sample.resultLane, 1...15_000, bodyBytes: 3_000)
                }
                let store = try killed()
                try store.read { reader throws in
                    #expect(try reader.saved().streams[Sample.caseLane]?.sent.sequence == (round - 1) * 1_000)
                    #expect(try reader.backlog(Sample.caseLane).entries == (round - 1) * 1_000)
                    #expect(try reader.findCase(Sample.number(round)) == nil)
                    let last = try reader.sent(Sample.caseLane, after: (round - 1) * 1_000, through: .max, bytes: .max)
                    #expect(last.isEmpty)
                }
                try store.close()
            }
            let store = try killed()
            #expect(try store.read { try $0.saved().streams[Sample.caseLane]?.sent } == Sample.position(round * 1_000))
            #expect(try store.read { try $0.findCase(Sample.number(round)) } != nil)
            try store.close()
        }
    }

    @Test func aFullDiskUndoesEverythingAndIsNamed() throws {
        let fixture = try StoreFixture(.staysOpen)
        let store = try #require(try fixture.store as? SQLiteStore)
        try store.limitPages(toMoreThanNow: 40)
        var during: [StoreError] = []
        let error = #expect(throws: StoreError.self) {
            try store.write { writer throws in
                _ = try writer.addCase(Sample.record(1))
                do {
                    _ = try writer.savepoint { try writer.addSentRun(Sample.caseLane, 1...2_000, bodyBytes: 1_000) }
                } catch let error as StoreError {
                    during.append(error)
                    // What follows must not be written on its own after SQLite has ended the transaction.
                    do throws(StoreError) { _ = try writer.addCase(Sample.record(2)) } catch { during.append(error) }
                }
            }
        }
        #expect(during.count == 2)
        for error in during + [error].compactMap({ $0 }) {
            guard case .diskFull = error else {
                Issue.record("\(error)")
                continue
            }
        }
        let found = try store.read { reader in try (1...2).map { try reader.findCase(Sample.number($0)) != nil } }
        #expect(found == [false, false])
        try store.limitPages(toMoreThanNow: 100_000)
        try store.write { _ = try $0.addCase(Sample.record(3)) }
        #expect(try store.read { try $0.findCase(Sample.number(3)) } != nil)
        #expect(try store.read { try $0.backlog(Sample.caseLane) } == Backlog())
    }

    @Test func aHundredThousandEntries() throws {
        let fixture = try StoreFixture(.staysOpen)
        for batch in 0..<10 {
            try fixture.write { writer throws in
                let first = UInt64(batch) * 10_000
                for sequence in (first + 1)...(first + 10_000) {
                    let id = try #require(try writer.addCase(Sample.record(sequence)))
                    _ = try writer.addReceived(
                        Sample.caseLane,
                        sequence: sequence,
                        kind: 1,
                        case: .known(id),
                        at: Sample.time,
                        header: [1, 2],
                        body: [3, 4]
                    )
                }
                try writer.setReceived(Sample.caseLane, Sample.position(first + 10_000))
            }
        }
        try fixture.read { reader throws in
            #expect(try reader.caseCounts() == [.submitted: 100_000])
            #expect(try reader.days(Sample.caseLane, .incoming).map(\.count) == [100_000])
            #expect(try reader.findCase(Sample.number(77_777))?.id == CaseID(rawValue: 77_777))
            #expect(try reader.header(Sample.caseLane, .incoming, 100_000) == [1, 2])
        }
    }
}
