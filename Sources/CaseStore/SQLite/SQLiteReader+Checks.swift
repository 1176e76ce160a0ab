import CaseModel
import ExchangeCore

extension SQLiteReader {
    final func materialCheck(_ digest: MaterialDigest) throws(StoreError) -> MaterialCheckRow? {
        let row = try prepare(
            """
            SELECT m.digest, m.size, m.media_type, m.state, m.received, m.source, m.added_at, m.content, k.standing,
                k.finding, k.at, k.by, k.why, m.id
            FROM material m JOIN material_check k ON k.material = m.id WHERE m.digest = ?
            """
        )
        defer { row.reset() }
        row.bind(1, digest)
        return try row.next() ? try Self.checkRow(row) : nil
    }

    final func materialChecks(
        _ standings: Set<MaterialStanding>,
        before: Int64?,
        limit: Int
    ) throws(StoreError) -> [MaterialCheckRow] {
        // Each standing has its bit, so that one statement serves all questions.
        let mask = standings.isEmpty ? Int64.max : standings.reduce(0) { $0 | 1 << $1.rawValue }
        let rows = try prepare(
            """
            SELECT m.digest, m.size, m.media_type, m.state, m.received, m.source, m.added_at, m.content, k.standing,
                k.finding, k.at, k.by, k.why, m.id
            FROM material_check k JOIN material m ON m.id = k.material
            WHERE k.material < ?1 AND (?2 >> k.standing) & 1 ORDER BY k.material DESC LIMIT ?3
            """
        )
        defer { rows.reset() }
        rows.bind(1, before ?? Int64.max)
        rows.bind(2, mask)
        rows.bind(3, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var found: [MaterialCheckRow] = []
        while try rows.next() { found.append(try Self.checkRow(rows)) }
        return found
    }

    final func cases(with digest: MaterialDigest, limit: Int) throws(StoreError) -> [CaseNumber] {
        let rows = try prepare(
            """
            SELECT DISTINCT c.number
            FROM material m JOIN case_material l ON l.material = m.id JOIN case_file c ON c.id = l.case_id
            WHERE m.digest = ? AND c.erased_at IS NULL ORDER BY c.id LIMIT ?
            """
        )
        defer { rows.reset() }
        rows.bind(1, digest)
        rows.bind(2, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var numbers: [CaseNumber] = []
        while try rows.next() {
            guard let number = CaseNumber(rows.text(0)) else { throw .corrupt(detail: "a case has no number") }
            numbers.append(number)
        }
        return numbers
    }

    /// Reads a material with what was found about it.
    private static func checkRow(_ row: Prepared) throws(StoreError) -> MaterialCheckRow {
        let material = try materialRow(row)
        guard let standing = material.standing else { throw .corrupt(detail: "a finding of no known standing") }
        return MaterialCheckRow(
            id: row.int(13),
            material: material,
            finding: MaterialFinding(
                standing: standing,
                finding: row.text(9),
                at: row.int(10),
                by: row.isNull(11) ? nil : row.text(11),
                why: row.isNull(12) ? nil : row.text(12)
            )
        )
    }
}

extension SQLiteWriter {
    func setMaterialContent(_ digest: MaterialDigest, _ content: ContentKind) throws(StoreError) {
        let update = try prepare("UPDATE material SET content = ?2 WHERE digest = ?1")
        update.bind(1, digest)
        update.bind(2, content.rawValue)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "material \(digest)") }
    }

    func setMaterialCheck(_ digest: MaterialDigest, _ finding: MaterialFinding?) throws(StoreError) {
        guard let finding else {
            let delete = try prepare(
                "DELETE FROM material_check WHERE material = (SELECT id FROM material WHERE digest = ?)"
            )
            delete.bind(1, digest)
            return try delete.run()
        }
        let insert = try prepare(
            """
            INSERT INTO material_check (material, standing, finding, at, by, why)
            SELECT id, ?2, ?3, ?4, ?5, ?6 FROM material WHERE digest = ?1
            ON CONFLICT (material) DO UPDATE SET standing = excluded.standing, finding = excluded.finding,
                at = excluded.at, by = excluded.by, why = excluded.why
            """
        )
        insert.bind(1, digest)
        insert.bind(2, finding.standing.rawValue)
        insert.bind(3, finding.finding)
        insert.bind(4, finding.at)
        insert.bind(5, finding.by)
        insert.bind(6, finding.why)
        try insert.run()
        guard connection.changes == 1 else { throw .notFound(detail: "material \(digest)") }
    }
}
