import CaseModel
import ExchangeCore
import Testing

@testable import CaseStore

extension StoreContract {
    @Test(arguments: StoreFixture.Way.allCases) func casesByNumberAndRow(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let id = try #require(try fixture.write { try $0.addCase(Sample.record(1)) })
        #expect(try fixture.write { try $0.addCase(Sample.record(1, .decided)) } == nil, "a number is kept once")
        let row = CaseRow(id: id, record: Sample.record(1), registeredEntry: nil)
        #expect(try fixture.read { try $0.findCase(Sample.number(1)) } == row)
        #expect(try fixture.read { try $0.findCase(id) } == row)
        #expect(try fixture.read { try $0.findCase(Sample.number(2)) } == nil)
        #expect(try fixture.read { try $0.findCase(CaseID(rawValue: 99)) } == nil)
        var changed = Sample.record(1, .decided, changedAt: Sample.time + 5)
        changed.version = 4
        changed.corrections = 1
        changed.ending = .issued
        try fixture.write { try $0.updateCase(id, changed) }
        #expect(try fixture.read { try $0.findCase(id)?.record } == changed)
        #expect(throws: StoreError.self) { try fixture.write { try $0.updateCase(CaseID(rawValue: 99), changed) } }
    }

    @Test(arguments: StoreFixture.Way.allCases) func everyStateAndEndingIsKept(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        var records: [CaseRecord] = []
        for (index, state) in CaseState.allCases.enumerated() { records.append(Sample.record(UInt64(index), state)) }
        for ending in EndingCode.allCases {
            records.append(Sample.record(UInt64(records.count), .delivered))
            records[records.count - 1].ending = ending
        }
        let ids = try fixture.write { writer in try records.map { try writer.addCase($0) } }
        for (id, record) in zip(ids, records) {
            let id = try #require(id)
            #expect(try fixture.read { try $0.findCase(id)?.record } == record)
        }
        let counts = try fixture.read { try $0.caseCounts() }
        for state in CaseState.allCases { #expect(counts[state] == records.count { $0.state == state }) }
    }

    @Test(arguments: StoreFixture.Way.allCases) func modeTermsAndClocksAreKept(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let days = TimeLimit(days: 3, unit: .calendarDays)
        let legs = [
            GuideTerms.Leg(key: "a", name: "转出", office: "社保", side: .handling, limit: days),
            GuideTerms.Leg(key: "b", name: "转入", office: "社保", side: .collecting, after: ["a"], limit: days),
        ]
        for (index, mode) in HandlingMode.allCases.enumerated() {
            var record = Sample.record(UInt64(index), mode: mode)
            if mode == .joint {
                record.terms = GuideTerms(version: 4, promised: days, statutory: days, correction: days, legs: legs)
            }
            let added = record
            let id = try #require(try fixture.write { try $0.addCase(added) })
            #expect(try fixture.read { try $0.findCase(id)?.record } == added)
            let events: [CaseEvent] =
                mode == .online
                ? [.registered]
                : [.registered, .forwarded(Remark(office: "窗口", officer: "王芳", role: .handlingWindow))]
            for event in events + [.accepted(Acceptance(office: "局", officer: "李强"))] {
                record = try record.applying(event, at: record.changedAt + 1)
                let next = record
                try fixture.write { try $0.updateCase(id, next) }
                #expect(try fixture.read { try $0.findCase(id)?.record } == next)
            }
            #expect(record.progress.legs.count == (mode == .joint ? 1 : 0))
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func registrationInBulk(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let states: [CaseState] = [.submitted, .submitted, .refused, .accepted]
        let (ids, entry) = try fixture.write { writer throws in
            var ids: [CaseID] = []
            for (index, state) in states.enumerated() {
                ids.append(try #require(try writer.addCase(Sample.record(UInt64(index), state))))
            }
            return (ids, try writer.addReceivedRun(Sample.resultLane, 1...1, kind: 16)[0])
        }
        let numbers = (0..<5).map { Sample.number($0) }
        let stranger = try fixture.write {
            try $0.markRegistered(numbers, handling: Sample.shangraoCity, entry: entry, at: Sample.time + 9)
        }
        #expect(stranger == numbers, "another city's word changes nothing")
        let left = try fixture.write {
            try $0.markRegistered(numbers, handling: Sample.nanpingCity, entry: entry, at: Sample.time + 9)
        }
        #expect(left == [Sample.number(3), Sample.number(4)])
        for (index, id) in ids.enumerated() {
            let row = try #require(try fixture.read { try $0.findCase(id) })
            if index < 3 {
                #expect(row.record.state == .registered && row.record.version == 2 && row.registeredEntry == entry)
                #expect(row.record.changedAt == Sample.time + 9 && row.record.submittedAt == Sample.time)
                #expect(row.record.registeredAt == Sample.time + 9)
            } else {
                #expect(row.record == Sample.record(3, .accepted) && row.registeredEntry == nil)
            }
            #expect(try fixture.read { try $0.history(id) }.map(\.id) == (index < 3 ? [entry] : []))
        }
        let early = try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(7, changedAt: Sample.time + 50)))
            _ = try writer.markRegistered(
                [Sample.number(7)],
                handling: Sample.nanpingCity,
                entry: entry,
                at: Sample.time
            )
            return id
        }
        let late = try #require(try fixture.read { try $0.findCase(early)?.record })
        let ruled = try Sample.record(7, changedAt: Sample.time + 50).applying(.registered, at: Sample.time)
        #expect(late == ruled, "a clock that was set back counts as the rules count it")
        let other = try fixture.write { writer throws in
            let other = try writer.addReceivedRun(Sample.resultLane, 2...2, kind: 16)[0]
            try writer.setRegistration([ids[0], ids[1], ids[3]], entry: other)
            return other
        }
        let registered = try fixture.read { reader in try ids.map { try reader.findCase($0)?.registeredEntry } }
        #expect(registered == [other, other, entry, other])
        #expect(throws: StoreError.self) {
            try fixture.write {
                try $0.setRegistration([ids[3], CaseID(rawValue: ids[3].rawValue + 99)], entry: other)
            }
        }
        #expect(try fixture.read { try $0.findCase(ids[3])?.registeredEntry } == other)
    }

    @Test(arguments: StoreFixture.Way.allCases) func historyAndTransport(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let (id, entries) = try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(1)))
            // An old entry of the result lane may stand before the submission after a recovery.
            let early = try writer.addReceived(
                Sample.resultLane,
                sequence: 1,
                kind: 17,
                case: .known(id),
                at: 1,
                header: [1],
                body: [1]
            )
            let submission = try writer.addPending(Sample.caseLane, kind: 1, case: .known(id), at: 2, body: [2])
            let registered = try writer.addReceived(
                Sample.resultLane,
                sequence: 2,
                kind: 16,
                case: .none,
                at: 3,
                header: [3],
                body: [3]
            )
            try writer.setRegistration([id], entry: registered)
            _ = try writer.addReceived(
                Sample.resultLane,
                sequence: 3,
                kind: 16,
                case: .none,
                at: 3,
                header: [3],
                body: [3]
            )
            let later = try writer.addSent(
                Sample.caseLane,
                sequence: 7,
                kind: 2,
                case: .known(id),
                at: 4,
                header: [4],
                body: [4]
            )
            return (id, [early, submission, registered, later])
        }
        try fixture.read { reader throws in
            let history = try reader.history(id)
            #expect(history.map(\.id) == entries)
            #expect(history.map(\.kind) == [17, 1, 16, 2])
            #expect(history.map(\.caseNumber) == [Sample.number(1), Sample.number(1), nil, Sample.number(1)])
            #expect(history.map(\.body) == [[1], [2], [3], [4]] && history.map(\.at) == [1, 2, 3, 4])
            #expect(history.map(\.direction) == [.incoming, .outgoing, .incoming, .outgoing])
            #expect(
                try reader.lastSaid(id)
                    == CaseTransport(stream: Sample.caseLane, direction: .outgoing, sequence: 7, acknowledged: 0)
            )
        }
        try fixture.write { writer throws in
            let pending = try writer.pending(Sample.caseLane, limit: 1)
            try writer.assign(pending[0], sequence: 8, header: [8])
            try writer.setSent(Sample.caseLane, Sample.position(8))
            try writer.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, 7))
            try writer.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, 8))
        }
        #expect(try fixture.read { try $0.lastSaid(id) }?.isReceived == true)
        #expect(try fixture.read { try $0.lastSaid(CaseID(rawValue: 99)) } == nil)
    }

    @Test(arguments: StoreFixture.Way.allCases) func feedInOrderAndFiltered(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let (id, ids) = try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(1)))
            var ids: [EntryID] = []
            for sequence in UInt64(1)...10 {
                ids.append(
                    try writer.addReceived(
                        Sample.resultLane,
                        sequence: sequence,
                        kind: UInt32(16 + sequence % 2),
                        case: sequence % 3 == 0 ? .known(id) : .unknown(Sample.number(sequence)),
                        at: Int64(sequence),
                        header: [1],
                        body: [2]
                    )
                )
            }
            try writer.setRegistration([id], entry: ids[0])
            return (id, ids)
        }
        try fixture.read { reader throws in
            func feed(
                after: EntryID = .start,
                case caseID: CaseID? = nil,
                kinds: Set<UInt32> = [],
                limit: Int = 100
            ) throws -> [Int] {
                try reader.feed(after: after, case: caseID, kinds: kinds, content: false, limit: limit).map {
                    #expect($0.header == nil && $0.body == nil)
                    return try #require(ids.firstIndex(of: $0.id)) + 1
                }
            }
            #expect(try feed() == Array(1...10))
            let some = try reader.feed(after: ids[2], within: 3..<8, limit: 3)
            #expect(some.map(\.id) == Array(ids[3...5]) && some.allSatisfy { $0.body == [2] && $0.header == [1] })
            #expect(try reader.feed(after: .start, within: 8..<8, limit: 3).isEmpty)
            #expect(try feed(after: ids[3], limit: 3) == [5, 6, 7])
            #expect(try feed(case: id) == [1, 3, 6, 9])
            #expect(try feed(after: ids[2], case: id) == [6, 9])
            #expect(try feed(kinds: [17]) == [1, 3, 5, 7, 9])
            #expect(try feed(case: id, kinds: [16, 99]) == [6])
            #expect(try feed(limit: 0).isEmpty)
            #expect(try reader.lastEntry() == ids[9])
            let full = try reader.feed(after: ids[8], case: nil, kinds: [], content: true, limit: 1)
            #expect(full.first?.header == [1] && full.first?.body == [2] && full.first?.caseNumber == Sample.number(10))
            #expect(full.first?.caseID == nil && full.first?.stream == Sample.resultLane)
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func entriesWaitForTheirCase(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let ids = try fixture.write { writer throws in
            let ids = try (UInt64(1)...4).map {
                try writer.addSent(
                    Sample.resultLane,
                    sequence: $0,
                    kind: 17,
                    case: .unknown(Sample.number($0 / 3)),
                    at: 1,
                    header: [1],
                    body: [UInt8($0)]
                )
            }
            for (index, id) in ids.enumerated() {
                try writer.addWaiting(Sample.number(UInt64(index + 1) / 3), entry: id)
                try writer.addWaiting(Sample.number(UInt64(index + 1) / 3), entry: id)
            }
            return ids
        }
        let (id, taken) = try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(0)))
            return (id, try writer.takeWaiting(Sample.number(0), for: id))
        }
        #expect(taken.map(\.id) == [ids[0], ids[1]] && taken.map(\.body) == [[1], [2]])
        #expect(taken.allSatisfy { $0.caseID == id && $0.kind == 17 && $0.caseNumber == Sample.number(0) })
        #expect(try fixture.read { try $0.history(id) }.map(\.id) == [ids[0], ids[1]])
        try fixture.write { writer throws in
            #expect(try writer.takeWaiting(Sample.number(0), for: id).isEmpty, "taken once")
            let other = try #require(try writer.addCase(Sample.record(1)))
            #expect(try writer.takeWaiting(Sample.number(1), for: other).map(\.id) == [ids[2], ids[3]])
            #expect(try writer.takeWaiting(Sample.number(1), for: other).isEmpty)
            try writer.addWaiting(Sample.number(7), entry: ids[0])
        }
        let late = try fixture.write { try $0.takeWaiting(Sample.number(7), for: id) }
        #expect(late.map(\.id) == [ids[0]])
        // A registration names many cases, and is about none of them.
        let registration = try fixture.write { writer throws in
            let registration = try writer.addSent(
                Sample.resultLane,
                sequence: 5,
                kind: 2,
                case: .none,
                at: 1,
                header: [1],
                body: [5]
            )
            try writer.addWaiting(Sample.number(8), entry: registration)
            return registration
        }
        let named = try fixture.write { try $0.takeWaiting(Sample.number(8), for: id) }
        #expect(named.map(\.id) == [registration] && named.map(\.caseID) == [nil])
    }

    @Test(arguments: StoreFixture.Way.allCases) func answersAreKept(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let id = try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(1)))
            try writer.addAnswer(key: "a", request: [1, 2], answer: [], case: id, at: 4)
            return id
        }
        #expect(
            try fixture.write { try $0.answer(key: "a") }
                == StoredAnswer(request: [1, 2], answer: [], caseID: id, at: 4)
        )
        #expect(try fixture.write { try $0.answer(key: "b") } == nil)
        #expect(throws: StoreError.self) {
            try fixture.write { try $0.addAnswer(key: "a", request: [], answer: [], case: id, at: 4) }
        }
    }
}
