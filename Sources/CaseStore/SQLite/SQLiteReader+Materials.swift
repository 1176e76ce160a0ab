import CaseModel
import ExchangeCore

extension SQLiteReader {
    final func material(_ digest: MaterialDigest) throws(StoreError) -> MaterialRow? {
        let row = try prepare(
            """
            SELECT m.digest, m.size, m.media_type, m.state, m.received, m.source, m.added_at, m.content, k.standing
            FROM material m LEFT JOIN material_check k ON k.material = m.id
            WHERE m.digest = ?
            """
        )
        defer { row.reset() }
        row.bind(1, digest)
        return try row.next() ? try Self.materialRow(row) : nil
    }

    final func materials(_ caseID: CaseID) throws(StoreError) -> [CaseMaterial] {
        let rows = try prepare(
            """
            SELECT m.digest, m.size, m.media_type, m.state, m.received, m.source, m.added_at, m.content, k.standing,
                l.name, l.form, l.entry
            FROM case_material l JOIN material m ON m.id = l.material LEFT JOIN material_check k ON k.material = m.id
            WHERE l.case_id = ? ORDER BY l.entry, l.position LIMIT ?
            """
        )
        defer { rows.reset() }
        rows.bind(1, caseID.rawValue)
        rows.bind(2, Int64(StoreLimits.caseMaterialsMax))
        var materials: [CaseMaterial] = []
        while try rows.next() {
            guard let form = MaterialReference.Form(row: rows.int(10)) else {
                throw .corrupt(detail: "\(rows.int(10)) is no form of a material")
            }
            materials.append(
                CaseMaterial(
                    material: try Self.materialRow(rows),
                    name: rows.text(9),
                    form: form,
                    entry: EntryID(rawValue: rows.int(11))
                )
            )
        }
        return materials
    }

    final func wantedMaterials(
        _ peer: NodeCode,
        after: MaterialDigest?,
        limit: Int
    ) throws(StoreError) -> [MaterialRow] {
        let rows = try prepare(
            """
            SELECT m.digest, m.size, m.media_type, m.state, m.received, m.source, m.added_at, m.content, k.standing
            FROM material m INDEXED BY material_wanted LEFT JOIN material_check k ON k.material = m.id
            WHERE m.source = ?1 AND m.state < 2
                AND m.id > coalesce((SELECT a.id FROM material a WHERE a.digest = ?2), 0) ORDER BY m.id LIMIT ?3
            """
        )
        defer { rows.reset() }
        rows.bind(1, peer)
        if let after { rows.bind(2, after) } else { rows.bindNull(2) }
        rows.bind(3, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var materials: [MaterialRow] = []
        while try rows.next() { materials.append(try Self.materialRow(rows)) }
        return materials
    }

    final func sources(of digest: MaterialDigest, besides own: NodeCode) throws(StoreError) -> [NodeCode] {
        let rows = try prepare(
            """
            SELECT DISTINCT CASE c.collecting WHEN ?2 THEN c.handling ELSE c.collecting END AS peer
            FROM (
                SELECT l.case_id FROM material m JOIN case_material l ON l.material = m.id
                WHERE m.digest = ?1 ORDER BY l.case_id DESC LIMIT 1000
            ) l JOIN case_file c ON c.id = l.case_id
            WHERE c.erased_at IS NULL ORDER BY peer
            """
        )
        defer { rows.reset() }
        rows.bind(1, digest)
        rows.bind(2, own)
        var sources: [NodeCode] = []
        while try rows.next() { sources.append(try Self.node(rows.int(0))) }
        return sources
    }

    final func mayRead(_ digest: MaterialDigest, _ peer: NodeCode) throws(StoreError) -> Bool {
        let row = try prepare(
            """
            SELECT 1 FROM material m JOIN case_material l ON l.material = m.id JOIN case_file c ON c.id = l.case_id
            WHERE m.digest = ?1 AND (c.collecting = ?2 OR c.handling = ?2) AND c.erased_at IS NULL LIMIT 1
            """
        )
        defer { row.reset() }
        row.bind(1, digest)
        row.bind(2, peer)
        return try row.next()
    }

    final func cases(holding digest: MaterialDigest, limit: Int) throws(StoreError) -> [CaseRow] {
        let rows = try prepare(
            """
            SELECT DISTINCT l.case_id
            FROM material m JOIN case_material l ON l.material = m.id JOIN case_file c ON c.id = l.case_id
            WHERE m.digest = ?1 AND c.erased_at IS NULL ORDER BY l.case_id DESC LIMIT ?2
            """
        )
        defer { rows.reset() }
        rows.bind(1, digest)
        rows.bind(2, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var cases: [CaseRow] = []
        while try rows.next() {
            if let row = try findCase(CaseID(rawValue: rows.int(0))) { cases.append(row) }
        }
        return cases
    }

    final func unlinkedMaterials(before: Int64, limit: Int) throws(StoreError) -> [MaterialRow] {
        let rows = try prepare(
            """
            SELECT m.digest, m.size, m.media_type, m.state, m.received, m.source, m.added_at, m.content, k.standing
            FROM material m LEFT JOIN material_check k ON k.material = m.id
            WHERE m.added_at < ? AND NOT EXISTS (SELECT 1 FROM case_material l WHERE l.material = m.id)
            ORDER BY m.id LIMIT ?
            """
        )
        defer { rows.reset() }
        rows.bind(1, before)
        rows.bind(2, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var materials: [MaterialRow] = []
        while try rows.next() { materials.append(try Self.materialRow(rows)) }
        return materials
    }

    /// Reads a material from the first nine columns: `m` is its row, `k` the one of what was found about it.
    static func materialRow(_ row: Prepared) throws(StoreError) -> MaterialRow {
        guard let digest = MaterialDigest(row.buffer(0)), let state = MaterialState(rawValue: row.int(3)) else {
            throw .corrupt(detail: "a material's row cannot be read")
        }
        return MaterialRow(
            digest: digest,
            size: row.int(1),
            mediaType: row.text(2),
            state: state,
            received: row.int(4),
            source: row.isNull(5) ? nil : try node(row.int(5)),
            addedAt: row.int(6),
            content: row.isNull(7) ? nil : ContentKind(rawValue: row.text(7)),
            standing: row.isNull(8) ? nil : MaterialStanding(rawValue: row.int(8))
        )
    }
}
