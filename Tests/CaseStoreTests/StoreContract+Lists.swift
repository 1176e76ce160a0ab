import CaseModel
import ExchangeCore
import TestChance
import Testing

@testable import CaseStore

extension StoreContract {
    private func all(_ reader: any StoreReader, _ query: CaseQuery) throws -> [CaseRow] {
        var query = query
        var rows: [CaseRow] = []
        while true {
            let page = try reader.cases(query)
            #expect(page.items.count <= query.limit)
            rows += page.items.map(\.row)
            guard let next = page.next else { return rows }
            #expect(page.items.count == query.limit)
            query.after = CaseCursor(next.description)
            #expect(query.after == next)
        }
    }

    @Test func listsFilterSortAndPage() throws {
        let fixture = try StoreFixture(.staysOpen)
        var random = SplitMix(seed: 21)
        var rows: [CaseRow] = []
        try fixture.write { writer throws in
            for index in 0..<400 {
                let record = Sample.record(
                    random.next(),
                    CaseState.allCases.randomElement(using: &random)!,
                    handling: Bool.random(using: &random) ? Sample.nanpingCity : Sample.shangraoCity,
                    item: ["I-1", "I-2", "I-3"].randomElement(using: &random)!,
                    name: ["公司设立登记", "100%_电子\\登记", "社保转移 Abc"].randomElement(using: &random)!,
                    mode: HandlingMode.allCases.randomElement(using: &random)!,
                    ending: Bool.random(using: &random) ? EndingCode.allCases.randomElement(using: &random)! : nil,
                    changedAt: Sample.time + Int64(index) * 7 % 40
                )
                let id = try #require(try writer.addCase(record))
                rows.append(CaseRow(id: id, record: record, registeredEntry: nil))
            }
        }
        try fixture.read { reader throws in
            for _ in 0..<120 {
                var query = CaseQuery()
                query.limit = [1, 3, 50, 399, 400, 500].randomElement(using: &random)!
                if Bool.random(using: &random) {
                    query.states = Set(CaseState.allCases.filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
                }
                if Int.random(in: 0..<3, using: &random) == 0 { query.collecting = Sample.quzhouCity }
                if Int.random(in: 0..<3, using: &random) == 0 { query.handling = Sample.shangraoCity }
                if Int.random(in: 0..<3, using: &random) == 0 {
                    query.party = [Sample.quzhouCity, Sample.nanpingCity].randomElement(using: &random)!
                }
                if Int.random(in: 0..<3, using: &random) == 0 {
                    query.itemCodes = [["I-2"], ["I-1", "I-2"], []].randomElement(using: &random)!
                }
                if Int.random(in: 0..<3, using: &random) == 0 { query.mode = .joint }
                if Int.random(in: 0..<5, using: &random) == 0 { query.ending = .returned }
                if Int.random(in: 0..<3, using: &random) == 0 {
                    query.text = ["登记", "%", "_", "\\", "abc", "330800-", "nothing"].randomElement(using: &random)!
                }
                let expected = rows.filter { row in
                    (query.states?.contains(row.record.state) ?? true)
                        && (query.handling.map { $0 == row.record.handling } ?? true)
                        && (query.party.map { row.record.side(of: $0) != nil } ?? true)
                        && (query.itemCodes?.contains(row.record.itemCode) ?? true)
                        && (query.mode.map { $0 == row.record.mode } ?? true)
                        && (query.ending == nil || query.ending == row.record.ending)
                        && (query.text.map {
                            row.record.itemName.lowercased().contains($0)
                                || row.record.number.description.lowercased().contains($0.lowercased())
                        } ?? true)
                }
                #expect(try all(reader, query) == expected.reversed(), "\(query)")
                query.order = .oldest
                #expect(try all(reader, query) == expected, "\(query)")
            }
        }
        var none = CaseQuery()
        none.states = []
        #expect(try fixture.read { try $0.cases(none) }.items.isEmpty)
        none.states = nil
        none.collecting = Sample.nanpingCity
        #expect(try fixture.read { try $0.cases(none) }.items.isEmpty)
        var text = CaseQuery()
        text.text = String(repeating: "长", count: 100_000)
        #expect(try fixture.read { try $0.cases(text) }.items.isEmpty)
    }

    @Test func pagesAreCompleteWhileCasesArrive() throws {
        let fixture = try StoreFixture(.staysOpen)
        var random = SplitMix(seed: 22)
        for round in 0..<10 {
            let before = try fixture.write { writer throws in
                for _ in 0..<60 {
                    _ = try writer.addCase(
                        Sample.record(
                            random.next(),
                            CaseState.allCases.randomElement(using: &random)!,
                            changedAt: Sample.time + .random(in: 0..<30, using: &random)
                        )
                    )
                }
                return try all(writer, CaseQuery()).map(\.id)
            }
            var query = CaseQuery()
            query.limit = 1 + round * 3
            var met: [CaseID] = []
            while true {
                let page = try fixture.read { try $0.cases(query) }
                met += page.items.map(\.row.id)
                guard let next = page.next else { break }
                query.after = next
                try fixture.write { writer throws in
                    _ = try writer.addCase(
                        Sample.record(random.next(), changedAt: Sample.time + .random(in: 0..<60, using: &random))
                    )
                }
            }
            #expect(Set(met).count == met.count, "no case is met twice")
            #expect(Set(before).isSubset(of: Set(met)), "every case that was there is met")
        }
    }

    @Test(arguments: 0..<8) func whatIsDueFirstComesFirst(seed: UInt64) throws {
        let fixture = try StoreFixture(.staysOpen)
        var random = SplitMix(seed: seed)
        var rows: [(due: Int64, row: CaseRow)] = []
        try fixture.write { writer throws in
            for _ in 0..<200 {
                let state = [CaseState.registered, .accepted].randomElement(using: &random)!
                let record = Sample.record(random.next(), state, item: ["I-1", "I-2"].randomElement(using: &random)!)
                let id = try #require(try writer.addCase(record))
                guard Int.random(in: 0..<4, using: &random) > 0 else { continue }
                let due = Int64.random(in: 0..<30, using: &random)
                try writer.setDue(id, at: due)
                rows.append((due, CaseRow(id: id, record: record, registeredEntry: nil)))
            }
        }
        rows.sort { ($0.due, $0.row.id) < ($1.due, $1.row.id) }
        try fixture.read { reader throws in
            for limit in [1, 7, 50, 400] {
                var query = CaseQuery()
                query.limit = limit
                query.order = .due
                #expect(try all(reader, query) == rows.map(\.row))
                #expect(try reader.cases(query).items.map(\.dueAt) == rows.prefix(limit).map(\.due))
                query.itemCodes = ["I-1"]
                query.states = [.accepted]
                let few = rows.filter { $0.row.record.itemCode == "I-1" && $0.row.record.state == .accepted }
                #expect(try all(reader, query) == few.map(\.row))
                query.order = .newest
                query.dueBefore = 15
                #expect(try all(reader, query) == few.filter { $0.due < 15 }.map(\.row))
            }
            var newest = CaseQuery()
            newest.limit = 200
            for item in try reader.cases(newest).items {
                #expect(item.dueAt == rows.first { $0.row.id == item.row.id }?.due)
            }
        }
        let (due, row) = try #require(rows.first)
        #expect(try fixture.read { try $0.watched(through: .max, after: nil, limit: 400) }.contains { $0.dueAt == due })
        try fixture.write { try $0.setDue(row.id, at: nil) }
        var query = CaseQuery()
        query.order = .due
        query.limit = 1
        #expect(try fixture.read { try $0.cases(query) }.items.first?.row.id == rows[1].row.id)
        #expect(throws: StoreError.self) { try fixture.write { try $0.setDue(CaseID(rawValue: 999), at: 1) } }
    }

    @Test(arguments: StoreFixture.Way.allCases) func whatChangedIsTakenOver(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let ids = try fixture.write { writer throws in
            try (UInt64(1)...6).map { try #require(try writer.addCase(Sample.record($0, changedAt: Int64($0 * 10)))) }
        }
        try fixture.read { reader throws in
            func changed(_ span: Range<Int64>, after: CaseID = CaseID(rawValue: 0), limit: Int = 9) throws -> [CaseID] {
                try reader.cases(after: after, within: span, by: .changed, limit: limit).map(\.id)
            }
            #expect(try changed(0..<100) == ids)
            #expect(try changed(20..<40) == Array(ids[1...2]))
            #expect(try changed(20..<60, after: ids[1], limit: 2) == Array(ids[2...3]))
            #expect(try changed(30..<30).isEmpty)
        }
    }

    @Test func cursorsFromOutside() {
        for text in ["", "x", "0", "-1", "1.", "1.2.3", "1.x", ".1", " 1", "0.1"] {
            #expect(CaseCursor(text) == nil, "\(text)")
        }
        for text in ["12", "12.7", "12.-7"] { #expect(CaseCursor(text)?.description == text) }
    }

    @Test(arguments: StoreFixture.Way.allCases) func whatWasSaidIsPendingSentOrReceived(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let ids = try fixture.write { writer throws in
            var ids: [CaseID] = []
            for value in UInt64(1)...3 {
                let id = try #require(try writer.addCase(Sample.record(value)))
                ids.append(id)
                _ = try writer.addSent(
                    Sample.caseLane,
                    sequence: value,
                    kind: 1,
                    case: .known(id),
                    at: 1,
                    header: [1],
                    body: [1]
                )
            }
            try writer.setSent(Sample.caseLane, Sample.position(3))
            try writer.setAcknowledged(Sample.caseLane, Sample.receipt(Sample.caseLane, 2))
            let waiting = try #require(try writer.addCase(Sample.record(4)))
            _ = try writer.addPending(Sample.caseLane, kind: 1, case: .known(waiting), at: 1, body: [1])
            return ids + [waiting]
        }
        let said = try fixture.read { reader throws in try ids.map { try reader.lastSaid($0) } }
        #expect(said.map { $0?.sequence } == [1, 2, 3, nil])
        #expect(said.map { $0?.isReceived } == [true, true, false, false])
    }
}
