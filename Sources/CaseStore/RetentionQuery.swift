import CaseModel

/// Which closed cases that still have data here.
package struct RetentionQuery: Hashable, Sendable {
    /// The side on which this node is.
    package var side: Side
    /// Only those that changed last before this time, in milliseconds since 1970-01-01T00:00:00Z.
    package var changedBefore: Int64
    /// Where the page before ended; `nil` for the first page.
    package var after: RetentionCursor?
    /// At most so many, 1 to ``StoreLimits/casesPerPageMax``.
    package var limit = 50

    /// Asks for the cases of one side that changed last before a time.
    package init(side: Side, changedBefore: Int64) {
        self.side = side
        self.changedBefore = changedBefore
    }
}

/// Where a page of closed cases ended.
package struct RetentionCursor: Hashable, Sendable {
    /// Which city had collected the last case of the page.
    package var collecting: CityCode
    /// When it had changed.
    package var changedAt: Int64
    /// The last case of the page.
    package var id: CaseID

    /// Takes the last case of a page.
    package init(_ row: CaseRow) {
        collecting = row.record.collecting
        changedAt = row.record.changedAt
        id = row.id
    }
}
