import CaseModel

/// An entry's place in the order of all that this node kept; the event feed counts with it.
///
/// From 1, and never reused.
package struct EntryID: Hashable, Sendable, Comparable, RawRepresentable {
    /// The number; 0 is before the first.
    package var rawValue: Int64

    /// Takes a number.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Before the first entry.
    package static let start = EntryID(rawValue: 0)

    /// Orders as they were kept.
    package static func < (left: EntryID, right: EntryID) -> Bool { left.rawValue < right.rawValue }
}

/// A case's row in this node's database.
///
/// Means nothing at another node.
package struct CaseID: Hashable, Sendable, Comparable, RawRepresentable {
    /// The number, from 1.
    package var rawValue: Int64

    /// Takes a number.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Orders as they were kept.
    package static func < (left: CaseID, right: CaseID) -> Bool { left.rawValue < right.rawValue }
}

/// A quarantined entry's row.
package struct QuarantineID: Hashable, Sendable, Comparable, RawRepresentable {
    /// The number, from 1.
    package var rawValue: Int64

    /// Takes a number.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Before the first.
    package static let start = QuarantineID(rawValue: 0)

    /// Orders as they were kept.
    package static func < (left: QuarantineID, right: QuarantineID) -> Bool { left.rawValue < right.rawValue }
}

/// A reminder's row.
package struct ReminderID: Hashable, Sendable, Comparable, RawRepresentable {
    /// The number, from 1.
    package var rawValue: Int64

    /// Takes a number.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Orders as they were told.
    package static func < (left: ReminderID, right: ReminderID) -> Bool { left.rawValue < right.rawValue }
}

/// A record's place in the audit trail.
///
/// From 1, without gaps, and never reused.
package struct AuditID: Hashable, Sendable, Comparable, RawRepresentable {
    /// The number; 0 is before the first.
    package var rawValue: Int64

    /// Takes a number.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Before the first record.
    package static let start = AuditID(rawValue: 0)

    /// Orders as they were kept.
    package static func < (left: AuditID, right: AuditID) -> Bool { left.rawValue < right.rawValue }
}

/// Whose stream an entry stands on.
package enum StreamDirection: Int64, Hashable, Sendable, CaseIterable {
    /// Ours, to the peer.
    case outgoing = 1
    /// The peer's, to us.
    case incoming = 2
}

/// Which case an entry speaks of.
package enum CaseLink: Hashable, Sendable {
    /// None, or many.
    case none
    /// A case that is here.
    case known(CaseID)
    /// A case that is not here (a submission that was refused, say): its number is kept with the entry.
    case unknown(CaseNumber)
}
