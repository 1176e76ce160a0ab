extension SQLiteWriter {
    func addQuarantine(_ entry: EntryID, code: String, detail: String, at: Int64) throws(StoreError) -> QuarantineID {
        let insert = try prepare("INSERT INTO quarantine (entry, code, detail, at) VALUES (?, ?, ?, ?)")
        insert.bind(1, entry.rawValue)
        insert.bind(2, code)
        insert.bind(3, detail)
        insert.bind(4, at)
        try insert.run()
        return QuarantineID(rawValue: connection.lastRow)
    }

    func resolveQuarantine(
        _ id: QuarantineID,
        as resolution: QuarantineResolution,
        by person: String,
        why: String?,
        at: Int64
    ) throws(StoreError) -> Bool {
        let update = try prepare(
            """
            UPDATE quarantine SET resolution = ?2, resolved_by = ?3, resolved_at = ?4, resolved_why = ?5
            WHERE id = ?1 AND resolution IS NULL
            """
        )
        update.bind(1, id.rawValue)
        update.bind(2, resolution.rawValue)
        update.bind(3, person)
        update.bind(4, at)
        update.bind(5, why)
        try update.run()
        return connection.changes == 1
    }
}
