import CaseModel
import CaseStore
import TestChance
import Testing

@testable import CityNode

@Suite("Delivery queue: in order per case, at least once, and through any crash")
struct DeliveryQueueTests {
    /// A target with moods, and a node that may crash at any step.
    private struct World {
        var random: SplitMix
        let cases: [CaseNumber]
        let events: [DeliveryQueue.Event]
        /// Events that the target never takes.
        let poison: Set<EntryID>
        var queue: DeliveryQueue
        var now: Int64 = 1_000_000
        /// What is on disk.
        var position = EntryID.start
        var rows: [EntryID: WebhookDelivery] = [:]
        /// What the target took, ever.
        var taken: Set<EntryID> = []
        var died: Set<EntryID> = []
        var isDown = false

        init(seed: UInt64) {
            var random = SplitMix(seed: seed)
            let cases = (0..<8).map { Sample.number(Sample.quzhou, random: $0) }
            self.cases = cases
            events = (Int64(1)...120).map { id in
                let count = [0, 1, 1, 1, 1, 3][Int.random(in: 0..<6, using: &random)]
                return .init(entry: EntryID(rawValue: id), cases: Array(cases.shuffled(using: &random).prefix(count)))
            }
            poison = Set(events.map(\.entry).filter { _ in Int.random(in: 0..<25, using: &random) == 0 })
            self.random = random
            queue = DeliveryQueue(position: .start, backoff: Self.backoff)
        }

        static let backoff = Backoff(first: 50, longest: 2_000, span: 20_000)

        mutating func step() {
            now += Int64.random(in: 0...400, using: &random)
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<2: crash()
            case 2..<4: isDown.toggle()
            case 4..<25: read()
            case 25..<35: write()
            case 35..<65: send()
            default: finish()
            }
        }

        mutating func read() {
            let room = min(queue.room, Int.random(in: 1...9, using: &random))
            guard room > 0 else { return }
            let new = events.filter { $0.entry > queue.readThrough }.prefix(room)
            queue.add(Array(new), through: new.last?.entry ?? queue.readThrough, now: now)
        }

        mutating func send() {
            guard let entry = queue.next(now: now) else { return }
            let own = Set(sure(events.first { $0.entry == entry }).cases)
            for earlier in events where earlier.entry < entry && !own.isDisjoint(with: earlier.cases) {
                #expect(taken.contains(earlier.entry) || died.contains(earlier.entry), "\(earlier.entry) comes first")
            }
            #expect(queue.inFlight.count <= WebhookLimits.deliveriesAtOnceMax)
            if !queue.breaker.isClosed { #expect(queue.inFlight == [entry], "one goes to see") }
        }

        mutating func finish() {
            guard let entry = queue.inFlight.sorted().randomElement(using: &random) else { return }
            let fails = isDown || poison.contains(entry) || Int.random(in: 0..<10, using: &random) == 0
            if !fails { taken.insert(entry) }
            queue.finish(
                entry,
                fails ? DeliveryOutcome(failure: "no") : .delivered(status: 204),
                now: now,
                using: &random
            )
            if case .kept(let row) = queue.changes[entry], row.diedAt != nil { died.insert(entry) }
        }

        mutating func write() {
            for (entry, change) in queue.changes {
                if case .kept(let row) = change { rows[entry] = row } else { rows[entry] = nil }
            }
            position = queue.position
            queue.written(queue.changes)
            for event in events where event.entry <= position {
                #expect(taken.contains(event.entry) || rows[event.entry] != nil, "\(event.entry) is nowhere")
            }
        }

        mutating func crash() {
            // What died and was not written down is not dead.
            died = Set(rows.filter { $0.value.diedAt != nil }.keys)
            let waiting = rows.values.filter { $0.diedAt == nil }.sorted { $0.entry < $1.entry }
            queue = DeliveryQueue(
                position: position,
                waiting: waiting.map { row in (row, sure(events.first { $0.entry == row.entry }).cases) },
                dead: died.filter { [position] in $0 > position },
                backoff: Self.backoff
            )
        }
    }

    @Test("Every event is taken or dead in the end, and none before those of its cases", arguments: 1...40)
    func orderAndCompleteness(seed: UInt64) {
        var world = World(seed: seed)
        for _ in 0..<1_500 { world.step() }
        world.isDown = false
        for _ in 0..<20_000 where world.position.rawValue < 120 || !world.queue.isEmpty {
            world.now += 200
            world.read()
            world.send()
            world.finish()
            world.write()
            // Where nothing but what it never takes is left, the target counts as broken, and somebody begins anew.
            if world.queue.isBroken(now: world.now) { world.crash() }
        }
        #expect(world.position.rawValue == 120)
        #expect(world.rows.values.allSatisfy { $0.diedAt != nil }, "nothing waits")
        for event in world.events { #expect(world.taken.contains(event.entry) || world.died.contains(event.entry)) }
        #expect(world.died.isSubset(of: world.rows.keys), "what is dead can be seen")
    }

    @Test("What is taken at once never has a row")
    func noRows() {
        var random = SplitMix(seed: 1)
        var queue = DeliveryQueue(position: .start)
        queue.add(Self.events(1...50), through: EntryID(rawValue: 60), now: 0)
        while let entry = queue.next(now: 0) { queue.finish(entry, .delivered(status: 200), now: 0, using: &random) }
        #expect(queue.changes.isEmpty && queue.isEmpty)
        #expect(queue.position == EntryID(rawValue: 60), "what was passed over counts as done")
    }

    @Test("A target that takes nothing is asked now and then, by one event, and little is read for it")
    func dead() {
        var random = SplitMix(seed: 1)
        var queue = DeliveryQueue(position: .start)
        queue.add(Self.events(1...50), through: EntryID(rawValue: 50), now: 0)
        var sent = 0
        var now: Int64 = 0
        while now < 24 * 3_600_000 {
            while let entry = queue.next(now: now) {
                sent += 1
                queue.finish(entry, DeliveryOutcome(failure: "down"), now: now, using: &random)
            }
            #expect(queue.room <= WebhookLimits.deliveriesAtOnceMax)
            now = max(now + 1, queue.wakesAt ?? now + 1_000)
        }
        #expect(sent < 400, "at most one in five minutes, on average")
        #expect(!queue.isBroken(now: now) && queue.isBroken(now: 3 * 86_400_000))
        #expect(queue.died == 0, "the target is dead, not the events")
        now += Breaker.longestMilliseconds
        let probe = queue.next(now: now)
        let second = queue.next(now: now)
        #expect(second == nil, "one alone")
        queue.finish(probe ?? .start, .delivered(status: 200), now: now, using: &random)
        var count = 1
        while let entry = queue.next(now: now) {
            queue.finish(entry, .delivered(status: 200), now: now, using: &random)
            count += 1
        }
        #expect(count == 50, "all of them go out as soon as one was taken")
    }

    @Test("One that the target never takes dies, and those of its case follow")
    func poison() {
        var random = SplitMix(seed: 3)
        let number = Sample.number(Sample.quzhou, random: 1)
        var queue = DeliveryQueue(position: .start)
        queue.add(
            (Int64(1)...3).map { DeliveryQueue.Event(entry: EntryID(rawValue: $0), cases: [number]) }
                + Self.events(4...203),
            through: EntryID(rawValue: 400),
            now: 0
        )
        var now: Int64 = 0
        var order: [Int64] = []
        var died: Int64?
        var newest: Int64 = 1_000
        while died == nil, now < 10 * 86_400_000 {
            // There is always something that the target takes.
            newest += 1
            queue.add(Self.events(newest...newest), through: EntryID(rawValue: newest), now: now)
            while let entry = queue.next(now: now) {
                if entry.rawValue == 1 {
                    queue.finish(entry, DeliveryOutcome(status: 400, retryAfter: nil), now: now, using: &random)
                    if queue.died == 1 { died = now }
                } else {
                    order.append(entry.rawValue)
                    queue.finish(entry, .delivered(status: 200), now: now, using: &random)
                }
            }
            now += 600_000
        }
        #expect(died.map { (3 * 86_400_000...3 * 86_400_000 + 600_000).contains($0) } == true)
        #expect(order.suffix(3).prefix(2) == [2, 3], "as soon as it is dead, and not before")
    }

    @Test("One that the target never takes does not keep the others from it")
    func probing() {
        var random = SplitMix(seed: 4)
        var queue = DeliveryQueue(position: .start)
        queue.add(Self.events(1...1), through: EntryID(rawValue: 1), now: 0)
        var now: Int64 = 0
        while queue.breaker.isClosed {
            if let entry = queue.next(now: now) {
                queue.finish(entry, DeliveryOutcome(status: 400, retryAfter: nil), now: now, using: &random)
            }
            now = max(now + 1, queue.wakesAt ?? now)
        }
        #expect(queue.room > 0)
        queue.add(Self.events(2...9), through: EntryID(rawValue: 9), now: now)
        now = queue.wakesAt ?? now
        let probe = queue.next(now: now)
        #expect(probe == EntryID(rawValue: 2), "one that was not sent yet")
        queue.finish(EntryID(rawValue: 2), .delivered(status: 200), now: now, using: &random)
        #expect(queue.breaker.isClosed)
    }

    @Test("What a webhook does not want any more is passed over") func passed() {
        var queue = DeliveryQueue(
            position: EntryID(rawValue: 9),
            waiting: [(WebhookDelivery(EntryID(rawValue: 5), nextAt: 0), [])]
        )
        let next = queue.next(now: 0)
        #expect(next == EntryID(rawValue: 5))
        queue.pass(EntryID(rawValue: 5))
        #expect(queue.changes == [EntryID(rawValue: 5): .taken(EntryID(rawValue: 5))])
        #expect(queue.isEmpty)
    }

    private static func events(_ ids: ClosedRange<Int64>) -> [DeliveryQueue.Event] {
        ids.map {
            DeliveryQueue.Event(
                entry: EntryID(rawValue: $0),
                cases: [Sample.number(Sample.quzhou, random: UInt64($0) + 99)]
            )
        }
    }
}
