import ExchangeCore
import GRDB
import NodeMetrics

/// The store in one SQLite file, opened by one process.
///
/// One connection writes, a few read at the same time (write-ahead log). See <doc:Schema> for tables and settings.
package final class SQLiteStore: Store {
    /// How to open a store.
    package struct Options: Sendable {
        /// Looks through the whole file for damage before it is used: about a second for each gigabyte.
        package var checksFile = false
        /// Answers whose keys are held in memory before they are written into the index on disk, at most.
        package var answersGatheredMax = StoreLimits.answersGatheredMax
        /// Learns how long each commit takes.
        package var commitTimes: Histogram?

        /// The defaults.
        package init() {}
    }

    private let pool: DatabasePool
    private let short: ShortReaders
    private let lock: FolderLock
    private let writer: WriterBox
    private let commitTimes: Histogram?

    /// Holds the writer for as long as the store is open.
    ///
    /// Unchecked, because the writer is made, used and let go only in blocks of the pool's writer queue, which runs one
    /// at a time.
    private final class WriterBox: @unchecked Sendable {
        var writer: SQLiteWriter?
    }

    /// Opens a store, or makes it where there is none.
    ///
    /// - Parameters:
    ///   - path: the database's file; its folder is made too, both for this user only.
    ///   - node: whose store this is. A store of another node is refused.
    ///   - epoch: a random number, kept when the store is made and ignored later.
    ///   - at: now, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - options: how to open it.
    package init(
        path: String,
        node: NodeCode,
        epoch: UInt64,
        at: Int64,
        options: Options = Options()
    ) throws(StoreError) {
        let lock = try FolderLock(database: path)
        let box = WriterBox()
        _ = Self.leavesMemoryUncounted
        (pool, short) = try StoreError.mapping {
            let pool = try DatabasePool(path: path, configuration: Self.configuration())
            do {
                try Self.prepare(pool, node: node, epoch: epoch, at: at, options: options)
                try pool.writeWithoutTransaction { database in
                    box.writer = SQLiteWriter(
                        try Connection(database),
                        answersGatheredMax: options.answersGatheredMax
                    )
                }
                return (pool, ShortReaders(path: path, configuration: Self.configuration()))
            } catch {
                try? pool.close()
                throw error
            }
        }
        self.lock = lock
        writer = box
        commitTimes = options.commitTimes
    }

    package func write<T>(_ body: (any StoreWriter) throws -> T) throws -> T {
        try mapping {
            try pool.writeWithoutTransaction { _ in
                guard let writer = writer.writer else { throw StoreError.closed }
                try writer.begin()
                do {
                    let result = try body(writer)
                    let watch = Stopwatch()
                    try writer.commit()
                    commitTimes?.observe(nanoseconds: watch.nanoseconds)
                    return result
                } catch {
                    writer.rollback()
                    throw error
                }
            }
        }
    }

    package func read<T>(_ body: (any StoreReader) throws -> T) throws -> T {
        try mapping {
            try pool.read { database in try body(SQLiteReader(Connection(database))) }
        }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> T) async throws -> T {
        do {
            return try await pool.read { database in try body(SQLiteReader(Connection(database))) }
        } catch let error as DatabaseError {
            throw Self.isClosed(error) ? StoreError.closed : StoreError(error)
        }
    }

    package func glance<T: Sendable>(
        _ body: @escaping @Sendable (any StoreReader) throws -> T
    ) async throws -> T {
        if let value = try mapping({ try short.read(body) }) { return value }
        return try await read(body)
    }

    package func close() throws {
        try mapping {
            do {
                try short.close()
                pool.writeWithoutTransaction { database in
                    guard writer.writer != nil else { return }
                    writer.writer = nil
                    // What cannot be moved now, because someone reads, is read from the log at the next start.
                    _ = try? database.checkpoint(.truncate)
                }
                try pool.close()
            } catch let error as DatabaseError where Self.isClosed(error) {
                return
            }
            lock.release()
        }
    }

    /// Lends the connection that writes, outside a transaction, to look at its settings.
    func withWriterConnection<T>(_ body: (Database) throws -> T) throws -> T {
        try pool.writeWithoutTransaction(body)
    }

    /// Gives GRDB's errors this module's form, and leaves what a caller's closure throws.
    private func mapping<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError {
            throw Self.isClosed(error) ? StoreError.closed : StoreError(error)
        }
    }

    private static func isClosed(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_MISUSE
    }
}
