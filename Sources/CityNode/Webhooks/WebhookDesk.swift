import CaseModel
import CaseStore
import ExchangeCore
import JSONCoding

/// What people do to webhooks, within one transaction; each change is done once, however often it is asked for.
struct WebhookDesk {
    let scope: WriteScope
    /// Seals secrets, and the answers that show them.
    let box: SecretBox

    private var writer: any StoreWriter { scope.writer }
    private var now: Int64 { scope.now.milliseconds }

    /// Makes a webhook, and shows its secret this once.
    ///
    /// - Parameter target: where it goes; an error where that can't be.
    func add(
        _ draft: WebhookDraft,
        to target: Result<TargetAddress, any Error>,
        key: CommandKey
    ) throws -> (answer: Webhook, replayed: Bool) {
        try once(key) {
            let target = try target.get()
            try Self.check(draft.note)
            guard try writer.webhooks().count < WebhookLimits.webhooksMax else {
                throw CommandError.refused(
                    CaseRefusal(.tooMuch, "a node has at most \(WebhookLimits.webhooksMax) webhooks; remove one")
                )
            }
            let last = try writer.lastEntry()
            let secret = WebhookSecret()
            var row = WebhookRow(
                url: target.url,
                note: draft.note,
                filter: try Self.checked(draft.filter),
                secret: box.seal(secret.bytes),
                position: draft.after.map { min(EntryID(rawValue: $0), last) } ?? last,
                at: now
            )
            row.id = try writer.addWebhook(row)
            return try webhook(row, secret: secret)
        }
    }

    /// Changes a webhook.
    ///
    /// - Parameter target: where it goes from now on; `nil` where that stays.
    func change(
        _ id: WebhookID,
        _ change: WebhookChange,
        to target: Result<TargetAddress, any Error>?,
        key: CommandKey
    ) throws -> (answer: Webhook, replayed: Bool) {
        try once(key) {
            var row = try row(id)
            if let target { row.url = try target.get().url }
            if let note = change.note {
                try Self.check(note)
                row.note = note
            }
            if let filter = change.filter { row.filter = try Self.checked(filter) }
            if let isActive = change.isActive {
                row.state = isActive ? .active : .paused
                row.reason = nil
                row.failingSince = nil
            }
            return try webhook(try renewed(row))
        }
    }

    /// Gives a webhook a new secret, and shows it this once; the one before signs too for a while.
    func rotate(_ id: WebhookID, key: CommandKey) throws -> (answer: Webhook, replayed: Bool) {
        try once(key) {
            var row = try row(id)
            let secret = WebhookSecret()
            // One that can't be opened any more can't sign either.
            row.earlier =
                (try? box.open(row.secret)) == nil
                ? nil : .init(secret: row.secret, until: now + WebhookLimits.earlierSecretMilliseconds)
            row.secret = box.seal(secret.bytes)
            return try webhook(try renewed(row), secret: secret)
        }
    }

    /// Forgets a webhook.
    func remove(_ id: WebhookID, key: CommandKey) throws -> (answer: Webhook, replayed: Bool) {
        try once(key) {
            let removed = try webhook(try row(id))
            _ = try writer.removeWebhook(id)
            return removed
        }
    }

    /// Lets dead deliveries be sent again, one or all; how many there were.
    func replay(_ id: WebhookID, _ event: EntryID?, key: CommandKey) throws -> (answer: Int, replayed: Bool) {
        try once(key) {
            let row = try row(id)
            let count = try writer.reviveDeliveries(of: id, event, at: now)
            if let event, count == 0 { throw CommandError.noDelivery(id, event) }
            _ = try renewed(row)
            return count
        }
    }

    // MARK: - Parts

    private func row(_ id: WebhookID) throws -> WebhookRow {
        guard let row = try writer.webhook(id) else { throw CommandError.noWebhook(id) }
        return row
    }

    /// Keeps a change; its new version starts the webhook's driver anew.
    private func renewed(_ row: WebhookRow) throws -> WebhookRow {
        var row = row
        row.version += 1
        row.changedAt = now
        try writer.updateWebhook(row)
        return row
    }

    private func webhook(_ row: WebhookRow, secret: WebhookSecret? = nil) throws -> Webhook {
        var webhook = Webhook(row, try writer.deliveryCounts(of: row.id), now: now)
        webhook.secret = secret?.text
        return webhook
    }

    private func once<Answer: Codable>(
        _ key: CommandKey,
        _ body: () throws -> Answer
    ) throws -> (answer: Answer, replayed: Bool) {
        if let stored = try writer.webhookAnswer(key: key.key) {
            guard stored.request == key.request else { throw CommandError.keyReused(key.key) }
            return (try JSONTree.decode(Answer.self, from: try box.open(stored.answer)), true)
        }
        let answer = try body()
        try writer.addWebhookAnswer(
            key: key.key,
            request: key.request,
            answer: box.seal(try JSONStream.bytes(answer)),
            at: now,
            forgetBefore: now - WebhookLimits.answerMilliseconds
        )
        return (answer, false)
    }

    private static func checked(_ filter: EventFilter) throws -> EventFilter {
        do { return try filter.checked() } catch { throw CommandError.refused(error) }
    }

    private static func check(_ note: String) throws {
        guard note.unicodeScalars.count <= WebhookLimits.noteCharactersMax else {
            throw CommandError.refused(
                CaseRefusal(.tooLong, "note has at most \(WebhookLimits.noteCharactersMax) characters", field: "note")
            )
        }
    }
}

extension Webhook {
    /// What people see of a row.
    init(_ row: WebhookRow, _ counts: WebhookDeliveryCounts, now: Int64) {
        self.init(
            id: row.id.rawValue,
            url: row.url,
            note: row.note,
            filter: row.filter,
            through: row.position.rawValue,
            at: row.createdAt
        )
        state =
            switch row.state {
            case .active: .active
            case .paused: .paused
            case .broken: .broken
            }
        reason = row.reason
        version = row.version
        changedAt = row.changedAt
        failingSince = row.failingSince
        waiting = counts.waiting
        dead = counts.dead
        earlierSecretUntil = row.earlier.flatMap { $0.until > now ? $0.until : nil }
    }
}
