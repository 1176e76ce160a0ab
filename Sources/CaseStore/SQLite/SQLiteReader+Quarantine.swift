extension SQLiteReader {
    final func quarantine(_ filter: QuarantineFilter) throws(StoreError) -> [QuarantineRow] {
        var conditions = ["1"]
        switch filter.standing {
        case .any: break
        case .open: conditions.append("resolution IS NULL")
        case .settled: conditions.append("resolution = ?1")
        }
        if filter.peer != nil {
            conditions.append(Self.ofPeer)
        }
        if filter.before != nil { conditions.append("id < ?3") }
        let rows = try prepare(
            text: """
                SELECT id, entry, code, detail, at, resolution, resolved_by, resolved_at, resolved_why FROM quarantine
                WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT ?4
                """
        )
        defer { rows.reset() }
        if case .settled(let resolution) = filter.standing { rows.bind(1, resolution.rawValue) }
        if let peer = filter.peer { rows.bind(2, Int64(peer.number)) }
        if let before = filter.before { rows.bind(3, before.rawValue) }
        rows.bind(4, Int64(max(1, min(filter.limit, StoreLimits.rowsMax))))
        var found: [QuarantineRow] = []
        while try rows.next() { found.append(try quarantineRow(rows)) }
        return found
    }

    /// Asks each quarantined entry for its peer: there are few of them, and many entries of a peer.
    private static let ofPeer =
        "(SELECT s.peer FROM entry e JOIN stream s ON s.id = e.stream WHERE e.id = quarantine.entry) = ?2"

    final func totals() throws(StoreError) -> StoreTotals {
        let row = try prepare(
            """
            SELECT (SELECT count(*) FROM quarantine WHERE resolution IS NULL),
                (SELECT materials FROM material_total),
                (SELECT bytes FROM material_total),
                (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)
            """
        )
        defer { row.reset() }
        guard try row.next() else { throw .corrupt(detail: "the totals have no row") }
        return StoreTotals(
            quarantined: row.int(0),
            materials: row.int(1),
            materialBytes: row.int(2),
            databaseBytes: row.int(3)
        )
    }

    final func quarantine(_ id: QuarantineID) throws(StoreError) -> QuarantineRow? {
        let row = try prepare(
            """
            SELECT id, entry, code, detail, at, resolution, resolved_by, resolved_at, resolved_why
            FROM quarantine WHERE id = ?
            """
        )
        defer { row.reset() }
        row.bind(1, id.rawValue)
        return try row.next() ? try quarantineRow(row) : nil
    }

    private final func quarantineRow(_ row: Prepared) throws(StoreError) -> QuarantineRow {
        guard let entry = try entry(EntryID(rawValue: row.int(1))) else {
            throw .corrupt(detail: "a quarantined entry is missing")
        }
        return QuarantineRow(
            id: QuarantineID(rawValue: row.int(0)),
            entry: entry,
            code: row.text(2),
            detail: row.text(3),
            at: row.int(4),
            outcome: row.optionalInt(5).flatMap(QuarantineResolution.init(rawValue:)).map {
                .init(resolution: $0, by: row.text(6), at: row.int(7), why: row.isNull(8) ? nil : row.text(8))
            }
        )
    }
}
