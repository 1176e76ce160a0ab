import ExchangeCore
import Foundation
import GRDB

/// A store's file as it lies on disk, for checks beside the daemon that may have it open.
///
/// Nothing is written, no lock is taken, and a database that needs a migration stays as it is.
package final class StoreInspection: ReadableStore {
    private let queue: DatabaseQueue

    /// Opens a store's file.
    ///
    /// - Throws: `StoreError.notFound` where there is none, `.newerSchema` for one of a newer version, `.corrupt` for one
    ///   that is no database, `.otherNode`.
    package init(path: String, node: NodeCode) throws(StoreError) {
        guard FileManager.default.fileExists(atPath: path) else { throw .notFound(detail: path) }
        queue = try StoreError.mapping {
            var configuration = SQLiteStore.configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            guard try !queue.read(Schema.migrator.hasBeenSuperseded) else { throw StoreError.newerSchema }
            let number = try queue.read { try Int64.fetchOne($0, sql: "SELECT node FROM meta") } ?? 0
            guard let found = UInt32(exactly: number).flatMap(NodeCode.init(number:)) else {
                throw StoreError.corrupt(detail: "\(number) is no node's code")
            }
            guard found == node else { throw StoreError.otherNode(found: found, asked: node) }
            return queue
        }
    }

    /// Migrations that the daemon makes at its next start; their tables and columns are missing until then.
    package var missingMigrations: [String] {
        get throws(StoreError) {
            try StoreError.mapping {
                let done = try queue.read(Schema.migrator.appliedMigrations)
                return Schema.migrator.migrations.filter { !done.contains($0) }
            }
        }
    }

    /// What SQLite finds wrong in the file: pages, rows and, where everything is looked at, indexes; then references that
    /// lead nowhere.
    ///
    /// - Parameter isFull: looks at the indexes, too, which takes several times as long.
    package func damage(isFull: Bool) throws(StoreError) -> [String] {
        try StoreError.mapping {
            try queue.read { database in
                let check = isFull ? "PRAGMA integrity_check(20)" : "PRAGMA quick_check(20)"
                var found = try String.fetchAll(database, sql: check).filter { $0 != "ok" }
                for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(20) {
                    let (table, parent): (String, String) = (row[0], row[2])
                    found.append(Self.leadsNowhere(table, parent))
                }
                // A reference that the table does not declare, as it would make each change of a case twice as dear.
                let strays = """
                    SELECT EXISTS (SELECT 1 FROM case_file AS f WHERE registered_entry IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM entry WHERE id = f.registered_entry))
                    """
                let line = Self.leadsNowhere("case_file", "entry")
                if try Bool.fetchOne(database, sql: strays) == true, !found.contains(line) { found.append(line) }
                return found
            }
        }
    }

    private static func leadsNowhere(_ table: String, _ parent: String) -> String {
        "a row of \(table) names one of \(parent) that is not there"
    }

    /// The tables whose rows have numbers, each with the highest; nothing is counted.
    package var tables: [(table: String, lastRow: Int64)] {
        get throws(StoreError) {
            try StoreError.mapping {
                try queue.read { database in
                    let names = try String.fetchAll(
                        database,
                        sql:
                            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0 ORDER BY name"
                    )
                    return try names.map { name in
                        let last = try Int64.fetchOne(database, sql: "SELECT max(rowid) FROM \"\(name)\"")
                        return (name, last ?? 0)
                    }
                }
            }
        }
    }

    /// The highest row of the materials' index; 0 when it is empty.
    package func lastMaterial() throws(StoreError) -> Int64 {
        try StoreError.mapping { try queue.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM material") ?? 0 } }
    }

    /// Materials that are here as a whole, by their rows after one, at most so many.
    package func materials(after id: Int64, limit: Int) throws(StoreError) -> [(id: Int64, row: MaterialRow)] {
        try StoreError.mapping {
            try queue.read { try SQLiteReader(Connection($0)).wholeMaterials(after: id, limit: limit) }
        }
    }

    package func read<T>(_ body: (any StoreReader) throws -> T) throws -> T {
        do { return try queue.read { try body(SQLiteReader(Connection($0))) } } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> T) async throws -> T {
        do { return try await queue.read { try body(SQLiteReader(Connection($0))) } } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}

extension SQLiteReader {
    /// Materials that are here as a whole, by their rows after one.
    fileprivate final func wholeMaterials(
        after id: Int64,
        limit: Int
    ) throws(StoreError) -> [(id: Int64, row: MaterialRow)] {
        let rows = try prepare(
            """
            SELECT m.digest, m.size, m.media_type, m.state, m.received, m.source, m.added_at, m.content, k.standing, m.id
            FROM material m LEFT JOIN material_check k ON k.material = m.id WHERE m.id > ? AND m.state = 2
            ORDER BY m.id LIMIT ?
            """
        )
        defer { rows.reset() }
        rows.bind(1, id)
        rows.bind(2, Int64(max(1, min(limit, StoreLimits.rowsMax))))
        var found: [(id: Int64, row: MaterialRow)] = []
        while try rows.next() { found.append((rows.int(9), try Self.materialRow(rows))) }
        return found
    }
}
