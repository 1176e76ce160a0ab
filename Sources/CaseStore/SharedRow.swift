import CaseModel
import ExchangeCore

/// A shared record's row in this node's database.
///
/// Means nothing at another node.
package struct SharedID: Hashable, Sendable, Comparable, RawRepresentable {
    /// The number, from 1.
    package var rawValue: Int64

    /// Takes a number.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Orders as they were kept.
    package static func < (left: SharedID, right: SharedID) -> Bool { left.rawValue < right.rawValue }
}

/// A shared record with its place in the database.
package struct SharedRow: Hashable, Sendable {
    /// Its row.
    package var id: SharedID
    /// Its name.
    package var name: SharedName
    /// The record.
    package var record: SharedRecord
    /// The other city that keeps it; `nil` where it stays here.
    package var peer: NodeCode?
    /// How many changes made it, from 1.
    package var version: Int
    /// When it last changed, in milliseconds since 1970-01-01T00:00:00Z.
    package var changedAt: Int64

    /// Puts a row together.
    package init(
        id: SharedID,
        name: SharedName,
        record: SharedRecord,
        peer: NodeCode?,
        version: Int,
        changedAt: Int64
    ) {
        self.id = id
        self.name = name
        self.record = record
        self.peer = peer
        self.version = version
        self.changedAt = changedAt
    }
}

/// Which shared records, from where on; the one that came last first.
package struct SharedQuery: Hashable, Sendable {
    /// What they are.
    package var kind: SharedKind
    /// Only those of this city; `nil` for all.
    package var owner: CityCode?
    /// Only those of this case; `nil` for all.
    package var caseNumber: CaseNumber?
    /// Only those that stand so, in the words of `SharedRecord.state`; `nil` for all.
    package var states: Set<String>?
    /// The last row of the page before; `nil` for the first page.
    package var after: SharedID?
    /// At most so many, 1 to ``StoreLimits/rowsMax``.
    package var limit = 50

    /// All records of a kind.
    package init(_ kind: SharedKind) { self.kind = kind }
}

/// A page of shared records.
package struct SharedPage: Hashable, Sendable {
    /// The records.
    package var items: [SharedRow]
    /// Where the next page begins; `nil` when this is the last.
    package var next: SharedID?
}
