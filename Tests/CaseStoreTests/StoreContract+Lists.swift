import CaseModel
import ExchangeCore
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
                if Int.random(in: 0..<3, using: &random) == 0 { query.itemCode = "I-2" }
                if Int.random(in: 0..<3, using: &random) == 0 { query.mode = .joint }
                if Int.random(in: 0..<5, using: &random) == 0 { query.ending = .returned }
                if Int.random(in: 0..<3, using: &random) == 0 {
                    query.text = ["登记", "%", "_", "\\", "abc", "330800-", "nothing"].randomElement(using: &random)!
                }
                let expected = rows.filter { row in
                    (query.states?.contains(row.record.state) ?? true)
                        && (query.handling.map { $0 == row.record.handling } ?? true)
                        && (query.party.map { row.record.side(of: $0) != nil } ?? true)
                        && (query.itemCode.map { $0 == row.record.itemCode } ?? true)
                        && (query.mode.map { $0 == row.record.mode } ?? true)
                        && (query.ending == nil || query.ending == row.record.ending)
                        && (query.text.map {
                            row.record.itemName.lowercased().contains($0)
                                || row.record.number.description.lowercased().contains($0.lowercased())
                        } ?? true)
                }
                #expect(try all(reader, query) == expected.reversed(), "\(query)")
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

    @Test func cursorsFromOutside() {
        for text in ["", "x", "0", "-1", "1.", "1.2", "1.x", ".1", " 1"] {
            #expect(CaseCursor(text) == nil, "\(text)")
        }
        #expect(CaseCursor("12")?.description == "12")
    }

    @Test(arguments: StoreFixture.Way.allCases) func listsShowTransport(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        try fixture.write { writer throws in
            for value in UInt64(1)...3 {
                let id = try #require(try writer.addCase(Sample.record(value)))
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
        }
        let items = try fixture.read { try $0.cases(CaseQuery()) }.items
        #expect(items.map { $0.transport?.sequence } == [3, 2, 1])
        #expect(items.map { $0.transport?.isReceived } == [false, true, true])
    }
}
