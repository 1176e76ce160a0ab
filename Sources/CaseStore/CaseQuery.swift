import CaseModel

/// Which cases, in which order, from where on.
package struct CaseQuery: Hashable, Sendable {
    /// The order of a list.
    package enum Order: Hashable, Sendable {
        /// The case that came last first.
        case newestFirst
        /// The case that has waited longest since its last change first: a work queue.
        case oldestChangeFirst
    }

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
    /// Only this item, by its code.
    package var itemCode: String?
    /// Only those with this text in the number or in the item's name; ASCII letters match in either case.
    package var text: String?
    /// The order.
    package var order: Order = .newestFirst
    /// Where the page before ended; `nil` for the first page.
    package var after: CaseCursor?
    /// At most so many, 1 to ``StoreLimits/casesPerPageMax``.
    package var limit = 50

    /// All cases, newest first.
    package init() {}
}

/// Where a page of cases ended.
///
/// Its text is for callers to give back unchanged.
///
/// New cases never shift a page. In the order of change, a case that changes meanwhile moves to the end of the list,
/// where it is met again.
package struct CaseCursor: Hashable, Sendable, CustomStringConvertible {
    /// The last case of the page.
    var id: CaseID
    /// When it had changed, in the order of change.
    var changedAt: Int64?

    /// Reads what ``description`` wrote; anything else is `nil`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let id = parts.first.flatMap({ Int64($0) }), id > 0, parts.count <= 2 else { return nil }
        self.id = CaseID(rawValue: id)
        if parts.count == 2 {
            guard let changedAt = Int64(parts[1]) else { return nil }
            self.changedAt = changedAt
        }
    }

    init(id: CaseID, changedAt: Int64?) {
        self.id = id
        self.changedAt = changedAt
    }

    /// The text.
    package var description: String { "\(id.rawValue)" + (changedAt.map { ".\($0)" } ?? "") }
}

/// A page of cases.
package struct CasePage: Hashable, Sendable {
    /// The cases with their transport.
    package var items: [CaseListItem]
    /// Where the next page begins; `nil` when this is the last.
    package var next: CaseCursor?
}

/// A case in a list.
package struct CaseListItem: Hashable, Sendable {
    /// The case.
    package var row: CaseRow
    /// Where its submission is.
    package var transport: CaseTransport?
}
