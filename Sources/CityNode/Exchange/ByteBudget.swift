import Synchronization

/// How many bytes may wait somewhere for one peer: each part of them is counted until its share is released.
final class ByteBudget: Sendable {
    private let limit: Int
    private let held = Atomic<Int>(0)

    /// A budget of at most so many bytes at a time.
    init(limit: Int) { self.limit = limit }

    /// How many bytes are counted.
    var byteCount: Int { held.load(ordering: .relaxed) }

    /// Counts so many until the share is released, on whatever thread; `nil` where that is too much.
    func share(of count: Int) -> Share? {
        guard held.add(count, ordering: .relaxed).newValue <= limit else {
            held.subtract(count, ordering: .relaxed)
            return nil
        }
        return Share(of: count, in: self)
    }

    /// What one part is counted with.
    final class Share: Sendable {
        private let count: Int
        private let budget: ByteBudget

        fileprivate init(of count: Int, in budget: ByteBudget) {
            self.count = count
            self.budget = budget
        }

        deinit { budget.held.subtract(count, ordering: .relaxed) }
    }
}
