import CaseModel

/// Cases and events as other systems of the city take them over (数据归集), a piece at a time.
package protocol ExtractService: Sendable {
    /// Cases after one in the order in which they came, as they stand.
    func extractCases(_ query: ExtractQuery) async throws(ServiceError) -> ExtractPage<CaseExtract>

    /// Events of cases after one in the order of the journal.
    func extractEvents(_ query: ExtractQuery) async throws(ServiceError) -> ExtractPage<EventExtract>
}

/// What an extract holds.
package struct ExtractQuery: Hashable, Sendable {
    /// What a case's days are.
    package enum Basis: String, Hashable, Sendable, CaseIterable {
        /// Those of its registration, or of its submission where it is not registered.
        case registered
        /// Those of its last change.
        case changed
    }

    /// The sequence of the last row that was taken over, 0 at first.
    package var after: Int64
    /// The first day; `nil` for all.
    package var from: LocalDay?
    /// The last day; `nil` for all.
    package var to: LocalDay?
    /// What the days of cases are; events have the day on which they were said.
    package var basis: Basis

    /// Asks for rows.
    package init(after: Int64 = 0, from: LocalDay? = nil, to: LocalDay? = nil, basis: Basis = .registered) {
        self.after = after
        self.from = from
        self.to = to
        self.basis = basis
    }
}

/// A piece of an extract.
package struct ExtractPage<Row: Hashable & Sendable>: Hashable, Sendable {
    /// The rows.
    package var rows: [Row]
    /// The sequence after which the next piece begins; `nil` when this is the last.
    package var next: Int64?

    /// Makes a page.
    package init(rows: [Row], next: Int64?) {
        self.rows = rows
        self.next = next
    }
}
