import CaseModel
import ExchangeCore

extension SQLiteReader {
    final func upload(_ id: String) throws(StoreError) -> UploadRow? {
        let row = try prepare(
            "SELECT id, length, metadata, verified, began_at, expires_at, material FROM upload WHERE id = ?"
        )
        defer { row.reset() }
        row.bind(1, id)
        return try row.next() ? Self.uploadRow(row) : nil
    }

    final func uploads(expiringBefore: Int64, limit: Int) throws(StoreError) -> [UploadRow] {
        let rows = try prepare(
            """
            SELECT id, length, metadata, verified, began_at, expires_at, material FROM upload
            WHERE expires_at < ? ORDER BY expires_at LIMIT ?
            """
        )
        defer { rows.reset() }
        rows.bind(1, expiringBefore)
        rows.bind(2, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var uploads: [UploadRow] = []
        while try rows.next() { uploads.append(Self.uploadRow(rows)) }
        return uploads
    }

    final func uploadTotals(unknown: Int64) throws(StoreError) -> (count: Int, bytes: Int64) {
        let row = try prepare(
            "SELECT count(*), coalesce(sum(coalesce(length, ?)), 0) FROM upload WHERE material IS NULL"
        )
        defer { row.reset() }
        row.bind(1, unknown)
        return try row.next() ? (Int(row.int(0)), row.int(1)) : (0, 0)
    }

    private static func uploadRow(_ row: Prepared) -> UploadRow {
        var upload = UploadRow(
            id: row.text(0),
            length: row.optionalInt(1),
            metadata: row.text(2),
            beganAt: row.int(4),
            expiresAt: row.int(5)
        )
        upload.verified = row.optionalInt(3)
        upload.material = row.isNull(6) ? nil : MaterialDigest(row.buffer(6))
        return upload
    }
}

extension SQLiteWriter {
    func addUpload(_ row: UploadRow) throws(StoreError) -> Bool {
        let insert = try prepare(
            """
            INSERT INTO upload (id, length, metadata, verified, began_at, expires_at, material)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
            """
        )
        Self.bind(row, to: insert)
        try insert.run()
        return connection.changes == 1
    }

    func updateUpload(_ row: UploadRow) throws(StoreError) {
        let update = try prepare(
            """
            UPDATE upload SET length = ?2, metadata = ?3, verified = ?4, began_at = ?5, expires_at = ?6, material = ?7
            WHERE id = ?1
            """
        )
        Self.bind(row, to: update)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "upload \(row.id)") }
    }

    func removeUpload(_ id: String) throws(StoreError) -> Bool {
        let delete = try prepare("DELETE FROM upload WHERE id = ?")
        delete.bind(1, id)
        try delete.run()
        return connection.changes == 1
    }

    private static func bind(_ row: UploadRow, to statement: Prepared) {
        statement.bind(1, row.id)
        statement.bind(2, row.length)
        statement.bind(3, row.metadata)
        statement.bind(4, row.verified)
        statement.bind(5, row.beganAt)
        statement.bind(6, row.expiresAt)
        if let material = row.material { statement.bind(7, material) } else { statement.bindNull(7) }
    }
}
