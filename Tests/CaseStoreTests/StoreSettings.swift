import GRDB

@testable import CaseStore

extension SQLiteStore {
    /// The settings of the connection that writes.
    func settings() throws -> [String: String] {
        try withWriterConnection { database in
            var values: [String: String] = [:]
            for name in [
                "synchronous", "journal_mode", "foreign_keys", "page_size", "wal_autocheckpoint", "journal_size_limit",
                "temp_store",
            ] {
                values[name] = try Row.fetchOne(database, sql: "PRAGMA \(name)").map {
                    ($0[0] as DatabaseValue).description
                }
            }
            return values.mapValues { $0.trimmingCharacters(in: ["\""]) }
        }
    }

    /// Lets the database grow by so many pages and no more: SQLite's own stand-in for a full disk.
    func limitPages(toMoreThanNow pages: Int) throws {
        try withWriterConnection { database in
            let now = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(now + pages)")
        }
    }
}
