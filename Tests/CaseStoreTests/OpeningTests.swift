import CaseModel
import ExchangeCore
import Foundation
import GRDB
import Testing

@testable import CaseStore

/// Opening, closing, and everything that keeps a store from being used wrongly.
@Suite struct OpeningTests {
    @Test func filesAreForTheOwnerOnly() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        try store.write { try $0.ensure(Sample.nanping) }
        func mode(_ path: String) throws -> Int {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            return try #require(attributes[.posixPermissions] as? Int)
        }
        #expect(try mode(folder.path + "/data") == 0o700)
        for suffix in ["", "-wal", "-shm", ".lock"] { #expect(try mode(folder.file + suffix) == 0o600, "\(suffix)") }
        try store.close()
    }

    @Test func settingsAreDurable() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        let values = try store.settings()
        #expect(
            values == [
                "synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "page_size": "\(StoreLimits.pageBytes)",
                "wal_autocheckpoint": "\(StoreLimits.walCheckpointBytes / StoreLimits.pageBytes)",
                "journal_size_limit": "\(StoreLimits.walFileBytesMax)", "temp_store": "2",
            ]
        )
        try store.close()
    }

    @Test func aSecondDaemonIsRefused() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        #expect(throws: StoreError.inUse(path: folder.file, process: getpid())) { try Sample.open(folder) }
        try store.close()
        let second = try Sample.open(folder)
        try second.close()
        try second.close()
        #expect(throws: StoreError.closed) { try second.read { try $0.saved() } }
        #expect(throws: StoreError.closed) { try second.write { try $0.saved() } }
        try store.close()
        #expect(throws: Never.self) { try Sample.open(folder).close() }
    }

    @Test func asynchronousReadsAndTheirErrors() async throws {
        let folder = try TemporaryFolder()
        let store: any Store = try Sample.open(folder)
        let saved = try await store.read { try $0.saved() }
        #expect(saved.epoch == 0xFEDC_BA98_7654_3210)
        struct Own: Error {}
        await #expect(throws: Own.self) { try await store.read { _ in throw Own() } }
        try store.close()
        await #expect(throws: StoreError.closed) { try await store.read { try $0.saved() } }
    }

    @Test func anotherNodeIsRefused() throws {
        let folder = try TemporaryFolder()
        try Sample.open(folder).close()
        let error = StoreError.otherNode(found: Sample.here, asked: Sample.nanping)
        #expect(throws: error) { try Sample.open(folder, node: Sample.nanping) }
        #expect(error.description.contains("330800"))
        let again = try Sample.open(folder, checks: true)
        #expect(try again.read { try $0.saved().epoch } == 0xFEDC_BA98_7654_3210)
        try again.close()
    }

    @Test func theEpochIsKept() throws {
        let folder = try TemporaryFolder()
        try Sample.open(folder).close()
        let store = try SQLiteStore(path: folder.file, node: Sample.here, epoch: 1, at: 5)
        #expect(try store.read { try $0.saved().epoch } == 0xFEDC_BA98_7654_3210)
        try store.close()
    }

    @Test func aNewerSchemaIsRefused() throws {
        let folder = try TemporaryFolder()
        try Sample.open(folder).close()
        let queue = try DatabaseQueue(path: folder.file)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999 from the future')") }
        try queue.close()
        #expect(throws: StoreError.newerSchema) { try Sample.open(folder) }
        // The refused attempt has let go of the lock.
        #expect(throws: StoreError.newerSchema) { try Sample.open(folder) }
    }

    @Test func aLockThatIsGivenBackIsFreeAlsoWhileAnotherProcessHasItsDescriptor() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        // As a child process has it between its fork and its exec.
        let lock = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").first { name in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
            return target == folder.file + ".lock"
        }
        let copy = dup(try #require(lock.flatMap { Int32($0) }))
        defer { close(copy) }
        try store.close()
        try Sample.open(folder).close()
    }

    @Test func releasedMigrationsNeverChange() throws {
        // A released migration is frozen: its name stays at its place, and what it makes stays what it is.
        #expect(
            Schema.migrator.migrations == [
                "1 foundation", "2 whole life of a case", "3 shared records", "4 bookmarks", "5 audit trail",
                "6 retention", "7 reminders", "8 work queues", "9 accounts", "10 webhooks", "11 uploads",
                "12 totals", "13 answer keys", "14 case row",
            ]
        )
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        try store.close()
        let queue = try DatabaseQueue(path: folder.file)
        let tables = try queue.read { database in
            try String.fetchAll(
                database,
                sql:
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%grdb%' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
        }
        #expect(
            tables == [
                "account", "account_answer", "answer", "answer_key", "audit", "bookmark", "case_count", "case_due",
                "case_file",
                "case_material", "case_state", "entry", "erasure", "material", "material_check", "material_total",
                "meta", "peer", "quarantine", "reminder", "shared", "shared_case", "shared_entry", "signature",
                "stream", "stream_day", "token", "upload", "waiting", "webhook", "webhook_answer", "webhook_delivery",
            ]
        )
        let strict = try queue.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 1")
        }
        #expect(strict == tables.count)
        try queue.close()
    }

    @Test func openCasesOfAnOlderDatabaseAreLookedAt() throws {
        let folder = try TemporaryFolder()
        let queue = try Sample.older(folder, upTo: "2 whole life of a case")
        let states: [CaseState] = [.submitted, .registered, .accepted, .decided, .delivered, .archived]
        try queue.write { database in
            for (index, state) in states.enumerated() {
                try Sample.addOlderCase(database, Sample.number(UInt64(index) << 20), state)
            }
        }
        try queue.close()
        let store = try Sample.open(folder)
        let watched = try store.read { try $0.watched(through: .max, after: nil, limit: 10) }
        #expect(watched.map(\.row.record.state) == [.registered, .accepted, .decided])
        #expect(watched.map(\.lookAt) == [0, 0, 0])
        #expect(try store.read { try $0.cases(CaseQuery()) }.items.count == states.count)
        #expect(try store.read { try $0.caseCounts() } == Dictionary(uniqueKeysWithValues: states.map { ($0, 1) }))
        try store.close()
    }

    @Test func theRowsOfAnOlderDatabaseStayWhereTheyAre() throws {
        let folder = try TemporaryFolder()
        let queue = try Sample.older(folder, upTo: "13 answer keys")
        let rows = "SELECT * FROM case_file ORDER BY id"
        let roots = "SELECT name, rootpage FROM sqlite_schema ORDER BY name"
        let before = try queue.write { database in
            for index in 0..<300 as Range<UInt64> {
                let state = CaseState.allCases[Int(index) % CaseState.allCases.count]
                try Sample.addOlderCase(database, Sample.number(index << 20), state)
            }
            return (try Row.fetchAll(database, sql: rows), try Row.fetchAll(database, sql: roots))
        }
        try queue.close()
        let store = try Sample.open(folder)
        #expect(try store.write { try $0.addCase(Sample.record(7)) }?.rawValue == 301)
        try store.close()
        let after = try DatabaseQueue(path: folder.file)
        #expect(try after.read { try Row.fetchAll($0, sql: rows) }.dropLast() == before.0[...])
        #expect(try after.read { try Row.fetchAll($0, sql: roots) } == before.1)
        #expect(try after.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
        #expect(try after.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_list(case_file)") }.isEmpty)
        try after.close()
    }

    @Test func aTableThatWasMadeOtherwiseIsLeftAsItIs() throws {
        let folder = try TemporaryFolder()
        let queue = try Sample.older(folder, upTo: "13 answer keys")
        try queue.write { database in
            try database.execute(
                sql: """
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_schema SET sql = replace(sql, 'state INTEGER NOT NULL', 'state  INTEGER NOT NULL')
                    WHERE name = 'case_file';
                    PRAGMA writable_schema = RESET;
                    """
            )
        }
        try queue.close()
        let error = #expect(throws: StoreError.self) { try Sample.open(folder) }
        guard case .corrupt(let detail) = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(detail.contains("made otherwise"))
        let after = try DatabaseQueue(path: folder.file)
        #expect(try after.read(Schema.migrator.appliedMigrations).last == "13 answer keys")
        try after.close()
    }

    @Test func whatIsNoDatabaseIsRefused() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/data", withIntermediateDirectories: true)
        try Data(repeating: 7, count: 20_000).write(to: URL(fileURLWithPath: folder.file))
        let error = #expect(throws: StoreError.self) { try Sample.open(folder) }
        guard case .corrupt = error else {
            Issue.record("\(error as Any)")
            return
        }
    }

    @Test func damageIsFoundWhenAskedFor() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        try store.write { writer in
            try writer.ensure(Sample.nanping)
            try writer.addSentRun(Sample.caseLane, 1...2_000, bodyBytes: 500)
        }
        try store.close()
        // Zeros over pages in the middle, as a dying disk may return them.
        let handle = try #require(FileHandle(forUpdatingAtPath: folder.file))
        try handle.seek(toOffset: UInt64(StoreLimits.pageBytes * 60))
        try handle.write(contentsOf: Data(repeating: 0, count: StoreLimits.pageBytes * 8))
        try handle.close()
        let error = #expect(throws: StoreError.self) { try Sample.open(folder, checks: true) }
        guard case .corrupt = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(error?.description.contains("backup") == true)
    }

    @Test func aFolderThatCannotBeMade() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path + "/data"))
        let error = #expect(throws: StoreError.self) { try Sample.open(folder) }
        guard case .notPermitted = error else {
            Issue.record("\(error as Any)")
            return
        }
    }

    @Test func everyErrorSaysWhatToDo() {
        let errors: [StoreError] = [
            .diskFull(detail: "x"), .corrupt(detail: "x"), .inUse(path: "/x", process: 7), .busy(detail: "x"),
            .newerSchema,
            .otherNode(found: Sample.here, asked: Sample.nanping), .notPermitted(detail: "x"), .io(detail: "x"),
            .constraint(detail: "x"), .notFound(detail: "x"), .unknownStream(Sample.caseLane), .closed,
            .database(code: 1, detail: "x"),
        ]
        #expect(Set(errors.map(\.description)).count == errors.count)
        #expect(errors.filter(\.isRetrySafe) == [.diskFull(detail: "x"), .busy(detail: "x")])
    }

    @Test(arguments: [
        (SQLITE_FULL, StoreError.diskFull(detail: "x")), (SQLITE_CORRUPT, .corrupt(detail: "x")),
        (26, .corrupt(detail: "x")),
        (SQLITE_BUSY, .busy(detail: "x")), (SQLITE_READONLY, .notPermitted(detail: "x")),
        (14, .notPermitted(detail: "x")),
        (SQLITE_IOERR, .io(detail: "x")), (10 | 4 << 8, .io(detail: "x")),
        (SQLITE_CONSTRAINT, .constraint(detail: "x")),
        (1, .database(code: 1, detail: "x")),
    ])
    func resultCodes(code: Int32, error: StoreError) { #expect(StoreError(code: code, message: "x") == error) }
}

private let SQLITE_FULL: Int32 = 13
private let SQLITE_CORRUPT: Int32 = 11
private let SQLITE_BUSY: Int32 = 5
private let SQLITE_READONLY: Int32 = 8
private let SQLITE_IOERR: Int32 = 10
private let SQLITE_CONSTRAINT: Int32 = 19
