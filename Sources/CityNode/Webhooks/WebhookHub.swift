import CaseModel
import CaseStore
import ExchangeCore

/// Runs a driver for each webhook that is active, and a new one after each change.
actor WebhookHub {
    private struct Running {
        var version: Int
        var task: Task<Void, Never>
    }

    nonisolated let setup: WebhookSetup
    /// Rings when a webhook was changed or has ended by itself.
    private nonisolated let changes = FeedBell()
    private var changeCount = 0
    private var running: [WebhookID: Running] = [:]

    /// Makes a hub that runs nothing yet.
    init(_ setup: WebhookSetup) { self.setup = setup }

    /// Runs until its task is cancelled; then no delivery is on its way any more.
    func run() async {
        for await _ in changes.ringsFromNow() {
            do {
                while try await !arrange() {}
            } catch {
                setup.log.error("the webhooks can't be read and will be again soon: \(error)")
                try? await Task.sleep(for: .milliseconds(setup.retryMilliseconds))
                changes.ring()
            }
        }
        for id in running.keys.sorted() { await stop(id) }
    }

    /// A webhook was changed, on disk: by what it was before, no delivery begins any more.
    func changed(_ id: WebhookID?) {
        changeCount += 1
        if let id { running[id]?.task.cancel() }
        changes.ring()
    }

    /// Runs the drivers that there should be; false where something was changed meanwhile.
    private func arrange() async throws -> Bool {
        let seen = changeCount
        let webhooks = try await setup.store.read { try $0.webhooks() }
        let wanted = Dictionary(uniqueKeysWithValues: webhooks.map { ($0.id, $0) })
        for (id, driver) in running {
            let row = wanted[id]
            if row?.state != .active || row?.version != driver.version || driver.task.isCancelled { await stop(id) }
        }
        guard seen == changeCount else { return false }
        for webhook in webhooks where webhook.state == .active && running[webhook.id] == nil {
            let task = Task { await self.drive(webhook) }
            running[webhook.id] = Running(version: webhook.version, task: task)
        }
        for webhook in webhooks where webhook.state != .active { alarm(webhook) }
        setup.alarms.keep(.webhookStopped, details: Set(webhooks.filter(Self.isStopped).map { "\($0.id.rawValue)" }))
        setup.alarms.keep(.webhookFailing, details: Set(running.keys.map { "\($0.rawValue)" }))
        return true
    }

    private func stop(_ id: WebhookID) async {
        guard let driver = running.removeValue(forKey: id) else { return }
        driver.task.cancel()
        await driver.task.value
    }

    /// Sends to one target until it is stopped, and writes down where it ended by itself.
    private nonisolated func drive(_ webhook: WebhookRow) async {
        let ending: WebhookDriver.Ending?
        do {
            let (queue, dead) = try await queue(of: webhook)
            ending = await (try WebhookDriver(webhook, queue: queue, dead: dead, setup: setup)).run()
        } catch let objection as TargetAddress.Objection {
            ending = .broken(objection.text)
        } catch is CancellationError {
            ending = nil
        } catch {
            ending = .broken("its deliveries can't be read: \(error)")
        }
        guard let ending else { return }
        do {
            try await setup.pipeline.run { try Self.note(ending, webhook, $0) }
        } catch {
            setup.log.error("a webhook that ended can't be written: \(error)")
        }
        changes.ring()
    }

    /// What a webhook's rows say of what is to be sent.
    private nonisolated func queue(of webhook: WebhookRow) async throws -> (queue: DeliveryQueue, dead: Int) {
        let reader = EventReader(node: setup.node, city: CityCode(node: setup.node))
        let backoff = setup.backoff
        return try await setup.store.read { store in
            var waiting: [(delivery: WebhookDelivery, cases: [CaseNumber])] = []
            while true {
                let after = waiting.last?.delivery.entry ?? .start
                let page = try store.waitingDeliveries(of: webhook.id, after: after, limit: StoreLimits.rowsMax)
                for delivery in page {
                    waiting.append((delivery, try reader.event(delivery.entry, store)?.numbers ?? []))
                }
                if page.count < StoreLimits.rowsMax { break }
            }
            var query = WebhookDeliveryQuery(webhook.id)
            query.standing = .dead
            query.limit = StoreLimits.rowsMax
            let dead = try store.deliveries(query).map(\.entry).filter { $0 > webhook.position }
            let queue = DeliveryQueue(
                position: webhook.position,
                failingSince: webhook.failingSince,
                waiting: waiting,
                dead: Set(dead),
                backoff: backoff
            )
            return (queue, try store.deliveryCounts(of: webhook.id).dead)
        }
    }

    /// Keeps why a webhook is not sent to any more, unless somebody has changed it meanwhile.
    private static func note(_ ending: WebhookDriver.Ending, _ webhook: WebhookRow, _ scope: WriteScope) throws {
        guard var row = try scope.writer.webhook(webhook.id), row.version == webhook.version else { return }
        switch ending {
        case .gone: (row.state, row.reason) = (.paused, "the target answered 410: it wants nothing more")
        case .broken(let reason): (row.state, row.reason) = (.broken, reason)
        }
        try scope.writer.updateWebhook(row)
    }

    private static func isStopped(_ webhook: WebhookRow) -> Bool { webhook.state != .active && webhook.reason != nil }

    private func alarm(_ webhook: WebhookRow) {
        guard let reason = webhook.reason else { return }
        let id = "\(webhook.id.rawValue)"
        setup.alarms.raise(
            .webhookStopped,
            detail: id,
            "webhook \(id) is not sent to any more: \(reason); repair it, then 'tongban webhook change \(id) --state active'"
        )
    }
}
