import CaseModel

/// A record of the audit trail with its place in it.
package struct AuditItem: Hashable, Sendable {
    /// Its place, from 1 without gaps.
    package var id: Int64
    /// What it says, and the digests that chain it.
    package var record: AuditRecord

    /// Makes an item.
    package init(id: Int64, record: AuditRecord) {
        self.id = id
        self.record = record
    }
}

/// Which records of the audit trail to list.
package struct AuditQuery: Hashable, Sendable {
    /// Only those about this case.
    package var number: CaseNumber?
    /// Only those of this officer.
    package var officer: String?
    /// Where the page before ended; `nil` starts at the newest.
    package var cursor: Int64?
    /// The most records to give, 1 to `APILimits.pageItemsMax`.
    package var limit: Int

    /// Makes a query.
    package init(
        number: CaseNumber? = nil,
        officer: String? = nil,
        cursor: Int64? = nil,
        limit: Int = APILimits.pageItemsDefault
    ) {
        self.number = number
        self.officer = officer
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of the audit trail.
package struct AuditPage: Sendable {
    /// The records, newest first.
    package var items: [AuditItem]
    /// The cursor of the next page; `nil` after the last.
    package var next: Int64?

    /// Makes a page.
    package init(items: [AuditItem], next: Int64?) {
        self.items = items
        self.next = next
    }
}

/// What a walk along the audit trail found.
package struct AuditReport: Hashable, Sendable {
    /// Records that follow on each other, from the first.
    package var records: Int64
    /// The digest of the last of them; 32 zero bytes where there is none.
    package var head: MaterialDigest
    /// The first record that does not follow on the one before; `nil` when all do.
    package var firstBroken: Int64?
    /// Whether the digest that the caller had kept is one of the trail's; `nil` where none was given.
    package var holdsDigest: Bool?

    /// Makes a report.
    package init(records: Int64, head: MaterialDigest, firstBroken: Int64?, holdsDigest: Bool?) {
        self.records = records
        self.head = head
        self.firstBroken = firstBroken
        self.holdsDigest = holdsDigest
    }

    /// Whether nothing was changed, as far as the chain can tell.
    package var isIntact: Bool { firstBroken == nil && holdsDigest != false }
}
