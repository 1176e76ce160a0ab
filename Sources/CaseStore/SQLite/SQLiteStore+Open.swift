import CSQLite
import ExchangeCore
import GRDB

extension SQLiteStore {
    /// Spares every piece of memory that SQLite takes a lock and a count that nobody asks for; a process that has used SQLite
    /// before this goes on counting.
    static let leavesMemoryUncounted: Bool = csqlite_leave_memory_uncounted() == SQLITE_OK

    /// What every connection is set to.
    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "store"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(StoreLimits.busySeconds)
        configuration.maximumReaderCount = StoreLimits.readersMax
        configuration.prepareDatabase { database in
            let cache = database.configuration.readonly ? StoreLimits.readerCacheBytes : StoreLimits.writerCacheBytes
            // Only a new file takes its page size from here.
            if !database.configuration.readonly {
                try database.execute(sql: "PRAGMA page_size = \(StoreLimits.pageBytes)")
            }
            try database.execute(sql: "PRAGMA cache_size = -\(cache >> 10)")
            // Savepoints keep undone pages here: in memory, since they need not outlive anything.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return configuration
    }

    /// Sets the writing connection, checks and migrates the file, and finds out whose it is.
    static func prepare(
        _ pool: DatabasePool,
        node: NodeCode,
        epoch: UInt64,
        at: Int64,
        options: Options
    ) throws {
        try pool.writeWithoutTransaction { database in
            // The pool has chosen NORMAL, which may lose the last transactions with the power.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // Leaves no stale copies in pages that are written anyway. Erasing a body turns it on in full.
            try database.execute(sql: "PRAGMA secure_delete = FAST")
            let pageBytes = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? StoreLimits.pageBytes
            let pages = max(1, StoreLimits.walCheckpointBytes / pageBytes)
            try database.execute(sql: "PRAGMA wal_autocheckpoint = \(pages)")
            try database.execute(sql: "PRAGMA journal_size_limit = \(StoreLimits.walFileBytesMax)")
            if options.checksFile {
                let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no verdict"
                guard verdict == "ok" else { throw StoreError.corrupt(detail: verdict) }
            }
        }
        let migrator = Schema.migrator
        guard try !pool.read(migrator.hasBeenSuperseded) else { throw StoreError.newerSchema }
        try migrator.migrate(pool)
        try pool.write { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT node FROM meta") else {
                return try database.execute(
                    sql: "INSERT INTO meta (one, node, epoch, created_at) VALUES (1, ?, ?, ?)",
                    arguments: [Int64(node.number), Int64(bitPattern: epoch), at]
                )
            }
            let number: Int64 = row["node"]
            guard let found = UInt32(exactly: number).flatMap(NodeCode.init(number:)) else {
                throw StoreError.corrupt(detail: "\(number) is no node's code")
            }
            guard found == node else { throw StoreError.otherNode(found: found, asked: node) }
        }
    }
}
