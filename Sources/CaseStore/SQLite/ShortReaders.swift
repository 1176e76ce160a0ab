import Foundation
import GRDB
import Synchronization

/// Connections for short reads, which are done on the thread that asks for them.
///
/// The pool's readers have threads of their own, and to hand a read to one of them and back takes longer than most reads do.
/// There is a connection for each thread that Swift's tasks run on, those of its pool and those that serve the API, so that
/// they find one free; they are opened when needed.
final class ShortReaders: Sendable {
    /// A connection that one thread uses at a time.
    private final class Place: Sendable {
        let state = Mutex(State())
    }

    private struct State {
        var queue: DatabaseQueue?
        /// Kept with its statements, which take longer to find than most of them to run.
        var connection: Connection?
        var isClosed = false
    }

    private let path: String
    private let configuration: Configuration
    private let places: [Place]

    /// Reads of a database that is there.
    init(
        path: String,
        configuration: Configuration,
        count: Int = min(2 * ProcessInfo.processInfo.activeProcessorCount, StoreLimits.readersMax)
    ) {
        var configuration = configuration
        configuration.readonly = true
        configuration.label = "short"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(StoreLimits.shortReaderCacheBytes >> 10)")
        }
        self.path = path
        self.configuration = configuration
        places = (0..<count).map { _ in Place() }
    }

    /// Reads at once; `nil` where as many threads read as there are connections, or after the end.
    func read<T: Sendable>(_ body: @Sendable (any StoreReader) throws -> T) throws -> T? {
        for place in places {
            let value: T?? = try place.state.withLockIfAvailable { state -> T? in
                guard !state.isClosed else { return nil }
                let queue = try state.queue ?? DatabaseQueue(path: path, configuration: configuration)
                state.queue = queue
                return try queue.unsafeRead { database in
                    let connection = try state.connection ?? Connection(database)
                    state.connection = connection
                    return try connection.reading { try body(SQLiteReader(connection)) }
                }
            }
            if let value { return value }
        }
        return nil
    }

    /// Ends all use, when those who read are done.
    func close() throws {
        for place in places {
            try place.state.withLock { state in
                state.isClosed = true
                state.connection = nil
                try state.queue?.close()
                state.queue = nil
            }
        }
    }
}
