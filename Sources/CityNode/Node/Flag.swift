import Synchronization

/// Something that is set once.
final class Flag: Sendable {
    private let value = Atomic(false)

    /// Whether it is set.
    var isSet: Bool { value.load(ordering: .acquiring) }

    /// Sets it; false where it was set before.
    func setOnce() -> Bool { !value.exchange(true, ordering: .acquiringAndReleasing) }

    /// Sets it.
    func set() { value.store(true, ordering: .releasing) }
}
