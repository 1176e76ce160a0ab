import CaseModel

/// Which cases to list, and in which order.
package struct CaseQuery: Hashable, Sendable {
    /// The order of a list.
    package enum Order: String, Hashable, Sendable, CaseIterable {
        /// The case that came last comes first.
        case newest
        /// The case that came first comes first.
        case oldest
        /// The case whose first last day comes first; cases without one are left out.
        case due
    }

    /// The order.
    package var order: Order
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
    /// Only these items; empty means all.
    package var itemCodes: [String]
    /// Only those whose first last day is this one or an earlier one; these are in the order of their last days.
    package var dueBy: LocalDay?
    /// Where the page before ended (its `next`); `nil` for the first page.
    package var cursor: String?
    /// The most cases to give, 1 to `APILimits.pageItemsMax`.
    package var limit: Int

    /// Makes a query.
    package init(
        order: Order = .newest,
        states: [CaseState] = [],
        side: Side? = nil,
        peer: CityCode? = nil,
        mode: HandlingMode? = nil,
        ending: EndingCode? = nil,
        itemCodes: [String] = [],
        dueBy: LocalDay? = nil,
        cursor: String? = nil,
        limit: Int = APILimits.pageItemsDefault
    ) {
        self.order = order
        self.states = states
        self.side = side
        self.peer = peer
        self.mode = mode
        self.ending = ending
        self.itemCodes = itemCodes
        self.dueBy = dueBy
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of the case list.
package struct CasePage: Sendable {
    /// The cases, in the order that was asked for.
    package var cases: [CaseSummary]
    /// The cursor of the next page; `nil` after the last.
    package var next: String?

    /// Makes a page.
    package init(cases: [CaseSummary], next: String?) {
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
    /// The first of its last days, as it was worked out last; `nil` where no clock runs.
    package var dueOn: LocalDay?

    /// Makes a line.
    package init(record: CaseRecord, side: Side, dueOn: LocalDay? = nil) {
        self.record = record
        self.side = side
        self.dueOn = dueOn
    }
}
