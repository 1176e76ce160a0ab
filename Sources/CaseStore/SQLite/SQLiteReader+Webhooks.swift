import CaseModel

extension SQLiteReader {
    final func webhooks() throws(StoreError) -> [WebhookRow] {
        let rows = try prepare(text: Self.webhooks(where: "1"))
        defer { rows.reset() }
        var found: [WebhookRow] = []
        while try rows.next() { found.append(try Self.webhookRow(rows)) }
        return found
    }

    final func webhook(_ id: WebhookID) throws(StoreError) -> WebhookRow? {
        let row = try prepare(text: Self.webhooks(where: "id = ?1"))
        defer { row.reset() }
        row.bind(1, id.rawValue)
        return try row.next() ? try Self.webhookRow(row) : nil
    }

    final func deliveries(_ query: WebhookDeliveryQuery) throws(StoreError) -> [WebhookDelivery] {
        var condition = "webhook = ?1 AND entry < ?2"
        switch query.standing {
        case .any: break
        case .waiting: condition += " AND died_at IS NULL"
        case .dead: condition += " AND died_at IS NOT NULL"
        }
        return try deliveries(
            query.webhook,
            where: condition + " ORDER BY entry DESC",
            from: query.before?.rawValue ?? .max,
            limit: query.limit
        )
    }

    final func waitingDeliveries(
        of webhook: WebhookID,
        after: EntryID,
        limit: Int
    ) throws(StoreError) -> [WebhookDelivery] {
        try deliveries(
            webhook,
            where: "webhook = ?1 AND entry > ?2 AND died_at IS NULL ORDER BY entry",
            from: after.rawValue,
            limit: limit
        )
    }

    final func deliveryCounts(of webhook: WebhookID) throws(StoreError) -> WebhookDeliveryCounts {
        let row = try prepare("SELECT count(*), count(died_at) FROM webhook_delivery WHERE webhook = ?")
        defer { row.reset() }
        row.bind(1, webhook.rawValue)
        guard try row.next() else { return WebhookDeliveryCounts() }
        return WebhookDeliveryCounts(waiting: Int(row.int(0) - row.int(1)), dead: Int(row.int(1)))
    }

    final func webhookAnswer(key: String) throws(StoreError) -> (request: [UInt8], answer: [UInt8])? {
        let row = try prepare("SELECT request, answer FROM webhook_answer WHERE key = ?")
        defer { row.reset() }
        row.bind(1, key)
        return try row.next() ? (row.bytes(0), row.bytes(1)) : nil
    }

    private final func deliveries(
        _ webhook: WebhookID,
        where condition: String,
        from: Int64,
        limit: Int
    ) throws(StoreError) -> [WebhookDelivery] {
        let rows = try prepare(
            text: """
                SELECT entry, attempts, first_at, last_at, next_at, status, failure, died_at
                FROM webhook_delivery WHERE \(condition) LIMIT ?3
                """
        )
        defer { rows.reset() }
        rows.bind(1, webhook.rawValue)
        rows.bind(2, from)
        rows.bind(3, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var found: [WebhookDelivery] = []
        while try rows.next() {
            var delivery = WebhookDelivery(EntryID(rawValue: rows.int(0)), nextAt: rows.int(4))
            delivery.attempts = Int(rows.int(1))
            delivery.firstAt = rows.optionalInt(2)
            delivery.lastAt = rows.optionalInt(3)
            delivery.status = rows.optionalInt(5).map { Int($0) }
            delivery.failure = rows.isNull(6) ? nil : rows.text(6)
            delivery.diedAt = rows.optionalInt(7)
            found.append(delivery)
        }
        return found
    }

    private static func webhooks(where condition: String) -> String {
        """
        SELECT id, url, note, filter, secret, earlier_secret, earlier_until, state, reason, version, created_at,
            changed_at, position, failing_since
        FROM webhook WHERE \(condition) ORDER BY id LIMIT \(StoreLimits.rowsMax)
        """
    }

    private static func webhookRow(_ row: Prepared) throws(StoreError) -> WebhookRow {
        guard let filter = try CaseText.read(EventFilter.self, row, 3),
            let state = WebhookRow.State(rawValue: row.int(7))
        else { throw .corrupt(detail: "the webhook \(row.int(0)) is none") }
        var webhook = WebhookRow(
            url: row.text(1),
            note: row.text(2),
            filter: filter,
            secret: row.bytes(4),
            position: EntryID(rawValue: row.int(12)),
            at: row.int(10)
        )
        webhook.id = WebhookID(rawValue: row.int(0))
        webhook.earlier = row.optionalInt(6).map { .init(secret: row.bytes(5), until: $0) }
        webhook.state = state
        webhook.reason = row.isNull(8) ? nil : row.text(8)
        webhook.version = Int(row.int(9))
        webhook.changedAt = row.int(11)
        webhook.failingSince = row.optionalInt(13)
        return webhook
    }
}
