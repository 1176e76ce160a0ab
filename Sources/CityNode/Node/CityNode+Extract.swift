import CaseModel
import CaseStore
import ExchangeCore

// What other systems of the city take over.
extension CityNode {
    /// Entries of the journal that are read at once for an extract.
    private static let entriesPerRead = 250
    /// Events after which no further entry is taken: one that registers has thousands.
    private static let eventsPerRead = 2_000

    /// Cases after one in the order in which they came, as they stand; none once all were taken over.
    ///
    /// - Parameters:
    ///   - after: the sequence of the last case that was taken over, 0 at first.
    ///   - from: the first day; `nil` for all.
    ///   - through: the last day; `nil` for all.
    ///   - instant: the instant that lies on one of the days.
    package func extractCases(
        after: Int64,
        from: LocalDay?,
        through: LocalDay?,
        by instant: CaseInstant
    ) async throws -> [CaseExtract] {
        let extract = ExtractReader(facts: facts, city: configuration.city)
        let span = LocalDay.span(from: from, through: through)
        return try await store.read { try extract.cases(after: after, within: span, by: instant, $0) }
    }

    /// Events of cases after a place of the journal, and the place to go on from; `nil` once all were taken over.
    ///
    /// - Parameters: as for cases; the days are those on which something was said.
    package func extractEvents(
        after: Int64,
        from: LocalDay?,
        through: LocalDay?
    ) async throws -> (events: [EventExtract], next: Int64?) {
        let extract = ExtractReader(facts: facts, city: configuration.city)
        let span = LocalDay.span(from: from, through: through)
        let entries = try await store.read {
            try $0.feed(after: EntryID(rawValue: after), within: span, limit: Self.entriesPerRead)
        }
        var events: [EventExtract] = []
        for entry in entries {
            events += extract.events(of: entry)
            if events.count >= Self.eventsPerRead { return (events, entry.id.rawValue) }
        }
        return (events, entries.count == Self.entriesPerRead ? entries.last?.id.rawValue : nil)
    }

    /// Reads what cases contribute to statistics and extracts.
    var facts: FactReader {
        let book = guideBook
        return FactReader(
            node: configuration.node,
            timetable: book?.timetable,
            enquiries: Set((book?.catalogue.items ?? []).filter { $0.kind == .enquiry }.map(\.code))
        )
    }
}
