import CaseModel
import ExchangeCore
import TestChance
import Testing

@testable import CaseStore

extension StoreContract {
    private static let noon = Reminder(.stage(.response, round: 1, level: 2), to: .deputyLiaison, dueAt: 7)

    @Test(arguments: StoreFixture.Way.allCases) func everyChangeIsLookedAt(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        #expect(try fixture.read { try $0.nextLook() } == nil)
        let (asked, open) = try fixture.write { writer throws in
            (
                try #require(try writer.addCase(Sample.record(1, .submitted))),
                try #require(try writer.addCase(Sample.record(2, .registered)))
            )
        }
        let first = try fixture.read { try $0.watched(through: .max, after: nil, limit: 10) }
        #expect(first.map(\.row.id) == [open], "a submission only waits for its answer")
        #expect(first.map(\.lookAt) == [0])
        #expect(try fixture.read { try $0.nextLook() } == 0)
        try fixture.write { try $0.setLook(open, at: 500) }
        #expect(try fixture.read { try $0.nextLook() } == 500)
        #expect(try fixture.read { try $0.watched(through: 499, after: nil, limit: 10) }.isEmpty)
        #expect(try fixture.read { try $0.watched(through: 500, after: nil, limit: 10) }.map(\.row.id) == [open])
        try fixture.write { try $0.updateCase(open, Sample.record(2, .accepted)) }
        #expect(try fixture.read { try $0.nextLook() } == 0, "it changed")
        try fixture.write { try $0.setLook(open, at: .max) }
        try fixture.write { try $0.updateCase(open, Sample.record(2, .declined, ending: .returned)) }
        #expect(try fixture.read { try $0.nextLook() } == 0, "it ended")
        try fixture.write { try $0.setLook(open, at: .max) }
        #expect(try fixture.read { try $0.nextLook() } == nil, "nothing comes until it changes")
        #expect(try fixture.read { try $0.watched(through: .max, after: nil, limit: 10) }.map(\.row.id) == [open])
        try fixture.write { try $0.setLook(open, at: nil) }
        try fixture.write { try $0.updateCase(asked, Sample.record(1, .accepted)) }
        #expect(try fixture.read { try $0.watched(through: .max, after: nil, limit: 10) }.map(\.row.id) == [asked])
        #expect(throws: StoreError.self) { try fixture.write { try $0.setLook(CaseID(rawValue: 99), at: 1) } }
    }

    /// Also where far more cases than one page holds are due at one instant.
    @Test(arguments: [1, 4, 40] as [Int64]) func looksComeInTheirOrder(instants: Int64) throws {
        let fixture = try StoreFixture(.staysOpen)
        var random = SplitMix(seed: 5)
        var expected: [(lookAt: Int64, id: CaseID)] = []
        try fixture.write { writer throws in
            for _ in 0..<200 {
                let id = try #require(try writer.addCase(Sample.record(random.next(), .accepted)))
                let at = Int64.random(in: 0..<instants, using: &random)
                try writer.setLook(id, at: at)
                expected.append((at, id))
            }
        }
        expected.sort { $0 < $1 }
        var found: [WatchedCase] = []
        while true {
            let some = try fixture.read { try $0.watched(through: 29, after: found.last?.cursor, limit: 17) }
            if some.isEmpty { break }
            found += some
        }
        #expect(found.map(\.row.id) == expected.filter { $0.lookAt <= 29 }.map(\.id))
    }

    @Test(arguments: StoreFixture.Way.allCases) func aReminderIsToldOnce(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let id = try fixture.write { try #require(try $0.addCase(Sample.record(1, .consulting))) }
        #expect(try fixture.write { try $0.addReminder(Self.noon, of: id, at: 10) })
        #expect(try !fixture.write { try $0.addReminder(Self.noon, of: id, at: 11) })
        var told = try fixture.read { try $0.reminders(id) }
        #expect(told.map(\.reminder) == [Self.noon] && told.map(\.toldAt) == [10] && told[0].settledAt == nil)
        #expect(told[0].number == Sample.number(1))
        try fixture.write { try $0.settleReminder(told[0].id, at: 20) }
        try fixture.write { try $0.settleReminder(told[0].id, at: 30) }
        #expect(try fixture.read { try $0.reminders(id) }.map(\.settledAt) == [20], "settled once")
        #expect(try !fixture.write { try $0.addReminder(Self.noon, of: id, at: 40) })
        told = try fixture.read { try $0.reminders(id) }
        #expect(told.map(\.settledAt) == [nil] && told.map(\.toldAt) == [10], "it holds again, and was told before")
    }

    @Test func remindersFilterAndPage() throws {
        let fixture = try StoreFixture(.staysOpen)
        var random = SplitMix(seed: 9)
        let roles: [Role] = [.liaison, .reviewer, .supervisor]
        try fixture.write { writer throws in
            for number in 0..<60 {
                let id = try #require(try writer.addCase(Sample.record(UInt64(number), .accepted)))
                for level in 1...Int.random(in: 1...6, using: &random) {
                    let stage = try #require(Stage.allCases.randomElement(using: &random))
                    let role = try #require(roles.randomElement(using: &random))
                    let reminder = Reminder(.stage(stage, round: 1, level: level), to: role, dueAt: 1)
                    _ = try writer.addReminder(reminder, of: id, at: Int64(number))
                }
                for told in try writer.reminders(id) where Bool.random(using: &random) {
                    try writer.settleReminder(told.id, at: 99)
                }
            }
        }
        try fixture.read { reader throws in
            let all = try (1...60).flatMap { try reader.reminders(CaseID(rawValue: Int64($0))) }.sorted {
                $0.id > $1.id
            }
            #expect(all.count > 100)
            for _ in 0..<200 {
                var query = ReminderQuery()
                query.limit = [1, 7, 500].randomElement(using: &random) ?? 1
                query.standing = [.any, .open, .settled].randomElement(using: &random) ?? .any
                query.role = Bool.random(using: &random) ? roles.randomElement(using: &random) : nil
                query.subject = Bool.random(using: &random) ? Stage.push.rawValue : nil
                if Int.random(in: 0..<4, using: &random) == 0 {
                    query.number = Sample.number(.random(in: 0..<61, using: &random))
                }
                let expected = all.filter { row in
                    (query.standing == .any || (query.standing == .open) == (row.settledAt == nil))
                        && (query.role ?? row.reminder.to) == row.reminder.to
                        && (query.subject ?? row.reminder.matter.subject) == row.reminder.matter.subject
                        && (query.number ?? row.number) == row.number
                }
                var found: [ReminderRow] = []
                repeat {
                    let page = try reader.reminders(query)
                    #expect(page.items.count <= query.limit)
                    found += page.items
                    query.before = page.next
                } while query.before != nil
                #expect(found == expected)
            }
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func aCasesSteps(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let (id, ids) = try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(1, .registered)))
            func add(_ sequence: UInt64, _ link: CaseLink) throws -> EntryID {
                try writer.addReceived(
                    Sample.caseLane,
                    sequence: sequence,
                    kind: UInt32(sequence),
                    case: link,
                    at: Int64(sequence) * 10,
                    header: [1],
                    body: [2]
                )
            }
            let entries = [try add(1, .known(id)), try add(2, .none), try add(3, .known(id)), try add(4, .known(id))]
            _ = try writer.addQuarantine(entries[2], code: "x", detail: "", at: 1)
            try writer.setRegistration([id], entry: entries[1])
            return (id, entries)
        }
        let steps = try fixture.read { try $0.steps(id) }
        #expect(steps.map(\.id) == [ids[0], ids[1], ids[3]], "what is in quarantine did not act")
        #expect(steps.map(\.kind) == [1, 2, 4] && steps.map(\.at) == [10, 20, 40])
        let row = try #require(try fixture.read { try $0.quarantine(QuarantineFilter()) }.first)
        _ = try fixture.write { try $0.resolveQuarantine(row.id, as: .replayed, by: "x", why: nil, at: 2) }
        #expect(try fixture.read { try $0.steps(id) }.map(\.id) == ids)
    }
}
