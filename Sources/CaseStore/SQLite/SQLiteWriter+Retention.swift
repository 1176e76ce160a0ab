import CaseModel

extension SQLiteWriter {
    func setErased(_ id: CaseID, at: Int64) throws(StoreError) {
        let update = try prepare("UPDATE case_file SET erased_at = ifnull(erased_at, ?2) WHERE id = ?1")
        update.bind(1, id.rawValue)
        update.bind(2, at)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "case \(id.rawValue)") }
    }

    func beginRemoval(_ digest: MaterialDigest, at: Int64) throws(StoreError) {
        let update = try prepare(
            """
            UPDATE material SET state = 0, received = 0, source = NULL, leaving = 1, changed_at = ?2
            WHERE digest = ?1 AND state = 2
            """
        )
        update.bind(1, digest)
        update.bind(2, at)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "material \(digest), whole") }
    }

    func endRemoval(_ digest: MaterialDigest) throws(StoreError) {
        let update = try prepare("UPDATE material SET leaving = 0 WHERE digest = ? AND leaving = 1")
        update.bind(1, digest)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "material \(digest), leaving") }
    }
}
