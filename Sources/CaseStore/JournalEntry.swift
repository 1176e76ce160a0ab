import CaseModel
import ExchangeCore

/// An entry as people and feeds see it: where it stands, what it is about, and its bytes where they were asked for.
package struct JournalEntry: Hashable, Sendable {
    /// Its place in the order of all entries.
    package var id: EntryID
    /// Its stream.
    package var stream: StreamKey
    /// Whose stream that is.
    package var direction: StreamDirection
    /// Its number there, or `nil` while it waits for one.
    package var sequence: UInt64?
    /// What it is, as the wire numbers kinds.
    package var kind: UInt32
    /// The case it speaks of, if it is one that is here.
    package var caseID: CaseID?
    /// The case's number, also where the case is not here.
    package var caseNumber: CaseNumber?
    /// The time in its header, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// Its header; `nil` while it waits for its number, and where content was not asked for.
    package var header: [UInt8]?
    /// Its body; `nil` where it was erased, and where content was not asked for.
    package var body: [UInt8]?
    /// True when it is in quarantine and was not replayed: it did not act.
    package var isQuarantined: Bool
    /// When and why its body was erased.
    package var erasure: Erasure?

    /// When and why a body was erased.
    package struct Erasure: Hashable, Sendable {
        /// When, in milliseconds since 1970-01-01T00:00:00Z.
        package var at: Int64
        /// Why, in a few words.
        package var why: String
    }
}
