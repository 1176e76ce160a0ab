import CaseModel

/// Which cases, in which order, from where on.
package struct CaseQuery: Hashable, Sendable {
    /// The order of a list.
    package enum Order: Hashable, Sendable {
        /// The case that came last comes first.
        case newest
        /// The case that came first comes first.
        case oldest
        /// The case whose first last day comes first; cases without one are left out.
        case due
    }

    /// The order.
    package var order = Order.newest
    /// Only these states; `nil` for all.
    package var states: Set<CaseState>?
    /// Only those that this city collected.
    package var collecting: CityCode?
    /// Only those that this city handles.
    package var handling: CityCode?
    /// Only those of this city, on either side.
    package var party: CityCode?
    /// Only those that are handled in this way.
    package var mode: HandlingMode?
    /// Only those that ended like this.
    package var ending: EndingCode?
    /// Only these items, by their codes; `nil` for all.
    package var itemCodes: [String]?
    /// Only those that have a last day that ends before this, in milliseconds since 1970-01-01T00:00:00Z.
    package var dueBefore: Int64?
    /// Only those with this text in the number or in the item's name; ASCII letters match in either case.
    package var text: String?
    /// Where the page before ended; `nil` for the first page.
    package var after: CaseCursor?
    /// At most so many, 1 to ``StoreLimits/casesPerPageMax``.
    package var limit = 50

    /// All cases, newest first.
    package init() {}
}

/// Where a page of cases ended.
///
/// Its text is for callers to give back unchanged. New cases never shift a page.
package struct CaseCursor: Hashable, Sendable, CustomStringConvertible {
    /// The last case of the page.
    var id: CaseID
    /// When it is due, in a list by that.
    var due: Int64?

    /// Reads what ``description`` wrote; anything else is `nil`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count <= 2, let first = parts.first, let id = first, id > 0 else { return nil }
        self.id = CaseID(rawValue: id)
        guard parts.count == 2 else { return }
        guard let due = parts[1] else { return nil }
        self.due = due
    }

    init(id: CaseID, due: Int64? = nil) {
        self.id = id
        self.due = due
    }

    /// The text.
    package var description: String { "\(id.rawValue)" + (due.map { ".\($0)" } ?? "") }
}

/// A page of cases.
package struct CasePage: Hashable, Sendable {
    /// The cases.
    package var items: [CaseListItem]
    /// Where the next page begins; `nil` when this is the last.
    package var next: CaseCursor?
}

/// A case in a list.
package struct CaseListItem: Hashable, Sendable {
    /// The case.
    package var row: CaseRow
    /// When the first of its last days ends, in milliseconds since 1970-01-01T00:00:00Z, as it was worked out last.
    package var dueAt: Int64?
}
