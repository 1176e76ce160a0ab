import CaseModel
import ExchangeCore

/// An entry's bytes with its number: what goes to the peer.
package struct StoredEntry: Hashable, Sendable {
    /// Its number in its stream.
    package var sequence: UInt64
    /// Its header, exactly as it was hashed.
    package var header: [UInt8]
    /// Its body, or `nil` where it was erased.
    package var body: [UInt8]?
}

/// Entries of a peer's stream without gaps, with the peer's signature over the last one's hash.
package struct SignedRun: Hashable, Sendable {
    /// The entries, at least one.
    package var entries: [StoredEntry]
    /// The peer's signature over the last one's hash.
    package var signature: [UInt8]
}

/// An entry of our own that is on disk and waits for its number.
package struct PendingEntry: Hashable, Sendable {
    /// Its place in the order of all entries.
    package var id: EntryID
    /// Its stream.
    package var stream: StreamKey
    /// What it is, as the wire numbers kinds.
    package var kind: UInt32
    /// The number of the case it speaks of.
    package var caseNumber: CaseNumber?
    /// The time for its header, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// Its body.
    package var body: [UInt8]
}

/// What a peer has not receipted yet.
package struct Backlog: Hashable, Sendable {
    /// Entries, those that wait for a number included.
    package var entries: UInt64 = 0
    /// Their headers and bodies.
    package var bytes: UInt64 = 0
    /// Those of the entries that wait for a number.
    package var pending: UInt64 = 0
}

/// A stream's entries of one local day.
package struct DayCount: Hashable, Sendable {
    /// The day in Asia/Shanghai of the time in the entries' headers.
    package var day: LocalDay
    /// How many entries.
    package var count: UInt64
    /// The lowest number among them.
    ///
    /// Days may interleave where clocks were set.
    package var first: UInt64
    /// The highest number among them.
    package var last: UInt64
}
