import CaseModel

extension SQLiteReader {
    /// Walks a partial index city by city, so that open and erased cases cost nothing.
    final func retainedCases(_ query: RetentionQuery) throws(StoreError) -> [CaseRow] {
        let rows = try prepare(text: Self.retainedCases)
        let limit = max(1, min(query.limit, StoreLimits.casesPerPageMax))
        var found: [CaseRow] = []
        for city in try collectingCities(query.side, from: query.after?.collecting) where found.count < limit {
            defer { rows.reset() }
            let after = query.after.flatMap { Int64($0.collecting.number) == city ? $0 : nil }
            rows.bind(1, city)
            rows.bind(2, query.changedBefore)
            rows.bind(3, after?.changedAt ?? .min)
            rows.bind(4, after?.id.rawValue ?? 0)
            rows.bind(5, Int64(limit - found.count))
            while try rows.next() { found.append(try Self.caseRow(rows)) }
        }
        return found
    }

    /// Closed cases that one city collected: those that changed at the same instant as the last one, then those after it.
    static let retainedCases = """
        SELECT * FROM (SELECT \(retainedColumns) AND ?3 < ?2 AND changed_at = ?3 AND id > ?4 ORDER BY id LIMIT ?5)
        UNION ALL
        SELECT * FROM (SELECT \(retainedColumns) AND changed_at > ?3 AND changed_at < ?2 ORDER BY changed_at, id LIMIT ?5)
        LIMIT ?5
        """

    private static let retainedColumns = """
        \(caseColumns)
            FROM case_file INDEXED BY case_closed
            WHERE collecting = ?1 AND erased_at IS NULL AND (state = 7 OR state = 18 OR state = 19)
        """

    /// The cities that collected the cases of one side, in order: this one, or the peers.
    private final func collectingCities(_ side: Side, from first: CityCode?) throws(StoreError) -> [Int64] {
        let rows =
            switch side {
            case .collecting: try prepare("SELECT node FROM meta WHERE node >= ?")
            case .handling: try prepare("SELECT code FROM peer WHERE code >= ? ORDER BY code")
            }
        defer { rows.reset() }
        rows.bind(1, Int64(first?.number ?? 0))
        var cities: [Int64] = []
        while try rows.next() { cities.append(rows.int(0)) }
        return cities
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
