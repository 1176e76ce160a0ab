import CaseModel

extension SQLiteWriter {
    func addAccount(_ account: Account, at: Int64, by creator: String) throws(StoreError) -> AccountRecord {
        let insert = try prepare(
            """
            INSERT INTO account (kind, name, roles, offices, issuer, subject, version, created_at, created_by)
            VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)
            """
        )
        try bind(account, to: insert)
        insert.bind(7, at)
        insert.bind(8, creator)
        try insert.run()
        return AccountRecord(id: connection.lastRow, account: account, createdAt: at, createdBy: creator)
    }

    func updateAccount(_ record: AccountRecord) throws(StoreError) {
        let update = try prepare(
            """
            UPDATE account SET kind = ?1, name = ?2, roles = ?3, offices = ?4, issuer = ?5, subject = ?6, version = ?7,
                locked_at = ?8
            WHERE id = ?9
            """
        )
        try bind(record.account, to: update)
        update.bind(7, Int64(record.version))
        update.bind(8, record.lockedAt)
        update.bind(9, record.id)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "account \(record.id)") }
    }

    private func bind(_ account: Account, to statement: Prepared) throws(StoreError) {
        statement.bind(1, account.kind.rawValue)
        statement.bind(2, account.name)
        statement.bind(3, try CaseText.write(account.roles))
        statement.bind(4, try CaseText.write(account.offices))
        statement.bind(5, account.identity?.issuer)
        statement.bind(6, account.identity?.subject)
    }

    func addToken(_ row: TokenRow) throws(StoreError) {
        let record = row.record
        let insert = try prepare(
            """
            INSERT INTO token (id, account, hash, label, scopes, offices, created_at, created_by, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        insert.bind(1, record.id)
        insert.bind(2, record.account)
        insert.bind(3, row.hash)
        insert.bind(4, record.label)
        insert.bind(5, try CaseText.write(record.scopes.map(\.rawValue).sorted()))
        insert.bind(6, try CaseText.write(record.offices))
        insert.bind(7, record.createdAt)
        insert.bind(8, record.createdBy)
        insert.bind(9, record.expiresAt)
        try insert.run()
    }

    func revokeToken(_ id: String, at: Int64) throws(StoreError) {
        let update = try prepare("UPDATE token SET revoked_at = ifnull(revoked_at, ?2) WHERE id = ?1")
        update.bind(1, id)
        update.bind(2, at)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "token \(id)") }
    }

    func setTokenUse(_ id: String, at: Int64) throws(StoreError) {
        let update = try prepare("UPDATE token SET last_used_at = max(ifnull(last_used_at, 0), ?2) WHERE id = ?1")
        update.bind(1, id)
        update.bind(2, at)
        try update.run()
    }

    func addPlainAnswer(key: String, _ answer: PlainAnswer) throws(StoreError) {
        let insert = try prepare("INSERT INTO account_answer (key, request, answer, at) VALUES (?, ?, ?, ?)")
        insert.bind(1, key)
        insert.bind(2, answer.request)
        insert.bind(3, answer.answer)
        insert.bind(4, answer.at)
        try insert.run()
    }
}
