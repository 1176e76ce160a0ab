import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("WriteScope and TransactionWriter")
struct WriteScopeTests {
    let city: TestCity
    private var stream: StreamKey { StreamKey(peer: Sample.nanping, lane: .case) }

    init() throws { city = try TestCity(Sample.quzhou, peers: [Sample.nanping, Sample.shangrao]) }

    private struct Stop: Error {}

    @Test("Entries wait for a number until their stream is compared, then get them in their order")
    func pending() throws {
        let early = try (0..<5).map { _ in try city.submit(Sample.submission()).answer.number }
        #expect(try city.standing(stream).sent == .start)
        #expect(city.ledger.accounts[stream]?.pending == 5)
        #expect(city.last.sealed.isEmpty)
        #expect(city.last.commit.appended.isEmpty)
        #expect(try city.read { try $0.pending(stream, limit: 10) }.map(\.caseNumber) == early)

        try city.restart()
        #expect(city.ledger.accounts[stream]?.pending == 5)
        city.write([.confirm(stream)])
        #expect(city.last.sealed.map(\.entry.sequence) == [1, 2, 3, 4, 5])
        #expect(city.ledger.accounts[stream]?.pending == 0)
        let late = try city.submit(Sample.submission()).answer.number
        #expect(city.last.sealed.map(\.entry.sequence) == [6])
        let headers = try StoreJournal(store: city.store).entries(stream, after: 0, through: .max, bytes: .max)
            .map { try EntryHeader(reading: $0.header) }
        #expect(headers.map(\.caseNumber) == (early + [late]).map(\.description))
        #expect(try city.standing(stream).sent == city.last.commit.appended[stream])
        #expect(city.ledger.accounts[stream]?.end == city.last.commit.appended[stream])
        // Another stream waits on.
    }

    @Test("The chain of what was numbered late and at once holds")
    func chain() throws {
        for _ in 0..<3 { try city.submit(Sample.submission()) }
        city.write([.confirm(stream)])
        for _ in 0..<3 { try city.submit(Sample.submission()) }
        let entries = try StoreJournal(store: city.store).entries(stream, after: 0, through: .max, bytes: .max)
        var end = Position.start
        for entry in entries {
            #expect(entry.previous == end.hash)
            #expect(entry.sequence == end.sequence + 1)
            #expect(EntryHash.entry(header: entry.header) == entry.hash)
            end = entry.position
        }
        #expect(end.sequence == 6)
    }

    @Test("More than one transaction's worth of waiting entries is numbered in several, without another job")
    func manyPending() throws {
        let count = WriteScope.numberedPerTransactionMax + 10
        let prepared = try CommandDesk.prepare(Sample.submission(), at: 1)
        let stream = stream
        try city.run { scope in
            for _ in 0..<count {
                try scope.append(prepared.encoded, lane: .case, to: stream.peer, case: .none, number: nil)
            }
        }
        city.write([.confirm(stream)])
        #expect(city.ledger.hasNumberable)
        _ = city.transaction([])
        #expect(!city.ledger.hasNumberable)
        #expect(try city.standing(stream).sent.sequence == UInt64(count))
    }

    @Test("A job that fails leaves ledger, result and disk as they were, and hurts no other job")
    func failedJob() throws {
        city.write([.confirm(stream)])
        let prepared = try (0..<3).map { _ in try CommandDesk.prepare(Sample.submission(), at: 1) }
        let strange = WantedMaterial(digest: .zero, size: 1, peer: Sample.nanping)
        let outcomes = city.transaction([
            { try $0.submit(prepared[0]) },
            { scope in
                try scope.submit(prepared[1])
                scope.want(strange)
                scope.register(prepared[1].submission.number, CaseID(rawValue: 1), for: Sample.nanping)
                scope.received(StreamKey(peer: Sample.shangrao, lane: .case), through: .start, entries: 7)
                throw Stop()
            },
            { try $0.submit(prepared[2]) },
        ])
        #expect(outcomes.map { $0 is Stop } == [false, true, false])
        #expect(city.last.sealed.map(\.entry.sequence) == [1, 2])
        #expect(city.last.entries == 2)
        #expect(city.last.wanted.isEmpty)
        #expect(city.last.commit.received.isEmpty)
        #expect(city.ledger.accounts[StreamKey(peer: Sample.shangrao, lane: .case)]?.confirmed == false)
        #expect(city.ledger.accounts[stream]?.end == (try city.standing(stream).sent))
        #expect(try city.standing(stream).sent.sequence == 2)
        #expect(try city.records().count == 2)
        #expect(try city.record(prepared[1].submission.number) == nil)
        #expect(try city.read { try $0.lastEntry() }.rawValue == 2)
        let entries = try StoreJournal(store: city.store).entries(stream, after: 0, through: .max, bytes: .max)
        #expect(entries[1].previous == entries[0].hash)
    }

    @Test("A piece of work within a job is undone alone")
    func nested() throws {
        city.write([.confirm(stream)])
        let prepared = try (0..<3).map { _ in try CommandDesk.prepare(Sample.submission(), at: 1) }
        try city.run { scope in
            try scope.submit(prepared[0])
            try? scope.attempt {
                try scope.submit(prepared[1])
                throw Stop()
            }
            try scope.attempt { try scope.submit(prepared[2]) }
        }
        #expect(city.last.sealed.map(\.entry.sequence) == [1, 2])
        #expect(Set(try city.records().keys) == [prepared[0].submission.number, prepared[2].submission.number])
    }

    @Test("A transaction that fails as a whole fails every job and leaves the ledger")
    func failedTransaction() throws {
        city.write([.confirm(stream)])
        try city.submit(Sample.submission())
        let before = city.ledger.accounts[stream]?.end
        let count = city.commitCount
        let prepared = try CommandDesk.prepare(Sample.submission(), at: 1)
        // A registration of a case that is not there: the end of the transaction fails, not the job.
        let outcomes = city.transaction([
            { try $0.submit(prepared) },
            { $0.register(prepared.submission.number, CaseID(rawValue: 99), for: Sample.quzhou) },
            { _ in throw Stop() },
        ])
        #expect(outcomes.allSatisfy { $0 != nil })
        #expect(city.commitCount == count)
        #expect(city.ledger.accounts[stream]?.end == before)
        #expect(try city.records().count == 1)
        // The next transaction goes on where the last good one ended.
        try city.submit(Sample.submission())
        #expect(city.last.sealed.map(\.entry.sequence) == [2])
        #expect(city.last.sealed.first?.entry.previous == before?.hash)
    }

    @Test("A closed store fails every job")
    func closedStore() throws {
        try city.store.close()
        #expect(throws: StoreError.self) { try city.submit(Sample.submission()) }
    }
}

extension WriteScope {
    fileprivate func submit(_ prepared: CommandDesk.Prepared) throws {
        _ = try CommandDesk(scope: self, backlogBytesMax: 1 << 30).submit(.success(prepared), key: nil)
    }
}
