import CaseModel
import CaseStore
import ExchangeCore
import Synchronization
import TestChance
import Testing

@testable import CityNode

@Suite("Event log: every filter lets through the same, from memory or from the journal, once or in pieces")
struct EventLogTests {
    /// What a step of the test wrote, as it should be told.
    private struct Expected {
        var id: Int64
        var kind: FeedKind
        var offices: [CaseNumber: Set<String>]
    }

    /// One who follows, at its own pace, and loses its connection now and then.
    private struct Follower {
        let filter: EventFilter
        var after: Int64 = 0
        var heard: [Int64] = []

        mutating func read(_ log: EventLog, limit: Int) async throws {
            let slice = try await log.slice(after: after, matching: filter, limit: limit)
            heard += slice.events.map(\.event.id)
            #expect(slice.events.count <= limit && slice.through >= after)
            after = slice.through
        }
    }

    @Test("Readers at any pace, from any place, hear exactly what their filter says", arguments: 1...6)
    func exact(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        let pair = try Pair()
        try pair.settle()
        let bell = FeedBell()
        let log = EventLog(
            store: pair.right.store,
            node: pair.right.node,
            bell: bell,
            limits: .init(lines: 20, subjects: 30)
        )
        var cases: [CaseNumber: (item: String, offices: Set<String>)] = [:]
        var expected: [Expected] = []
        var followers = Self.filters.map { Follower(filter: $0) }
        for _ in 0..<40 {
            try Self.step(pair, &cases, &random)
            try Self.note(pair.right, cases, &expected)
            bell.ring()
            for index in followers.indices where Bool.random(using: &random) {
                try await followers[index].read(log, limit: Int.random(in: 1...9, using: &random))
                if Int.random(in: 0..<5, using: &random) == 0 {
                    // It comes back with the last id that it has heard, as a browser does.
                    followers[index].after = followers[index].heard.last ?? 0
                }
            }
        }
        for index in followers.indices {
            for _ in 0..<expected.count { try await followers[index].read(log, limit: 7) }
            let follower = followers[index]
            let wanted = expected.filter { Self.passes($0, follower.filter, cases) }.map(\.id)
            #expect(follower.heard == wanted, "\(follower.filter)")
            #expect(follower.after == expected.last?.id)
            var again = Follower(filter: follower.filter, after: wanted.randomElement(using: &random) ?? 0)
            let from = again.after
            for _ in 0..<expected.count { try await again.read(log, limit: 3) }
            #expect(again.heard == wanted.filter { $0 > from })
        }
    }

    @Test("Two hundred readers of one commit cost the store what one does")
    func shared() async throws {
        let pair = try Pair()
        try pair.settle()
        let store = CountingStore(pair.left.store)
        let bell = FeedBell()
        let log = EventLog(store: store, node: pair.left.node, bell: bell)
        let start = try pair.left.read { try $0.lastEntry().rawValue }
        _ = try await log.slice(after: start, matching: EventFilter(), limit: 10)
        for round in 1...5 {
            try pair.left.submit(Sample.submission())
            bell.ring()
            let before = store.reads
            let slices = try await withThrowingTaskGroup(of: EventSlice.self) { group in
                for _ in 0..<200 {
                    group.addTask { try await log.slice(after: start, matching: EventFilter(), limit: 100) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(slices.allSatisfy { $0.events.count == round && $0.isAtEnd })
            #expect(store.reads - before == 1, "the journal's end and what is new, at once")
        }
    }

    @Test("Where the one who reads for all leaves, the next does it")
    func handedOn() async throws {
        let pair = try Pair()
        try pair.settle()
        let (reads, tell) = AsyncStream<Void>.makeStream()
        let isFirst = Atomic(true)
        let store = CountingStore(pair.left.store) {
            guard isFirst.exchange(false, ordering: .relaxed) else { return }
            tell.yield()
            // Until its reader leaves.
            try await Task.sleep(for: .seconds(3_600))
        }
        let log = EventLog(store: store, node: pair.left.node, bell: FeedBell())
        let leaving = Task { try await log.slice(after: 0, matching: EventFilter(), limit: 9) }
        for await _ in reads { break }
        let others = (0..<5).map { _ in Task { try await log.slice(after: 0, matching: EventFilter(), limit: 9) } }
        await Task.yield()
        leaving.cancel()
        await #expect(throws: CancellationError.self) { try await leaving.value }
        for other in others { #expect(try await other.value.isAtEnd) }
    }

    @Test("Of an erased case no office is known, and nothing else is lost")
    func erased() async throws {
        let pair = try Pair()
        let number = Sample.number(Sample.quzhou)
        try pair.left.submit(Sample.submission(number: number))
        let log = EventLog(store: pair.left.store, node: pair.left.node, bell: FeedBell())
        var filter = EventFilter()
        filter.offices = ["一窗"]
        #expect(try await log.slice(after: 0, matching: filter, limit: 9).events.count == 1)
        let id = try #require(try await log.slice(after: 0, matching: filter, limit: 9).events.first?.event.id)
        try pair.settle()
        try pair.left.run { scope in try scope.writer.erase(EntryID(rawValue: id), at: 1, why: "期满") }
        #expect(try await log.slice(after: 0, matching: filter, limit: 9).events.isEmpty)
        filter.offices = []
        filter.items = ["331002-004"]
        #expect(try await log.slice(after: 0, matching: filter, limit: 9).events.first?.event.id == id)
    }

    // MARK: - Parts

    private static let offices = ["一窗", "二窗", "三窗"]
    private static let items = ["331002-004", "331002-005"]

    private static var filters: [EventFilter] {
        var all: [EventFilter] = [EventFilter()]
        for change in [
            { $0.kinds = [.submitted, .accepted] }, { $0.kinds = [.registered, .unknown] },
            { $0.items = ["331002-005"] },
            { $0.offices = ["二窗"] }, { $0.offices = ["审批科", "三窗"] }, { $0.side = .handling },
            { $0.side = .collecting },
            {
                $0.offices = ["一窗"]
                $0.items = ["331002-004"]
                $0.kinds = [.registered, .accepted]
            },
        ] as [(inout EventFilter) -> Void] {
            var filter = EventFilter()
            change(&filter)
            all.append(filter)
        }
        return all
    }

    /// Submits some cases at once, or lets the department accept one.
    private static func step(
        _ pair: Pair,
        _ cases: inout [CaseNumber: (item: String, offices: Set<String>)],
        _ random: inout SplitMix
    ) throws {
        let open = try pair.right.records().values.filter { $0.state == .registered }.sorted {
            "\($0.number)" < "\($1.number)"
        }
        if let record = open.randomElement(using: &random), Bool.random(using: &random) {
            try pair.right.act(Sample.accept, on: record.number)
            cases[record.number]?.offices.insert("审批科")
            return
        }
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            var submission = Sample.submission(number: Sample.number(Sample.quzhou, random: random.next()))
            submission.office = sure(offices.randomElement(using: &random))
            submission.itemCode = sure(items.randomElement(using: &random))
            cases[submission.number] = (submission.itemCode, [submission.office])
            try pair.left.submit(submission)
        }
        try pair.settle()
    }

    /// Notes what a city has written since, with the offices that have had a part by then.
    private static func note(
        _ city: TestCity,
        _ cases: [CaseNumber: (item: String, offices: Set<String>)],
        _ expected: inout [Expected]
    ) throws {
        let last = EntryID(rawValue: expected.last?.id ?? 0)
        for entry in try city.read({ try $0.feed(after: last, case: nil, kinds: [], content: true, limit: 100) }) {
            var numbers = [entry.caseNumber].compactMap { $0 }
            if case .registered(let all) = try? EntryDecoder.decode(entry, at: city.node) { numbers = all }
            let offices = Dictionary(uniqueKeysWithValues: numbers.map { ($0, cases[$0]?.offices ?? []) })
            expected.append(Expected(id: entry.id.rawValue, kind: FeedKind(entry.kind), offices: offices))
        }
    }

    private static func passes(
        _ event: Expected,
        _ filter: EventFilter,
        _ cases: [CaseNumber: (item: String, offices: Set<String>)]
    ) -> Bool {
        guard filter.kinds.isEmpty || filter.kinds.contains(event.kind) else { return false }
        guard filter.asksForCases else { return true }
        return event.offices.contains { number, offices in
            (filter.items.isEmpty || filter.items.contains(cases[number]?.item ?? ""))
                && (filter.offices.isEmpty || !filter.offices.isDisjoint(with: offices))
                && (filter.side ?? .handling) == .handling
        }
    }
}
