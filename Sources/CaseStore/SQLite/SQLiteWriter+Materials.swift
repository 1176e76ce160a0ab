import CaseModel
import ExchangeCore

extension SQLiteWriter {
    func addMaterial(
        _ digest: MaterialDigest,
        size: Int64,
        mediaType: String,
        state: MaterialState,
        source: NodeCode?,
        at: Int64
    ) throws(StoreError) -> MaterialRow {
        if let row = try material(digest) { return row }
        let received = state == .complete ? size : 0
        let insert = try prepare(
            """
            INSERT INTO material (digest, size, media_type, state, received, source, added_at, changed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
            """
        )
        insert.bind(1, digest)
        insert.bind(2, size)
        insert.bind(3, mediaType)
        insert.bind(4, state.rawValue)
        insert.bind(5, received)
        insert.bind(6, source.map { Int64($0.number) })
        insert.bind(7, at)
        try insert.run()
        return MaterialRow(
            digest: digest,
            size: size,
            mediaType: mediaType,
            state: state,
            received: received,
            source: source,
            addedAt: at
        )
    }

    func linkMaterials(_ materials: [MaterialReference], to caseID: CaseID, entry: EntryID) throws(StoreError) {
        let insert = try prepare(
            """
            INSERT INTO case_material (case_id, entry, position, material, name, form)
            SELECT ?1, ?2, ?3, id, ?5, ?6 FROM material WHERE digest = ?4
            ON CONFLICT (case_id, entry, position) DO UPDATE SET name = excluded.name
            """
        )
        insert.bind(1, caseID.rawValue)
        insert.bind(2, entry.rawValue)
        for (position, material) in materials.enumerated() {
            insert.bind(3, Int64(position))
            insert.bind(4, material.digest)
            insert.bind(5, material.name)
            insert.bind(6, material.form.row)
            try insert.run()
            guard connection.changes == 1 else { throw .notFound(detail: "material \(material.digest) in the index") }
        }
    }

    func setMaterialProgress(_ digest: MaterialDigest, received: Int64) throws(StoreError) {
        let update = try prepare(
            "UPDATE material SET state = ?2, received = ?3 WHERE digest = ?1 AND state IN (?4, ?5)"
        )
        update.bind(1, digest)
        update.bind(2, received > 0 ? MaterialState.partial.rawValue : MaterialState.wanted.rawValue)
        update.bind(3, received)
        update.bind(4, MaterialState.wanted.rawValue)
        update.bind(5, MaterialState.partial.rawValue)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "material \(digest) on its way") }
    }

    func setMaterialState(_ digest: MaterialDigest, _ state: MaterialState, at: Int64) throws(StoreError) {
        let update = try prepare(
            """
            UPDATE material SET state = ?2, received = CASE ?2 WHEN 0 THEN 0 WHEN 2 THEN size ELSE received END,
                changed_at = ?3, leaving = 0
            WHERE digest = ?1
            """
        )
        update.bind(1, digest)
        update.bind(2, state.rawValue)
        update.bind(3, at)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "material \(digest)") }
    }

    func setMaterialSource(_ digest: MaterialDigest, _ source: NodeCode?) throws(StoreError) {
        let update = try prepare("UPDATE material SET source = ?2, leaving = 0 WHERE digest = ?1")
        update.bind(1, digest)
        update.bind(2, source.map { Int64($0.number) })
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "material \(digest)") }
    }

    func removeMaterial(_ digest: MaterialDigest) throws(StoreError) -> Bool {
        let delete = try prepare(
            """
            DELETE FROM material
            WHERE digest = ? AND NOT EXISTS (SELECT 1 FROM case_material l WHERE l.material = material.id)
            """
        )
        delete.bind(1, digest)
        try delete.run()
        return connection.changes == 1
    }
}
