import CaseModel

extension SQLiteReader {
    /// Walks one of two partial indices, so that open and erased cases cost nothing.
    final func retainedCases(_ query: RetentionQuery) throws(StoreError) -> [CaseRow] {
        let (column, index) =
            switch query.side {
            case .collecting: ("collecting", "case_collected")
            case .handling: ("handling", "case_handled")
            }
        let rows = try connection.prepare(
            text: """
                SELECT id, number, collecting, handling, item_code, item_name, state, version, corrections, ending,
                    submitted_at, changed_at, registered_entry, mode, terms, registered_at, gathered
                FROM case_file INDEXED BY \(index)
                WHERE \(column) = ?1 AND erased_at IS NULL AND state IN (7, 18, 19) AND changed_at < ?2
                    AND (changed_at, id) > (?3, ?4)
                ORDER BY changed_at, id LIMIT ?5
                """
        )
        defer { rows.reset() }
        rows.bind(1, Int64(query.city.number))
        rows.bind(2, query.changedBefore)
        rows.bind(3, query.after?.changedAt ?? .min)
        rows.bind(4, query.after?.id.rawValue ?? 0)
        rows.bind(5, Int64(max(1, min(query.limit, StoreLimits.casesPerPageMax))))
        var found: [CaseRow] = []
        while try rows.next() { found.append(try Self.caseRow(rows)) }
        return found
    }

    final func isNeeded(_ digest: MaterialDigest, besides caseID: CaseID) throws(StoreError) -> Bool {
        let row = try prepare(
            """
            SELECT 1 FROM material m JOIN case_material l ON l.material = m.id JOIN case_file c ON c.id = l.case_id
            WHERE m.digest = ? AND c.id <> ? AND c.erased_at IS NULL LIMIT 1
            """
        )
        defer { row.reset() }
        row.bind(1, digest)
        row.bind(2, caseID.rawValue)
        return try row.next()
    }

    final func leavingMaterials(limit: Int) throws(StoreError) -> [MaterialDigest] {
        let rows = try prepare(
            "SELECT digest FROM material INDEXED BY material_leaving WHERE leaving = 1 ORDER BY id LIMIT ?"
        )
        defer { rows.reset() }
        rows.bind(1, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var found: [MaterialDigest] = []
        while try rows.next() {
            guard let digest = MaterialDigest(rows.buffer(0)) else {
                throw .corrupt(detail: "a digest has not 32 bytes")
            }
            found.append(digest)
        }
        return found
    }
}
