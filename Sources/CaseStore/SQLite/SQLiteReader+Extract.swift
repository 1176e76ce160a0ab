import CaseModel

extension SQLiteReader {
    final func cases(after: CaseID, changed span: Range<Int64>, limit: Int) throws(StoreError) -> [CaseRow] {
        let rows = try prepare(
            """
            SELECT id, number, collecting, handling, item_code, item_name, state, version, corrections, ending,
                submitted_at, changed_at, registered_entry, mode, terms, registered_at, gathered
            FROM case_file WHERE id > ?1 AND changed_at >= ?2 AND changed_at < ?3
            ORDER BY id LIMIT ?4
            """
        )
        defer { rows.reset() }
        rows.bind(1, after.rawValue)
        rows.bind(2, span.lowerBound)
        rows.bind(3, span.upperBound)
        rows.bind(4, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var found: [CaseRow] = []
        while try rows.next() { found.append(try Self.caseRow(rows)) }
        return found
    }

    final func feed(after: EntryID, within span: Range<Int64>, limit: Int) throws(StoreError) -> [JournalEntry] {
        let condition = "e.id > ?1 AND e.at >= ?3 AND e.at < ?4"
        let rows = try connection.prepare(text: Self.journal(true, where: condition, limit: "?2"))
        defer { rows.reset() }
        rows.bind(1, after.rawValue)
        rows.bind(2, Int64(max(0, min(limit, StoreLimits.feedEntriesMax))))
        rows.bind(3, span.lowerBound)
        rows.bind(4, span.upperBound)
        return try journal(rows, content: true)
    }
}
