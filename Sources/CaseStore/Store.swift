/// What a store holds, for whoever only reads.
package protocol ReadableStore: Sendable {
    /// Reads one consistent state of the last transaction that is on disk. Blocks while all readers are busy.
    ///
    /// - Throws: what the closure throws, or a ``StoreError``.
    func read<T>(_ body: (any StoreReader) throws -> T) throws -> T

    /// Reads like the blocking `read`, on a thread that may block.
    ///
    /// - Throws: what the closure throws, a ``StoreError``, or `CancellationError` when its task was cancelled.
    func read<T: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> T) async throws -> T

    /// Reads like the asynchronous `read` what takes a few rows, on the caller's thread where that is possible without waiting.
    ///
    /// - Throws: as `read` does.
    func glance<T: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> T) async throws -> T
}

extension ReadableStore {
    package func glance<T: Sendable>(
        _ body: @escaping @Sendable (any StoreReader) throws -> T
    ) async throws -> T { try await read(body) }
}

/// A node's memory on disk: journal, streams, cases, materials' index, quarantine.
///
/// It knows no rules, keys or codecs.
///
/// One thread writes, any number read. A write is one transaction that is on disk when the call returns. Both block:
/// a caller on Swift's concurrency threads uses the asynchronous `read`, and leaves writing to its writer thread.
package protocol Store: ReadableStore {
    /// Runs a transaction: everything that the closure does is on disk when this returns, or nothing is when it throws.
    ///
    /// Blocks while another thread writes. The writer must not leave the closure.
    /// - Throws: what the closure throws, or a ``StoreError``.
    func write<T>(_ body: (any StoreWriter) throws -> T) throws -> T

    /// Moves what the write-ahead log holds into the database file and ends all use. A second call does nothing.
    func close() throws
}
