import CaseStore
import Synchronization

/// A store that counts how often it is read.
final class CountingStore: Store {
    private let store: any Store
    private let count = Mutex(0)
    /// Is done before each asynchronous read, which fails where it throws.
    private let before: @Sendable () async throws -> Void

    init(_ store: any Store, before: @escaping @Sendable () async throws -> Void = {}) {
        self.store = store
        self.before = before
    }

    var reads: Int { count.withLock { $0 } }

    func write<T>(_ body: (any StoreWriter) throws -> T) throws -> T { try store.write(body) }

    func read<T>(_ body: (any StoreReader) throws -> T) throws -> T {
        count.withLock { $0 += 1 }
        return try store.read(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> T) async throws -> T {
        count.withLock { $0 += 1 }
        try await before()
        return try await store.read(body)
    }

    func close() throws { try store.close() }
}
