import CaseModel
import CaseStore
import Logging

/// Sends events to one webhook's target until it is told to stop, or the webhook is no longer to be sent to.
///
/// It reads no further ahead than its window, sends a few events at once, and writes now and then how far that has got;
/// what was delivered after the last writing is delivered again after a crash.
actor WebhookDriver {
    /// Why a driver ended by itself.
    enum Ending: Hashable, Sendable {
        /// The target said that it is gone.
        case gone
        /// Nothing can be delivered, and why.
        case broken(String)
    }

    private let webhook: WebhookRow
    private let setup: WebhookSetup
    private let sender: WebhookSender
    private let look: AsyncStream<Void>
    private let looking: AsyncStream<Void>.Continuation
    private var queue: DeliveryQueue
    private var lines: [EntryID: FeedLine] = [:]
    private var progress: WebhookProgress
    private var dead: Int
    private var random = SystemRandomNumberGenerator()
    private var timer: Task<Void, Never>?
    private var ending: Ending?

    /// Begins where a webhook stands.
    ///
    /// - Throws: `TargetAddress.Objection` where the configuration does not allow its address any more.
    init(_ webhook: WebhookRow, queue: DeliveryQueue, dead: Int, setup: WebhookSetup) throws(TargetAddress.Objection) {
        self.webhook = webhook
        self.setup = setup
        self.queue = queue
        self.dead = dead
        progress = WebhookProgress(webhook, now: Clock.steady.milliseconds)
        sender = WebhookSender(
            try TargetAddress(webhook.url, allowedHosts: setup.gate.allowedHosts),
            gate: setup.gate
        )
        (look, looking) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Runs until its task is cancelled, or until it ends by itself for a reason.
    func run() async -> Ending? {
        await withDiscardingTaskGroup { group in
            setup.bell.wake(looking)
            looking.yield()
            for await _ in look {
                do {
                    try await refill()
                    while ending == nil, !Task.isCancelled, let entry = queue.next(now: Clock.wall.milliseconds) {
                        group.addTask { await self.deliver(entry) }
                    }
                    try await write(isLast: false)
                    arm(nil)
                } catch {
                    setup.log.error("a webhook's progress can't be read or written: \(error)", metadata: metadata)
                    arm(setup.retryMilliseconds)
                }
                if ending != nil { break }
            }
            group.cancelAll()
        }
        timer?.cancel()
        await sender.close()
        do {
            try await write(isLast: true)
        } catch {
            setup.log.error("a webhook's progress can't be written: \(error)", metadata: metadata)
        }
        return ending
    }

    private var metadata: Logger.Metadata { ["webhook": "\(webhook.id.rawValue)"] }

    /// Reads on, as far as there is room.
    private func refill() async throws {
        while ending == nil, queue.room > 0 {
            let slice = try await setup.events.slice(
                after: queue.readThrough.rawValue,
                matching: webhook.filter,
                limit: queue.room
            )
            let events = slice.events.map {
                DeliveryQueue.Event(entry: EntryID(rawValue: $0.event.id), cases: $0.event.numbers)
            }
            for line in slice.events { lines[EntryID(rawValue: line.event.id)] = line }
            queue.add(events, through: EntryID(rawValue: slice.through), now: Clock.wall.milliseconds)
            if slice.isAtEnd { return }
        }
    }

    /// Sends one event and learns what became of it; one that a stop breaks off is sent again at the next start.
    private func deliver(_ entry: EntryID) async {
        defer { looking.yield() }
        do {
            guard let event = try await event(entry) else { return queue.pass(entry) }
            // What is told to stop begins nothing: its webhook may have another secret now, or another address.
            guard !Task.isCancelled else { return }
            let message = CloudEvent(event, node: setup.node, epoch: setup.epoch)
            let outcome = await sender.send(
                .init(id: message.id, body: try message.body(), secrets: try setup.secrets(of: webhook))
            )
            guard !Task.isCancelled else { return }
            finish(entry, outcome)
        } catch is SecretBox.Unreadable {
            ending = .broken("its secret was sealed with another key of this node; rotate it, then make it active")
        } catch {
            // The store: the event is tried again like one that was not taken.
            finish(entry, DeliveryOutcome(failure: "\(error)"))
        }
    }

    /// The event as the filter lets it through; `nil` where it does not any more.
    private func event(_ entry: EntryID) async throws -> FeedEvent? {
        if let line = lines[entry] { return line.event }
        let slice = try await setup.events.slice(after: entry.rawValue - 1, matching: webhook.filter, limit: 1)
        return slice.events.first { $0.event.id == entry.rawValue }?.event
    }

    private func finish(_ entry: EntryID, _ outcome: DeliveryOutcome) {
        let now = Clock.wall.milliseconds
        let died = queue.died
        queue.finish(entry, outcome, now: now, using: &random)
        lines[entry] = nil
        dead += queue.died - died
        progress.isFresh = true
        switch outcome {
        case .gone: ending = .gone
        case .delivered: setup.meters.webhooksDelivered.add()
        case .failed(let failure):
            setup.meters.webhooksFailed.add()
            setup.log.info("an event was not taken: \(failure.text)", metadata: metadata)
            if queue.isBroken(now: now) {
                ending = .broken(
                    "nothing was taken since \(LocalTime.text(queue.failingSince ?? now)): \(failure.text)"
                )
            } else if dead >= WebhookLimits.deadMax {
                ending = .broken("\(dead) events are dead; replay them, or make a new webhook")
            }
        }
        tell(outcome)
    }

    /// Raises or clears the alarm of a target that takes nothing.
    private func tell(_ outcome: DeliveryOutcome) {
        let id = "\(webhook.id.rawValue)"
        if queue.breaker.isClosed {
            setup.alarms.clear(.webhookFailing, detail: id)
        } else if case .failed(let failure) = outcome {
            setup.alarms.raise(
                .webhookFailing,
                detail: id,
                "the target of webhook \(id) takes nothing: \(failure.text); nothing is lost, and it is tried again by itself; "
                    + "'tongban webhook deliveries \(id)' shows what waits"
            )
        }
    }

    /// Writes how far deliveries have got, where that is due.
    private func write(isLast: Bool) async throws {
        let next = WebhookProgress.Mark(through: queue.position, failingSince: queue.failingSince)
        let changes = queue.changes
        let now = Clock.steady.milliseconds
        guard progress.isDue(next, now: now) || !changes.isEmpty || (isLast && progress.mark != next) else { return }
        let id = webhook.id
        let isThere = try await setup.pipeline.run { scope in
            guard try scope.writer.webhook(id) != nil else { return false }
            for change in changes.values {
                switch change {
                case .kept(let delivery): try scope.writer.keepDelivery(delivery, of: id)
                case .taken(let entry): try scope.writer.removeDelivery(entry, of: id)
                }
            }
            return try scope.writer.setWebhookProgress(id, through: next.through, failingSince: next.failingSince)
        }
        // Where it is gone, whoever removed it ends this soon.
        guard isThere else { return }
        queue.written(changes)
        progress.written(next, now: now)
        for entry in lines.keys where changes[entry] != nil { lines[entry] = nil }
    }

    /// Looks again when something is due by time alone.
    private func arm(_ milliseconds: Int64?) {
        timer?.cancel()
        let waits = [
            milliseconds, queue.wakesAt.map { $0 - Clock.wall.milliseconds },
            progress.dueAt(queue.position).map { $0 - Clock.steady.milliseconds },
        ].compactMap { $0 }
        guard let wait = waits.min() else { return }
        timer = Task { [looking] in
            guard (try? await Task.sleep(for: .milliseconds(max(wait, 1)))) != nil else { return }
            looking.yield()
        }
    }
}
