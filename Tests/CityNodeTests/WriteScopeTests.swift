import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import Synchronization
import TestChance
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

    @Test("Jobs run once, and once more only where one failed that had changed something")
    func repeats() throws {
        city.write([.confirm(stream)])
        let prepared = try (0..<8).map { _ in try CommandDesk.prepare(Sample.submission(), at: 1) }
        let ran = Mutex(0)
        let count: @Sendable (WriteScope) throws -> Void = { _ in ran.withLock { $0 += 1 } }
        func runs(beside job: @escaping @Sendable (WriteScope) throws -> Void) -> Int {
            ran.withLock { $0 = 0 }
            let outcomes = city.transaction([count, job])
            #expect(outcomes[0] == nil)
            return ran.withLock { $0 }
        }
        #expect(runs { try $0.submit(prepared[0]) } == 1)
        #expect(runs { _ in throw Stop() } == 1)
        // It is there already: refused, and nothing changed.
        #expect(runs { try $0.submit(prepared[0]) } == 1)
        #expect(
            runs { scope in
                try scope.submit(prepared[1])
                throw Stop()
            } == 2
        )
        // What the scope alone remembers is a change as well, and so is what a stream's row has in memory.
        let strange = WantedMaterial(digest: .zero, size: 1, peer: Sample.nanping)
        #expect(
            runs { scope in
                scope.want(strange)
                throw Stop()
            } == 2
        )
        let incoming = StreamKey(peer: Sample.nanping, lane: .result)
        #expect(
            runs { scope in
                try scope.writer.setReceived(incoming, Position(sequence: 1, hash: .zero))
                throw Stop()
            } == 2
        )
        #expect(try city.records().count == 1)
        #expect(try city.standing(incoming).received == .start)
    }

    @Test("Whatever fails, and however deep, only what did not fail is there, once and in order", arguments: 0..<40)
    func anyMixture(seed: UInt64) throws {
        if seed.isMultiple(of: 2) { city.write([.confirm(stream)]) }
        var random = SplitMix(seed: seed)
        var wanted: [CaseNumber] = []
        for _ in 0..<6 {
            var jobs: [@Sendable (WriteScope) throws -> Void] = []
            var fails: [Bool] = []
            for _ in 0..<random.below(6) {
                let prepared = try (0..<3).map { _ in try CommandDesk.prepare(Sample.submission(), at: 1) }
                let numbers = prepared.map(\.submission.number)
                let (innerFails, jobFails, isEarly) = (
                    Bool.random(using: &random), random.below(4) == 0, Bool.random(using: &random)
                )
                jobs.append { scope in
                    if jobFails, isEarly { throw Stop() }
                    try scope.submit(prepared[0])
                    do {
                        try scope.attempt {
                            try scope.submit(prepared[1])
                            if innerFails { throw Stop() }
                        }
                    } catch is Stop {}
                    try scope.submit(prepared[2])
                    if jobFails { throw Stop() }
                }
                fails.append(jobFails)
                if !jobFails { wanted += innerFails ? [numbers[0], numbers[2]] : numbers }
            }
            #expect(city.transaction(jobs).map { $0 is Stop } == fails)
        }
        let rows = try city.read { try $0.feed(after: .start, case: nil, kinds: [], content: false, limit: 1_000) }
        #expect(rows.compactMap(\.caseNumber) == wanted)
        #expect(Set(try city.records().keys) == Set(wanted))
        #expect(city.ledger.accounts[stream]?.pending == (seed.isMultiple(of: 2) ? 0 : wanted.count))
        if seed.isMultiple(of: 2) { #expect(try city.standing(stream).sent.sequence == UInt64(wanted.count)) }
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
