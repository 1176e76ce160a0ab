import GRDB
import GRDBSQLite
import Glibc

/// One SQLite connection with its prepared statements, each compiled once.
///
/// Statements are found by the address of their literal: no hashing of text on the hot path.
final class Connection {
    /// GRDB's connection.
    let database: Database
    /// SQLite's own.
    let handle: OpaquePointer
    private var prepared: [UnsafePointer<UInt8>: (statement: Statement, namesCases: Bool)] = [:]

    /// Wraps a connection, on its queue.
    init(_ database: Database) throws(StoreError) {
        guard let handle = database.sqliteConnection else { throw .closed }
        self.database = database
        self.handle = handle
    }

    /// The statement for a literal.
    func prepare(_ sql: StaticString) throws(StoreError) -> Prepared {
        if let known = prepared[sql.utf8Start] {
            return Prepared(raw: known.statement.sqliteStatement, namesCases: known.namesCases)
        }
        let statement = try StoreError.mapping { try database.cachedStatement(sql: sql.description) }
        // A literal ends with a zero. Most connections read once, so this is no rare thing and has to be fast.
        let namesCases = strstr(UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self), "case_file") != nil
        prepared[sql.utf8Start] = (statement, namesCases)
        return Prepared(raw: statement.sqliteStatement, namesCases: namesCases)
    }

    /// The statement for a text that was put together; GRDB keeps it, by its text.
    func prepare(text: String) throws(StoreError) -> Prepared {
        let statement = try StoreError.mapping { try database.cachedStatement(sql: text) }
        // The text may stand in the other table as well, but a statement is never used twice at a time.
        return Prepared(raw: statement.sqliteStatement, namesCases: true)
    }

    /// Does something in a transaction that only reads, so that all of it is read of one state.
    func reading<T>(_ body: () throws -> T) throws -> T {
        try prepare("BEGIN").run()
        do {
            let value = try body()
            try prepare("COMMIT").run()
            return value
        } catch {
            try? prepare("ROLLBACK").run()
            throw error
        }
    }

    /// Rows that the last statement changed.
    var changes: Int { Int(sqlite3_changes(handle)) }

    /// Rows that were changed since the connection was opened.
    var totalChanges: Int64 { sqlite3_total_changes64(handle) }

    /// The row that the last INSERT made.
    var lastRow: Int64 { sqlite3_last_insert_rowid(handle) }

    /// True while a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }
}
