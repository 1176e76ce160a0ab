import CaseModel

/// A case as the database has it.
struct StoredCase {
    var row: CaseRow
    /// Whether it is among those that are to be looked at for reminders, as it is after each change.
    var isToBeLookedAt: Bool
}

/// The cases that a transaction has read or changed, in memory.
///
/// A case often takes several steps in one transaction: where a department hands in what it did in the last hour, or where a
/// peer's entries are caught up with. Its row is read once and written once then, before the commit or before another
/// statement looks at the table.
struct CaseDrafts {
    /// One case.
    struct Draft {
        /// As it is now.
        var row: CaseRow
        /// The ending that is in the database.
        var ending: EndingCode?
        /// Whether the database has it among those that are to be looked at.
        var isToBeLookedAt: Bool
        /// Whether it differs from the database.
        var isChanged = false
    }

    /// How many are kept at most; then all are written and forgotten.
    static let countMax = 4_096

    private var drafts: [Draft] = []
    private var places: [CaseNumber: Int] = [:]
    // Places of those that are not written, in the order in which they were changed first.
    private var changed: [Int] = []
    /// Counts the changes that are not in the database, or have been: writing them is none.
    private(set) var changeCount: Int64 = 0

    var isEmpty: Bool { drafts.isEmpty }
    var isFull: Bool { drafts.count >= Self.countMax }
    var hasChanges: Bool { !changed.isEmpty }

    /// The case with this number, if it is known here.
    subscript(number: CaseNumber) -> CaseRow? { places[number].map { drafts[$0].row } }

    /// Keeps a row as it was read.
    mutating func add(_ stored: StoredCase) {
        let row = stored.row
        places[row.record.number] = drafts.count
        drafts.append(Draft(row: row, ending: row.record.ending, isToBeLookedAt: stored.isToBeLookedAt))
    }

    /// Keeps what a case has become; it is known here.
    mutating func change(_ record: CaseRecord) {
        guard let place = places[record.number] else { preconditionFailure("a case is read before it changes") }
        drafts[place].row.record = record
        changeCount += 1
        guard !drafts[place].isChanged else { return }
        drafts[place].isChanged = true
        changed.append(place)
    }

    /// Hands out what is to be written, which counts as written from here on.
    mutating func take() -> [Draft] {
        defer { changed.removeAll(keepingCapacity: true) }
        // SQLite counts each of them once more.
        changeCount -= Int64(changed.count)
        return changed.map { place in
            defer {
                drafts[place].isChanged = false
                drafts[place].ending = drafts[place].row.record.ending
                drafts[place].isToBeLookedAt = true
            }
            return drafts[place]
        }
    }

    /// Forgets all of them, also those that are not written.
    mutating func forget() {
        guard !drafts.isEmpty else { return }
        drafts.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        changed.removeAll(keepingCapacity: true)
    }
}

extension SQLiteWriter {
    /// Keeps a row that was read.
    func draft(_ stored: StoredCase?) throws(StoreError) -> CaseRow? {
        guard let stored else { return nil }
        if drafts.isFull { try forgetDrafts() }
        drafts.add(stored)
        return stored.row
    }

    func updateCase(_ id: CaseID, _ record: CaseRecord) throws(StoreError) {
        guard let before = try findCase(record.number), before.id == id else {
            throw .notFound(detail: "case \(id.rawValue), \(record.number)")
        }
        drafts.change(record)
        tally.move(from: before.record.state, to: record.state)
    }

    /// Writes the cases that changed.
    ///
    /// Where that fails, what changed them was done long before: it is undone with the savepoint in which it was done, or
    /// with the whole transaction.
    func writeDrafts() throws(StoreError) {
        guard drafts.hasChanges else { return }
        do throws(StoreError) {
            for draft in drafts.take() { try write(draft) }
        } catch {
            drafts.forget()
            if savepoints == 0 { abandon(because: error) }
            throw error
        }
    }

    /// Writes the cases that changed and forgets all, before something else looks at the table.
    func forgetDrafts() throws(StoreError) {
        try writeDrafts()
        drafts.forget()
    }
}
