import CaseModel

/// A case of which something is waited for, with the time of its next look.
package struct WatchedCase: Hashable, Sendable {
    /// The case.
    package var row: CaseRow
    /// When it is to be looked at, in milliseconds since 1970-01-01T00:00:00Z; `.max` where nothing comes until it changes.
    package var lookAt: Int64
    /// When the first of its last days ends, as it was worked out last; `nil` where it has none.
    package var dueAt: Int64?

    /// Its place in the order of looks.
    package var cursor: Cursor { Cursor(lookAt: lookAt, id: row.id) }

    /// A place in the order of looks.
    package struct Cursor: Hashable, Sendable {
        /// The time of the look, in milliseconds since 1970-01-01T00:00:00Z.
        var lookAt: Int64
        /// The case.
        var id: CaseID
    }
}

/// An entry of a case without its content.
package struct JournalStep: Hashable, Sendable {
    /// The entry.
    package var id: EntryID
    /// What it is, as the wire numbers kinds.
    package var kind: UInt32
    /// The time in its header, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
}
