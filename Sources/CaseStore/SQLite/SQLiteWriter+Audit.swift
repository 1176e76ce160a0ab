import CaseModel

extension SQLiteWriter {
    func addAudit(_ record: AuditRecord) throws(StoreError) -> AuditID {
        let event = record.event
        let insert = try prepare(
            """
            INSERT INTO audit (
                at, account, role, office, action, number, field, purpose, reason, refusal, previous, digest, subject
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        insert.bind(1, event.at)
        insert.bind(2, event.account)
        insert.bind(3, event.role.rawValue)
        insert.bind(4, event.office)
        insert.bind(5, event.action.rawValue)
        if let number = event.number { insert.bind(6, number) } else { insert.bindNull(6) }
        insert.bind(7, event.field?.rawValue)
        insert.bind(8, event.purpose?.rawValue)
        insert.bind(9, event.reason)
        insert.bind(10, event.refusal?.rawValue)
        insert.bind(11, record.previous)
        insert.bind(12, record.digest)
        insert.bind(13, event.subject)
        try insert.run()
        return AuditID(rawValue: connection.lastRow)
    }
}
