import CaseModel

/// Which cases to list.
package struct CaseQuery: Hashable, Sendable {
    /// Only these states; empty means all.
    package var states: [CaseState]
    /// Only where this node is on this side.
    package var side: Side?
    /// Only with this other city.
    package var peer: CityCode?
    /// Only those that are handled in this way.
    package var mode: HandlingMode?
    /// Only those that ended like this.
    package var ending: EndingCode?
    /// Only this item.
    package var itemCode: String?
    /// Where the page before ended (its `next`); `nil` starts at the newest case.
    package var cursor: Int64?
    /// The most cases to give, 1 to `APILimits.pageItemsMax`.
    package var limit: Int

    /// Makes a query.
    package init(
        states: [CaseState] = [],
        side: Side? = nil,
        peer: CityCode? = nil,
        mode: HandlingMode? = nil,
        ending: EndingCode? = nil,
        itemCode: String? = nil,
        cursor: Int64? = nil,
        limit: Int = APILimits.pageItemsDefault
    ) {
        self.states = states
        self.side = side
        self.peer = peer
        self.mode = mode
        self.ending = ending
        self.itemCode = itemCode
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of the case list.
package struct CasePage: Sendable {
    /// The cases, newest first.
    package var cases: [CaseSummary]
    /// The cursor of the next page; `nil` after the last.
    package var next: Int64?

    /// Makes a page.
    package init(cases: [CaseSummary], next: Int64?) {
        self.cases = cases
        self.next = next
    }
}

/// One line of the case list: no personal data.
package struct CaseSummary: Sendable {
    /// Where the case stands.
    package var record: CaseRecord
    /// Whether this node collects or handles it.
    package var side: Side

    /// Makes a line.
    package init(record: CaseRecord, side: Side) {
        self.record = record
        self.side = side
    }
}
