import CaseModel
import ExchangeCore
import TestChance
import Testing

@testable import CaseStore

/// Cases that a transaction keeps in memory, and their numbers by state, are what everybody sees, in it and after it,
/// whatever is undone.
@Suite struct CaseDraftTests {
    private struct Undone: Error {}

    /// What should be stored.
    private struct Model {
        var cases: [CaseID: CaseRecord] = [:]
        /// Those that need not be looked at for reminders just now.
        var quiet: Set<CaseID> = []
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>) func everyReadSeesTheLastChange(seed: UInt64) throws {
        let fixture = try StoreFixture(.staysOpen)
        var (model, random) = (Model(), SplitMix(seed: seed))
        let entry = try fixture.write { try $0.addReceivedRun(Sample.resultLane, 1...1, kind: 16)[0] }
        for _ in 0..<60 {
            let before = model
            do {
                try fixture.write { writer throws in
                    for _ in 0..<Int.random(in: 1...12, using: &random) {
                        try Self.step(&model, writer, entry, &random, depth: 0)
                        if Bool.random(using: &random) { #expect(try writer.caseCounts() == Self.counts(model)) }
                    }
                    if Int.random(in: 0..<4, using: &random) == 0 { throw Undone() }
                }
            } catch is Undone { model = before }
            for (id, record) in model.cases { #expect(try fixture.read { try $0.findCase(id)?.record } == record) }
            #expect(try fixture.read { try Self.quiet($0) } == model.quiet)
            #expect(try fixture.read { try $0.caseCounts() } == Self.counts(model))
        }
        #expect(model.cases.count > 20)
    }

    private static func counts(_ model: Model) -> [CaseState: Int] {
        model.cases.values.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }

    private static func quiet(_ reader: any StoreReader) throws -> Set<CaseID> {
        let rows = try #require(reader as? SQLiteReader).prepare("SELECT id FROM case_file WHERE look_at IS NOT 0")
        defer { rows.reset() }
        var quiet: Set<CaseID> = []
        while try rows.next() { quiet.insert(CaseID(rawValue: rows.int(0))) }
        return quiet
    }

    /// Adds, changes, reads or registers cases, or does some of that in a savepoint that may be undone.
    private static func step(
        _ model: inout Model,
        _ writer: any StoreWriter,
        _ entry: EntryID,
        _ random: inout SplitMix,
        depth: Int
    ) throws {
        let some = model.cases.keys.sorted().randomElement(using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            let record = Sample.record(random.next(), CaseState.allCases.randomElement(using: &random) ?? .submitted)
            let id = try #require(try writer.addCase(record))
            model.cases[id] = record
            if record.state == .submitted { model.quiet.insert(id) }
            #expect(try writer.addCase(record) == nil, "the second time it is not counted")
        case 1, 2, 3:
            guard let some, var record = model.cases[some] else { return }
            record.state = CaseState.allCases.randomElement(using: &random) ?? .accepted
            if Bool.random(using: &random) { record.ending = EndingCode.allCases.randomElement(using: &random) }
            record.version += 1
            record.changedAt += 1
            try writer.updateCase(some, record)
            model.cases[some] = record
            model.quiet.remove(some)
        case 4:
            guard let some, let record = model.cases[some] else { return }
            #expect(try writer.findCase(record.number)?.record == record)
            #expect(try writer.findCase(some)?.record == record)
        case 5:
            let rows = try writer.cases(after: CaseID(rawValue: 0), within: 0..<Int64.max, by: .changed, limit: 1_000)
            #expect(Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.record) }) == model.cases)
        case 6:
            guard let some, let record = model.cases[some] else { return }
            try writer.setRegistration([some], entry: entry)
            #expect(try writer.findCase(record.number)?.registeredEntry == entry)
        case 7:
            let left = try writer.markRegistered(
                model.cases.values.map(\.number),
                handling: Sample.nanpingCity,
                entry: entry,
                at: Sample.time
            )
            for record in model.cases.values where [.submitted, .refused].contains(record.state) {
                #expect(!left.contains(record.number))
            }
            for (id, record) in model.cases where !left.contains(record.number) {
                let now = try #require(try writer.findCase(record.number)).record
                #expect(now.state == .registered && now.version == record.version + 1)
                model.cases[id] = now
            }
        case 8:
            guard let some else { return }
            try writer.setLook(some, at: Bool.random(using: &random) ? Sample.time : nil)
            model.quiet.insert(some)
        default:
            guard depth < 3 else { return }
            let before = model
            do {
                try writer.savepoint {
                    for _ in 0..<4 { try step(&model, writer, entry, &random, depth: depth + 1) }
                    if Bool.random(using: &random) { #expect(try writer.caseCounts() == counts(model)) }
                    if Bool.random(using: &random) { throw Undone() }
                }
            } catch is Undone { model = before }
        }
    }

    @Test func aCaseThatTakesManyStepsIsWrittenOnce() throws {
        let fixture = try StoreFixture(.staysOpen)
        let id = try #require(try fixture.write { try $0.addCase(Sample.record(1)) })
        let counts = try fixture.write { writer throws in
            let writer = try #require(writer as? SQLiteWriter)
            let (written, changes) = (writer.connection.totalChanges, writer.changeCount)
            var record = Sample.record(1)
            for step in 1...5 {
                record.version += 1
                try writer.updateCase(id, record)
                #expect(writer.changeCount == changes + Int64(step), "each is a change, though none is written")
            }
            #expect(writer.connection.totalChanges == written)
            let rows = try writer.cases(after: CaseID(rawValue: 0), within: 0..<Int64.max, by: .changed, limit: 10)
            #expect(rows.map(\.record.version) == [6])
            #expect(writer.changeCount == changes + 5, "to write them down is none")
            return writer.connection.totalChanges - written
        }
        #expect(counts == 1)
    }

    @Test func manyCasesDoNotStayInMemory() throws {
        let fixture = try StoreFixture(.staysOpen)
        let count = CaseDrafts.countMax + 10
        let ids = try fixture.write { writer throws in
            try (0..<count).map { try #require(try writer.addCase(Sample.record(UInt64($0)))) }
        }
        try fixture.write { writer throws in
            for (index, id) in ids.enumerated() {
                var record = Sample.record(UInt64(index))
                record.version = 2
                try writer.updateCase(id, record)
            }
            #expect(try #require(writer as? SQLiteWriter).drafts.isFull == false)
        }
        let rows = try fixture.read { reader throws in
            try ids.map { try #require(try reader.findCase($0)).record.version }
        }
        #expect(rows.allSatisfy { $0 == 2 })
    }

    /// A version that the database refuses, which is found out long after the change.
    private static var refused: CaseRecord {
        var record = Sample.record(1)
        record.version = 0
        return record
    }

    @Test func whatCannotBeWrittenEndsTheTransaction() throws {
        let fixture = try StoreFixture(.staysOpen)
        let ids = try fixture.write { writer throws in
            try (1...2).map { try #require(try writer.addCase(Sample.record($0))) }
        }
        var other = Sample.record(2)
        other.version = 7
        let changed = other
        let late = Result {
            try fixture.write { writer throws in
                try writer.updateCase(ids[1], changed)
                try writer.updateCase(ids[0], Self.refused)
                #expect(throws: StoreError.self) { try writer.caseCounts() }
                #expect(throws: StoreError.self, "nothing more is taken") { try writer.findCase(ids[1]) }
                #expect(throws: StoreError.self) { try writer.addCase(Sample.record(3)) }
            }
        }
        #expect(throws: StoreError.self) { try late.get() }
        #expect(throws: StoreError.self, "also at the very end") {
            try fixture.write { writer throws in try writer.updateCase(ids[0], Self.refused) }
        }
        #expect(try fixture.read { try $0.findCase(ids[1])?.record.version } == 1)
        #expect(try fixture.read { try $0.findCase(Sample.number(3)) } == nil)
        try fixture.write { writer throws in try writer.updateCase(ids[1], changed) }
        #expect(try fixture.read { try $0.findCase(ids[1])?.record.version } == 7)
    }

    @Test func aPieceThatCannotBeWrittenUndoesOnlyItself() throws {
        let fixture = try StoreFixture(.staysOpen)
        let ids = try fixture.write { writer throws in
            try (1...2).map { try #require(try writer.addCase(Sample.record($0))) }
        }
        try fixture.write { writer throws in
            var other = Sample.record(2)
            other.version = 7
            let changed = other
            try writer.updateCase(ids[1], changed)
            #expect(throws: StoreError.self) {
                try writer.savepoint { try writer.updateCase(ids[0], Self.refused) }
            }
            #expect(try writer.findCase(ids[0])?.record.version == 1)
            #expect(try writer.findCase(ids[1])?.record.version == 7)
        }
        #expect(try fixture.read { try $0.findCase(ids[1])?.record.version } == 7)
    }
}
