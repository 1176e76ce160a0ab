import CaseModel

extension SQLiteWriter {
    func addWebhook(_ webhook: WebhookRow) throws(StoreError) -> WebhookID {
        let insert = try prepare(
            """
            INSERT INTO webhook (url, note, filter, secret, earlier_secret, earlier_until, state, reason, version,
                created_at, changed_at, position, failing_since)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """
        )
        try bind(webhook, to: insert)
        insert.bind(10, webhook.createdAt)
        insert.bind(11, webhook.changedAt)
        insert.bind(12, webhook.position.rawValue)
        insert.bind(13, webhook.failingSince)
        try insert.run()
        return WebhookID(rawValue: connection.lastRow)
    }

    func updateWebhook(_ webhook: WebhookRow) throws(StoreError) {
        let update = try prepare(
            """
            UPDATE webhook SET url = ?1, note = ?2, filter = ?3, secret = ?4, earlier_secret = ?5, earlier_until = ?6,
                state = ?7, reason = ?8, version = ?9, changed_at = ?11, failing_since = ?13
            WHERE id = ?14
            """
        )
        try bind(webhook, to: update)
        update.bind(11, webhook.changedAt)
        update.bind(13, webhook.failingSince)
        update.bind(14, webhook.id.rawValue)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "webhook \(webhook.id.rawValue)") }
    }

    func setWebhookProgress(_ id: WebhookID, through: EntryID, failingSince: Int64?) throws(StoreError) -> Bool {
        let update = try prepare("UPDATE webhook SET position = ?2, failing_since = ?3 WHERE id = ?1")
        update.bind(1, id.rawValue)
        update.bind(2, through.rawValue)
        update.bind(3, failingSince)
        try update.run()
        return connection.changes == 1
    }

    func removeWebhook(_ id: WebhookID) throws(StoreError) -> Bool {
        let delete = try prepare("DELETE FROM webhook WHERE id = ?")
        delete.bind(1, id.rawValue)
        try delete.run()
        return connection.changes == 1
    }

    func keepDelivery(_ delivery: WebhookDelivery, of webhook: WebhookID) throws(StoreError) {
        let insert = try prepare(
            """
            INSERT INTO webhook_delivery
                (webhook, entry, attempts, first_at, last_at, next_at, status, failure, died_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (webhook, entry) DO UPDATE SET attempts = ?3, first_at = ?4, last_at = ?5, next_at = ?6,
                status = ?7, failure = ?8, died_at = ?9
            """
        )
        insert.bind(1, webhook.rawValue)
        insert.bind(2, delivery.entry.rawValue)
        insert.bind(3, Int64(delivery.attempts))
        insert.bind(4, delivery.firstAt)
        insert.bind(5, delivery.lastAt)
        insert.bind(6, delivery.nextAt)
        insert.bind(7, delivery.status.map { Int64($0) })
        insert.bind(8, delivery.failure)
        insert.bind(9, delivery.diedAt)
        try insert.run()
    }

    func removeDelivery(_ entry: EntryID, of webhook: WebhookID) throws(StoreError) {
        let delete = try prepare("DELETE FROM webhook_delivery WHERE webhook = ? AND entry = ?")
        delete.bind(1, webhook.rawValue)
        delete.bind(2, entry.rawValue)
        try delete.run()
    }

    func reviveDeliveries(of webhook: WebhookID, _ entry: EntryID?, at: Int64) throws(StoreError) -> Int {
        let update = try prepare(
            """
            UPDATE webhook_delivery SET attempts = 0, first_at = NULL, next_at = ?3, died_at = NULL
            WHERE webhook = ?1 AND entry = ifnull(?2, entry) AND died_at IS NOT NULL
            """
        )
        update.bind(1, webhook.rawValue)
        update.bind(2, entry?.rawValue)
        update.bind(3, at)
        try update.run()
        return Int(connection.changes)
    }

    func addWebhookAnswer(
        key: String,
        request: [UInt8],
        answer: [UInt8],
        at: Int64,
        forgetBefore: Int64
    ) throws(StoreError) {
        let delete = try prepare("DELETE FROM webhook_answer WHERE at < ?")
        delete.bind(1, forgetBefore)
        try delete.run()
        let insert = try prepare("INSERT INTO webhook_answer (key, request, answer, at) VALUES (?, ?, ?, ?)")
        insert.bind(1, key)
        insert.bind(2, request)
        insert.bind(3, answer)
        insert.bind(4, at)
        try insert.run()
    }

    /// Binds what people change, to the first nine places.
    private func bind(_ webhook: WebhookRow, to statement: Prepared) throws(StoreError) {
        statement.bind(1, webhook.url)
        statement.bind(2, webhook.note)
        statement.bind(3, try CaseText.write(webhook.filter))
        statement.bind(4, webhook.secret)
        if let earlier = webhook.earlier { statement.bind(5, earlier.secret) } else { statement.bindNull(5) }
        statement.bind(6, webhook.earlier?.until)
        statement.bind(7, webhook.state.rawValue)
        statement.bind(8, webhook.reason)
        statement.bind(9, Int64(webhook.version))
    }
}
