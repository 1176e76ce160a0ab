import CaseModel

/// A record of the audit trail with its place in it.
package struct AuditRow: Hashable, Sendable {
    /// Its place.
    package var id: AuditID
    /// What it says, and the digests that chain it.
    package var record: AuditRecord
}

/// A record of the audit trail as a check of the chain meets it.
package struct AuditLink: Hashable, Sendable {
    /// Its place.
    package var id: AuditID
    /// What it says; `nil` where it holds what no version writes, because somebody changed it.
    package var record: AuditRecord?
}

/// Which records of the audit trail.
package struct AuditFilter: Hashable, Sendable {
    /// Only those about this case.
    package var number: CaseNumber?
    /// Only those of this account.
    package var account: String?
    /// Only those before this one: where the page before ended.
    package var before: AuditID?
    /// At most so many, 1 to ``StoreLimits/rowsMax``.
    package var limit = 50

    /// All records.
    package init() {}
}
