import CaseModel
import CaseStore

/// What is sent next to one target, and how far that has got: pure rules, with the time as an argument.
///
/// An event is not sent before the earlier ones of each of its cases were taken or are dead; events of different cases go at
/// once. One that was not taken is *kept*: it gets a row, and so do those of its case behind it, so that the position
/// moves on past them. An event that is taken at once never has a row.
struct DeliveryQueue {
    /// An event as far as the order of deliveries depends on it.
    struct Event: Hashable, Sendable {
        var entry: EntryID
        var cases: [CaseNumber]
    }

    /// What has to be written before the position may move.
    enum Change: Hashable, Sendable {
        /// How an event stands that was not taken.
        case kept(WebhookDelivery)
        /// An event that was kept was taken.
        case taken(EntryID)
    }

    private struct Item {
        var cases: [CaseNumber]
        var delivery: WebhookDelivery
        var isKept: Bool
    }

    /// Through where the journal was read.
    private(set) var readThrough: EntryID
    /// Since when nothing was taken though it was tried.
    private(set) var failingSince: Int64?
    /// Whether the target takes things.
    private(set) var breaker = Breaker()
    /// Events on their way.
    private(set) var inFlight: Set<EntryID> = []
    /// What has to be written, by event.
    private(set) var changes: [EntryID: Change] = [:]
    /// Events that died since it was made.
    private(set) var died = 0

    private let backoff: Backoff
    private let passed: Set<EntryID>
    private var items: [EntryID: Item] = [:]
    private var order: [EntryID] = []
    private var lanes: [CaseNumber: [EntryID]] = [:]
    private var kept = 0

    /// Begins where a webhook stands.
    ///
    /// - Parameters:
    ///   - position: every event through it was taken, or has a row.
    ///   - waiting: the rows that are sent again, in order of event, with their cases.
    ///   - dead: events after the position that are dead.
    init(
        position: EntryID,
        failingSince: Int64? = nil,
        waiting: [(delivery: WebhookDelivery, cases: [CaseNumber])] = [],
        dead: Set<EntryID> = [],
        backoff: Backoff = Backoff()
    ) {
        readThrough = position
        self.failingSince = failingSince
        self.backoff = backoff
        passed = dead
        for (delivery, cases) in waiting { insert(Item(cases: cases, delivery: delivery, isKept: true)) }
    }

    /// Every event through it was taken, or has a row once ``changes`` are written.
    var position: EntryID {
        guard let first = order.first(where: { items[$0]?.isKept == false }) else { return readThrough }
        return EntryID(rawValue: first.rawValue - 1)
    }

    /// How many more events may be read for this target.
    var room: Int {
        guard kept < WebhookLimits.waitingMax else { return 0 }
        // Of a target that takes nothing only a few are read: what went to see before may be what it never takes.
        let window = breaker.isClosed ? WebhookLimits.windowMax : WebhookLimits.deliveriesAtOnceMax
        return max(0, window - (items.count - kept))
    }

    /// Whether nothing is known that could be sent, now or later.
    var isEmpty: Bool { items.isEmpty }

    /// Takes the next events of the journal, in order; `through` is where it was read to.
    mutating func add(_ events: [Event], through: EntryID, now: Int64) {
        for event in events where items[event.entry] == nil && !passed.contains(event.entry) {
            insert(Item(cases: event.cases, delivery: WebhookDelivery(event.entry, nextAt: now), isKept: false))
            let waits = event.cases.contains { number in
                (lanes[number] ?? []).contains { $0 < event.entry && items[$0]?.isKept == true }
            }
            if waits { keep(event.entry) }
        }
        readThrough = max(readThrough, through)
    }

    /// The event that is sent now, which is on its way from then on; `nil` where none may be.
    mutating func next(now: Int64) -> EntryID? {
        guard inFlight.count < WebhookLimits.deliveriesAtOnceMax else { return nil }
        let chosen: EntryID?
        if breaker.isClosed {
            chosen = order.first { isFirst($0) && (items[$0].map { $0.delivery.nextAt <= now } ?? false) }
        } else {
            guard inFlight.isEmpty, let candidate = leastTried, breaker.probe(now: now) else { return nil }
            chosen = candidate
        }
        if let chosen { inFlight.insert(chosen) }
        return chosen
    }

    /// Learns what became of an event that was on its way.
    mutating func finish(
        _ entry: EntryID,
        _ outcome: DeliveryOutcome,
        now: Int64,
        using random: inout some RandomNumberGenerator
    ) {
        guard inFlight.remove(entry) != nil, var item = items[entry] else { return }
        switch outcome {
        case .gone: return
        case .delivered:
            if item.isKept { changes[entry] = .taken(entry) }
            remove(entry)
            failingSince = nil
            if breaker.succeed() { hurry(now) }
        case .failed(let failure):
            breaker.fail(now: now, using: &random)
            failingSince = failingSince ?? now
            let since = item.delivery.firstAt ?? now
            item.delivery.attempts += 1
            item.delivery.firstAt = since
            item.delivery.lastAt = now
            item.delivery.status = failure.status
            item.delivery.failure = failure.text
            let next = backoff.next(
                after: item.delivery.attempts,
                since: since,
                now: now,
                atLeast: failure.retryAfter,
                using: &random
            )
            // Where nothing at all is taken, no event dies of it: the target does.
            if next == nil, breaker.isClosed {
                item.delivery.diedAt = now
                changes[entry] = .kept(item.delivery)
                died += 1
                remove(entry)
            } else {
                item.delivery.nextAt = next ?? now
                items[entry] = item
                keep(entry)
            }
        }
    }

    /// Forgets an event that is on its way and that the webhook does not want any more.
    mutating func pass(_ entry: EntryID) {
        guard inFlight.remove(entry) != nil, let item = items[entry] else { return }
        if item.isKept { changes[entry] = .taken(entry) }
        remove(entry)
    }

    /// When something may be sent that may not be now; `nil` where that depends on something else than time.
    var wakesAt: Int64? {
        guard breaker.isClosed else { return breaker.probesAt }
        return order.lazy.filter { !inFlight.contains($0) && isFirst($0) }
            .compactMap { items[$0]?.delivery.nextAt }.min()
    }

    /// Whether nothing was taken for as long as an event is sent again.
    func isBroken(now: Int64) -> Bool { failingSince.map { now - $0 >= backoff.span } ?? false }

    /// Forgets changes, because they are written; what has changed again since stays.
    mutating func written(_ changes: [EntryID: Change]) {
        for (entry, change) in changes where self.changes[entry] == change { self.changes[entry] = nil }
    }

    // MARK: - Parts

    /// Whether an event is not on its way, and none of its cases has an earlier one: neither here, nor where the journal
    /// was not read yet, as it is behind the position after a start.
    private func isFirst(_ entry: EntryID) -> Bool {
        guard let item = items[entry], entry <= readThrough, !inFlight.contains(entry) else { return false }
        return item.cases.allSatisfy { lanes[$0]?.first == entry }
    }

    /// The event that goes to see: the oldest of those that were sent least, so that one that the target never takes does
    /// not stand before the others for good.
    private var leastTried: EntryID? {
        order.lazy.filter { isFirst($0) }.min { left, right in
            (items[left]?.delivery.attempts ?? 0, left) < (items[right]?.delivery.attempts ?? 0, right)
        }
    }

    private mutating func insert(_ item: Item) {
        let entry = item.delivery.entry
        items[entry] = item
        if item.isKept { kept += 1 }
        Self.insert(entry, into: &order)
        for number in item.cases { Self.insert(entry, into: &lanes[number, default: []]) }
    }

    private mutating func remove(_ entry: EntryID) {
        guard let item = items.removeValue(forKey: entry) else { return }
        if item.isKept { kept -= 1 }
        order.removeAll { $0 == entry }
        for number in item.cases {
            lanes[number]?.removeAll { $0 == entry }
            if lanes[number]?.isEmpty == true { lanes[number] = nil }
        }
    }

    /// Gives an event a row, and those behind it in its cases.
    private mutating func keep(_ entry: EntryID) {
        var left = [entry]
        while let entry = left.popLast() {
            guard var item = items[entry] else { continue }
            if !item.isKept { kept += 1 }
            item.isKept = true
            items[entry] = item
            changes[entry] = .kept(item.delivery)
            for number in item.cases {
                left += (lanes[number] ?? []).filter { $0 > entry && items[$0]?.isKept == false }
            }
        }
    }

    /// The target takes things again: what waited only for that goes out now.
    private mutating func hurry(_ now: Int64) {
        for entry in order {
            guard let nextAt = items[entry]?.delivery.nextAt, nextAt > now else { continue }
            items[entry]?.delivery.nextAt = now
        }
    }

    private static func insert(_ entry: EntryID, into list: inout [EntryID]) {
        var place = list.count
        while place > 0, list[place - 1] > entry { place -= 1 }
        list.insert(entry, at: place)
    }
}
