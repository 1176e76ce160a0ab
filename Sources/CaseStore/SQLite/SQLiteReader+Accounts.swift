import CaseModel

extension SQLiteReader {
    final func accounts(after id: Int64, limit: Int) throws(StoreError) -> [AccountRecord] {
        let rows = try prepare(text: Self.accounts + " WHERE id > ? ORDER BY id LIMIT ?")
        defer { rows.reset() }
        rows.bind(1, id)
        rows.bind(2, Int64(max(1, min(limit, StoreLimits.rowsMax))))
        var found: [AccountRecord] = []
        while try rows.next() { found.append(try Self.account(rows)) }
        return found
    }

    final func account(_ id: Int64) throws(StoreError) -> AccountRecord? {
        let row = try prepare(text: Self.accounts + " WHERE id = ?")
        defer { row.reset() }
        row.bind(1, id)
        return try row.next() ? try Self.account(row) : nil
    }

    final func account(of identity: Account.Identity) throws(StoreError) -> AccountRecord? {
        let row = try prepare(text: Self.accounts + " WHERE issuer = ? AND subject = ?")
        defer { row.reset() }
        row.bind(1, identity.issuer)
        row.bind(2, identity.subject)
        return try row.next() ? try Self.account(row) : nil
    }

    final func tokens(of account: Int64?, after id: String, limit: Int) throws(StoreError) -> [TokenRow] {
        let rows = try prepare(
            text: Self.tokens + " WHERE id > ?1 AND (?2 IS NULL OR account = ?2) ORDER BY id LIMIT ?3"
        )
        defer { rows.reset() }
        rows.bind(1, id)
        rows.bind(2, account)
        rows.bind(3, Int64(max(1, min(limit, StoreLimits.rowsMax))))
        var found: [TokenRow] = []
        while try rows.next() { found.append(try Self.token(rows)) }
        return found
    }

    final func token(_ id: String) throws(StoreError) -> TokenRow? {
        let row = try prepare(text: Self.tokens + " WHERE id = ?")
        defer { row.reset() }
        row.bind(1, id)
        return try row.next() ? try Self.token(row) : nil
    }

    final func plainAnswer(key: String) throws(StoreError) -> PlainAnswer? {
        let row = try prepare("SELECT request, answer, at FROM account_answer WHERE key = ?")
        defer { row.reset() }
        row.bind(1, key)
        return try row.next() ? PlainAnswer(request: row.bytes(0), answer: row.bytes(1), at: row.int(2)) : nil
    }

    /// The columns that ``account(_:)-(Prepared)`` reads.
    private static let accounts =
        """
        SELECT id, kind, name, roles, offices, issuer, subject, version, locked_at, created_at, created_by FROM account
        """

    private static func account(_ row: Prepared) throws(StoreError) -> AccountRecord {
        let id = row.int(0)
        guard let kind = Account.Kind(rawValue: row.text(1)), let roles = try CaseText.read([Role].self, row, 3),
            let offices = try CaseText.read([String].self, row, 4)
        else { throw .corrupt(detail: "the account \(id) holds what no version writes") }
        return AccountRecord(
            id: id,
            account: Account(
                kind: kind,
                name: row.text(2),
                roles: roles,
                offices: offices,
                identity: row.isNull(5) ? nil : Account.Identity(issuer: row.text(5), subject: row.text(6))
            ),
            version: Int(row.int(7)),
            lockedAt: row.optionalInt(8),
            createdAt: row.int(9),
            createdBy: row.text(10)
        )
    }

    /// The columns that ``token(_:)-(Prepared)`` reads.
    private static let tokens =
        """
        SELECT id, account, hash, label, scopes, offices, created_at, created_by, expires_at, revoked_at, last_used_at
        FROM token
        """

    private static func token(_ row: Prepared) throws(StoreError) -> TokenRow {
        guard let scopes = try CaseText.read(Set<Scope>.self, row, 4) else {
            throw .corrupt(detail: "the token \(row.text(0)) has no scopes")
        }
        return TokenRow(
            record: TokenRecord(
                id: row.text(0),
                account: row.int(1),
                label: row.text(3),
                scopes: scopes,
                offices: try CaseText.read([String].self, row, 5),
                createdAt: row.int(6),
                createdBy: row.text(7),
                expiresAt: row.int(8),
                revokedAt: row.optionalInt(9),
                lastUsedAt: row.optionalInt(10)
            ),
            hash: row.bytes(2)
        )
    }
}
