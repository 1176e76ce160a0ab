import Synchronization

/// A number that only grows from the daemon's start on: one atomic addition, from any thread.
package final class Counter: Sendable {
    private let value = Atomic<Int64>(0)

    /// Begins at 0.
    package init() {}

    /// How much was counted.
    package var count: Int64 { value.load(ordering: .relaxed) }

    /// Counts so many more.
    package func add(_ count: Int64 = 1) { value.wrappingAdd(count, ordering: .relaxed) }

    /// Counts so many more.
    package func add(_ count: Int) { add(Int64(count)) }
}
