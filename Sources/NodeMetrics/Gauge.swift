import Synchronization

/// A number that goes up and down, set from any thread.
package final class Gauge: Sendable {
    private let level = Atomic<Int64>(0)

    /// Begins at 0.
    package init() {}

    /// How it stands.
    package var value: Int64 { level.load(ordering: .relaxed) }

    /// Lets it stand so.
    package func set(_ value: Int64) { level.store(value, ordering: .relaxed) }

    /// Lets it grow, or shrink.
    package func add(_ change: Int64) { level.wrappingAdd(change, ordering: .relaxed) }
}
