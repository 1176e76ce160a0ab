import CaseModel

extension SQLiteReader {
    final func feed(after: EntryID, within span: Range<Int64>, limit: Int) throws(StoreError) -> [JournalEntry] {
        let condition = "e.id > ?1 AND e.at >= ?3 AND e.at < ?4"
        let rows = try prepare(text: Self.journal(true, where: condition, limit: "?2"))
        defer { rows.reset() }
        rows.bind(1, after.rawValue)
        rows.bind(2, Int64(max(0, min(limit, StoreLimits.feedEntriesMax))))
        rows.bind(3, span.lowerBound)
        rows.bind(4, span.upperBound)
        return try journal(rows, content: true)
    }
}
