import CaseModel

extension SQLiteReader {
    final func lastAudit() throws(StoreError) -> AuditRow? {
        let row = try prepare(
            """
            SELECT id, at, account, role, office, action, number, field, purpose, reason, refusal, previous, digest, subject
            FROM audit ORDER BY id DESC LIMIT 1
            """
        )
        defer { row.reset() }
        return try row.next() ? try Self.auditRow(row) : nil
    }

    /// A page walks the table from its end, or, with a filter, the index of what is asked for.
    final func audit(_ filter: AuditFilter) throws(StoreError) -> [AuditRow] {
        var conditions = ["1"]
        if filter.number != nil { conditions.append("number = ?1") }
        if filter.account != nil { conditions.append("account = ?2") }
        if filter.before != nil { conditions.append("id < ?3") }
        let rows = try prepare(
            text: """
                SELECT id, at, account, role, office, action, number, field, purpose, reason, refusal, previous, digest, subject
                FROM audit WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT ?4
                """
        )
        defer { rows.reset() }
        if let number = filter.number { rows.bind(1, number) }
        if let account = filter.account { rows.bind(2, account) }
        if let before = filter.before { rows.bind(3, before.rawValue) }
        rows.bind(4, Int64(max(1, min(filter.limit, StoreLimits.rowsMax))))
        var found: [AuditRow] = []
        while try rows.next() { found.append(try Self.auditRow(rows)) }
        return found
    }

    final func auditChain(after: AuditID, limit: Int) throws(StoreError) -> [AuditLink] {
        let rows = try prepare(
            """
            SELECT id, at, account, role, office, action, number, field, purpose, reason, refusal, previous, digest, subject
            FROM audit WHERE id > ? ORDER BY id LIMIT ?
            """
        )
        defer { rows.reset() }
        rows.bind(1, after.rawValue)
        rows.bind(2, Int64(max(1, min(limit, StoreLimits.rowsMax))))
        var found: [AuditLink] = []
        while try rows.next() {
            found.append(AuditLink(id: AuditID(rawValue: rows.int(0)), record: auditRecord(rows)))
        }
        return found
    }

    private static func auditRow(_ row: Prepared) throws(StoreError) -> AuditRow {
        let id = AuditID(rawValue: row.int(0))
        guard let record = auditRecord(row) else {
            throw .corrupt(detail: "the audit record \(id.rawValue) holds what no version writes; verify the trail")
        }
        return AuditRow(id: id, record: record)
    }
}

/// Reads a record from fourteen columns; `nil` where one of them holds what no version writes.
private func auditRecord(_ row: Prepared) -> AuditRecord? {
    func optional<Word: RawRepresentable<String>>(_ column: Int32, _: Word.Type) -> Word?? {
        guard !row.isNull(column) else { return .some(nil) }
        return Word(rawValue: row.text(column)).map { .some($0) }
    }
    guard let role = Role(rawValue: row.text(3)), let action = AuditEvent.Action(rawValue: row.text(5)),
        row.isNull(6) || CaseNumber(utf8: row.buffer(6)) != nil, let field = optional(7, PersonalField.self),
        let purpose = optional(8, AccessPurpose.self), let refusal = optional(10, RevealDecision.Ground.self),
        let previous = MaterialDigest(row.buffer(11)), let digest = MaterialDigest(row.buffer(12))
    else { return nil }
    let event = AuditEvent(
        at: row.int(1),
        account: row.text(2),
        role: role,
        office: row.text(4),
        action: action,
        number: row.isNull(6) ? nil : CaseNumber(utf8: row.buffer(6)),
        subject: row.isNull(13) ? nil : row.text(13),
        field: field,
        purpose: purpose,
        reason: row.text(9),
        refusal: refusal
    )
    return AuditRecord(kept: event, previous: previous, digest: digest)
}
