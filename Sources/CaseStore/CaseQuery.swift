import CaseModel

/// Which cases, from where on; the case that came last comes first.
package struct CaseQuery: Hashable, Sendable {
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

    /// Reads what ``description`` wrote; anything else is `nil`.
    package init?(_ text: some StringProtocol) {
        guard let id = Int64(text), id > 0 else { return nil }
        self.id = CaseID(rawValue: id)
    }

    init(id: CaseID) { self.id = id }

    /// The text.
    package var description: String { "\(id.rawValue)" }
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
