import CaseModel

/// Which closed cases that still have data here.
package struct RetentionQuery: Hashable, Sendable {
    /// The side on which the city is.
    package var side: Side
    /// The city.
    package var city: CityCode
    /// Only those that changed last before this time, in milliseconds since 1970-01-01T00:00:00Z.
    package var changedBefore: Int64
    /// Where the page before ended; `nil` for the first page.
    package var after: RetentionCursor?
    /// At most so many, 1 to ``StoreLimits/casesPerPageMax``.
    package var limit = 50

    /// Asks for the cases of a city that changed last before a time.
    package init(side: Side, city: CityCode, changedBefore: Int64) {
        self.side = side
        self.city = city
        self.changedBefore = changedBefore
    }
}

/// Where a page of closed cases ended.
package struct RetentionCursor: Hashable, Sendable {
    /// When the last case of the page had changed.
    package var changedAt: Int64
    /// The last case of the page.
    package var id: CaseID

    /// Takes the last case of a page.
    package init(_ row: CaseRow) {
        changedAt = row.record.changedAt
        id = row.id
    }
}
