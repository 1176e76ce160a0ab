import CaseModel
import ExchangeCore
import Testing

@testable import CaseStore

extension StoreContract {
    @Test(arguments: StoreFixture.Way.allCases) func theOldestThatWaits(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let lane = Sample.caseLane
        #expect(try fixture.read { try $0.oldestWaiting(lane) } == nil)
        try fixture.write { try $0.addSentRun(lane, 1...2) }
        let sent = try fixture.read { try $0.feed(after: .start, case: nil, kinds: [], content: false, limit: 9) }
        #expect(try fixture.read { try $0.oldestWaiting(lane) } == sent[0].at)
        _ = try fixture.write { try $0.addPending(lane, kind: 1, case: .none, at: 1, body: [1]) }
        #expect(try fixture.read { try $0.oldestWaiting(lane) } == sent[0].at, "what has a number goes first")
        try fixture.write { try $0.setAcknowledged(lane, Sample.receipt(lane, 2)) }
        #expect(try fixture.read { try $0.oldestWaiting(lane) } == 1, "it has no number yet")
        #expect(try fixture.read { try $0.oldestWaiting(Sample.resultLane) } == nil)
    }

    @Test func theOldestLookHasATime() throws {
        let fixture = try StoreFixture(.staysOpen)
        let ids = try fixture.write { writer throws in
            try (1...3).map { try #require(try writer.addCase(Sample.record($0, .registered))) }
        }
        #expect(try fixture.read { try $0.oldestLook() } == nil, "they just came")
        try fixture.write { writer throws in
            try writer.setLook(ids[0], at: 700)
            try writer.setLook(ids[1], at: 500)
            try writer.setLook(ids[2], at: .max)
        }
        #expect(try fixture.read { try $0.oldestLook() } == 500)
    }

    @Test func whatWaitsIsCountedToALimit() throws {
        let fixture = try StoreFixture(.staysOpen)
        #expect(try fixture.read { try $0.waitingWork(countingTo: 10) }.materialsWanted == 0)
        let noon = Reminder(.stage(.response, round: 1, level: 2), to: .deputyLiaison, dueAt: 7)
        try fixture.write { writer throws in
            for index: UInt64 in 1...5 {
                let id = try #require(try writer.addCase(Sample.record(index, .consulting)))
                _ = try writer.addReminder(noon, of: id, at: 10)
                if index == 5 { try writer.settleReminder(try #require(try writer.reminders(id).first).id, at: 11) }
            }
            for byte: UInt8 in 1...3 {
                _ = try writer.addMaterial(
                    Sample.digest(byte),
                    size: 100,
                    mediaType: "image/jpeg",
                    state: byte == 1 ? .complete : .wanted,
                    source: Sample.nanping,
                    at: 1
                )
            }
            let finding = MaterialFinding(standing: .infected, finding: "Eicar", at: 2)
            try writer.setMaterialCheck(Sample.digest(1), finding)
        }
        let work = try fixture.read { try $0.waitingWork(countingTo: 10) }
        #expect(work.remindersOpen == 4)
        #expect(work.materialsWanted == 2)
        #expect(work.materialsWithheld[.infected] == 1 && work.materialsWithheld[.checking] == 0)
        #expect(work.deliveriesWaiting == 0 && work.deliveriesDead == 0)
        let limited = try fixture.read { try $0.waitingWork(countingTo: 2) }
        #expect(limited.remindersOpen == 2)
    }
}
