import CaseModel
import ExchangeCore

extension SQLiteWriter {
    func addShared(
        _ name: SharedName,
        _ record: SharedRecord,
        with peer: NodeCode?,
        at: Int64
    ) throws(StoreError) -> SharedID {
        let insert = try prepare(
            """
            INSERT INTO shared (kind, owner, name, peer, state, version, changed_at, record)
            VALUES (?, ?, ?, ?, ?, 1, ?, ?)
            """
        )
        insert.bind(1, name)
        insert.bind(4, Int64(peer?.number ?? 0))
        insert.bind(5, record.state)
        insert.bind(6, at)
        insert.bind(7, try CaseText.write(record))
        try insert.run()
        let id = connection.lastRow
        let tie = try prepare("INSERT INTO shared_case (case_number, shared) VALUES (?, ?)")
        for number in record.cases {
            tie.bind(1, number)
            tie.bind(2, id)
            try tie.run()
        }
        return SharedID(rawValue: id)
    }

    func updateShared(
        _ id: SharedID,
        _ record: SharedRecord,
        version: Int,
        at: Int64
    ) throws(StoreError) {
        let update = try prepare(
            "UPDATE shared SET state = ?2, version = ?3, changed_at = ?4, record = ?5 WHERE id = ?1"
        )
        update.bind(1, id.rawValue)
        update.bind(2, record.state)
        update.bind(3, Int64(version))
        update.bind(4, at)
        update.bind(5, try CaseText.write(record))
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "shared record \(id.rawValue)") }
    }

    func tie(_ entry: EntryID, to shared: SharedID) throws(StoreError) {
        let insert = try prepare("INSERT INTO shared_entry (shared, entry) VALUES (?, ?) ON CONFLICT DO NOTHING")
        insert.bind(1, shared.rawValue)
        insert.bind(2, entry.rawValue)
        try insert.run()
    }
}
