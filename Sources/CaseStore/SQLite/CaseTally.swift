import CaseModel

/// By how much a transaction changes the number of cases in each state, in memory until it is written before the commit.
///
/// A savepoint keeps a copy of this value and puts it back when it is undone.
struct CaseTally {
    /// The changes that are not written yet, by state; those that are 0 may be missing.
    private var changes: [CaseState: Int64] = [:]

    /// Counts a case, or so many, into a state, and out of the one that they had.
    mutating func move(_ count: Int = 1, from before: CaseState? = nil, to state: CaseState) {
        guard before != state else { return }
        if let before { changes[before, default: 0] -= Int64(count) }
        changes[state, default: 0] += Int64(count)
    }

    /// Hands out what is to be written, and forgets it.
    mutating func take() -> [(CaseState, Int64)] {
        defer { changes.removeAll(keepingCapacity: true) }
        return changes.filter { $0.value != 0 }.map { ($0.key, $0.value) }
    }
}

extension SQLiteWriter {
    /// Writes the numbers of cases that changed.
    func writeTally() throws(StoreError) {
        for (state, change) in tally.take() {
            let update = try prepare("UPDATE case_count SET cases = cases + ?2 WHERE state = ?1")
            update.bind(1, state.row)
            update.bind(2, change)
            try update.run()
            guard connection.changes == 1 else { throw .corrupt(detail: "no number of cases that are \(state)") }
        }
    }
}
