import CaseModel
import ExchangeCore
import Foundation
import GRDB
import Testing

@testable import CaseStore

/// A store is looked at beside the daemon that has it open, and nothing of it changes.
@Suite struct StoreInspectionTests {
    private func inspect(_ folder: TemporaryFolder, node: NodeCode = Sample.here) throws(StoreError) -> StoreInspection
    {
        try StoreInspection(path: folder.file, node: node)
    }

    @Test func whatIsOpenIsReadBesideItsWriter() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        let inspection = try inspect(folder)
        #expect(try inspection.missingMigrations.isEmpty)
        try store.write { _ = try $0.addCase(Sample.record(1)) }
        #expect(try inspection.read { try $0.findCase(Sample.number(1)) } != nil)
        #expect(try inspection.tables.first { $0.table == "case_file" }?.lastRow == 1)
        for isFull in [false, true] { #expect(try inspection.damage(isFull: isFull) == []) }
        #expect(try inspection.read { $0 is any StoreWriter } == false)
        try store.write { _ = try $0.addCase(Sample.record(2)) }
        try store.close()
    }

    @Test func wholeMaterialsComeByTheirRows() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        try store.write { writer in
            try writer.ensure(Sample.nanping)
            for number in 1...7 as ClosedRange<UInt8> {
                _ = try writer.addMaterial(
                    Sample.digest(number),
                    size: 9,
                    mediaType: "x/y",
                    state: number % 3 == 0 ? .wanted : .complete,
                    source: Sample.nanping,
                    at: 1
                )
            }
        }
        let inspection = try inspect(folder)
        #expect(try inspection.lastMaterial() == 7)
        var found: [MaterialDigest] = []
        var after: Int64 = 0
        while let last = try inspection.materials(after: after, limit: 2).last {
            found += try inspection.materials(after: after, limit: 2).map(\.row.digest)
            after = last.id
        }
        #expect(found == [1, 2, 4, 5, 7].map { Sample.digest($0) })
        try store.close()
    }

    @Test func whatIsNotTheNodesStoreIsRefused() throws {
        let folder = try TemporaryFolder()
        #expect(throws: StoreError.notFound(detail: folder.file)) { try inspect(folder) }
        try Sample.open(folder).close()
        #expect(throws: StoreError.otherNode(found: Sample.here, asked: Sample.nanping)) {
            try inspect(folder, node: Sample.nanping)
        }
        let queue = try DatabaseQueue(path: folder.file)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 later')") }
        try queue.close()
        #expect(throws: StoreError.newerSchema) { try inspect(folder) }
    }

    @Test func anOlderStoreStaysAsItIs() throws {
        let folder = try TemporaryFolder()
        try Sample.older(folder, upTo: "12 totals").close()
        #expect(try inspect(folder).missingMigrations == ["13 answer keys", "14 case row"])
        #expect(try inspect(folder).missingMigrations == ["13 answer keys", "14 case row"])
    }

    @Test func referencesThatLeadNowhereAreDamage() throws {
        let folder = try TemporaryFolder()
        try Sample.open(folder).close()
        let queue = try DatabaseQueue(path: folder.file)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            try database.execute(sql: "INSERT INTO case_due (case_id, due_at) VALUES (7, 1)")
        }
        try queue.close()
        #expect(
            try inspect(folder).damage(isFull: false) == ["a row of case_due names one of case_file that is not there"]
        )
    }

    @Test func aRegistrationThatIsNotThereIsDamage() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        let id = try #require(try store.write { try $0.addCase(Sample.record(1)) })
        #expect(try inspect(folder).damage(isFull: false) == [])
        try store.write { try $0.setRegistration([id], entry: EntryID(rawValue: 999)) }
        #expect(
            try inspect(folder).damage(isFull: false) == ["a row of case_file names one of entry that is not there"]
        )
        try store.close()
    }
}
