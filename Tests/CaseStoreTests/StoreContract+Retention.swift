import CaseModel
import ExchangeCore
import Testing

@testable import CaseStore

extension StoreContract {
    @Test(arguments: StoreFixture.Way.allCases) func closedCasesWithDataAreFound(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let states: [CaseState] = [.accepted, .delivered, .voided, .archived, .archived, .decided, .delivered]
        // From each of two peers the same cases as this city collected itself.
        let ids = try fixture.write { writer throws in
            try [Sample.quzhouCity, Sample.shangraoCity, Sample.nanpingCity].enumerated().map { place, city in
                try states.enumerated().map { index, state in
                    var record = Sample.record(
                        UInt64(place * 100 + index),
                        state,
                        changedAt: Sample.time + Int64(index / 2)
                    )
                    if city != Sample.quzhouCity { (record.collecting, record.handling) = (city, Sample.quzhouCity) }
                    return try sure(writer.addCase(record))
                }
            }
        }
        func found(_ side: Side, before: Int64 = .max, limit: Int = 50) throws -> [CaseID] {
            var query = RetentionQuery(side: side, changedBefore: before)
            query.limit = limit
            var all: [CaseID] = []
            while true {
                let rows = try fixture.read { try $0.retainedCases(query) }
                all += rows.map(\.id)
                guard rows.count == limit, let last = rows.last else { return all }
                query.after = RetentionCursor(last)
            }
        }
        let closed = [1, 2, 3, 4, 6]
        for limit in [1, 2, 5, 7, 50] {
            #expect(try found(.collecting, limit: limit) == closed.map { ids[0][$0] })
            #expect(try found(.handling, limit: limit) == closed.map { ids[2][$0] } + closed.map { ids[1][$0] })
        }
        for limit in [2, 50] {
            #expect(
                try found(.handling, before: Sample.time + 2, limit: limit)
                    == [1, 2, 3].map { ids[2][$0] } + [1, 2, 3].map { ids[1][$0] }
            )
        }
        try fixture.write { try $0.setErased(ids[0][3], at: 5) }
        #expect(try found(.collecting) == [1, 2, 4, 6].map { ids[0][$0] })
        #expect(throws: StoreError.self) { try fixture.write { try $0.setErased(CaseID(rawValue: 99), at: 5) } }
    }

    @Test(arguments: StoreFixture.Way.allCases) func aFileGoesWhenNoCaseNeedsIt(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let digest = Sample.digest(1)
        let ids = try fixture.write { writer throws in
            _ = try writer.addMaterial(digest, size: 9, mediaType: "a/b", state: .complete, source: nil, at: 1)
            let entries = try writer.addReceivedRun(Sample.caseLane, 1...2)
            return try entries.enumerated().map { index, entry in
                let id = try sure(writer.addCase(Sample.record(UInt64(index), .archived)))
                try writer.linkMaterials([Sample.material(1)], to: id, entry: entry)
                return id
            }
        }
        func needed(_ id: CaseID) throws -> Bool { try fixture.read { try $0.isNeeded(digest, besides: id) } }
        func readable() throws -> Bool { try fixture.read { try $0.mayRead(digest, Sample.nanping) } }
        #expect(try needed(ids[0]) && readable())
        try fixture.write { try $0.setErased(ids[1], at: 2) }
        #expect(try !needed(ids[0]) && needed(ids[1]) && readable())
        try fixture.write { writer throws in
            try writer.setErased(ids[0], at: 2)
            try writer.beginRemoval(digest, at: 2)
        }
        #expect(try !readable())
        #expect(try fixture.read { try $0.leavingMaterials(limit: 9) } == [digest])
        let row = try fixture.read { try sure($0.material(digest)) }
        #expect(row.isErased && row.received == 0)
        #expect(throws: StoreError.self) { try fixture.write { try $0.beginRemoval(digest, at: 3) } }
        try fixture.write { try $0.endRemoval(digest) }
        #expect(try fixture.read { try $0.leavingMaterials(limit: 9) }.isEmpty)
        #expect(throws: StoreError.self) { try fixture.write { try $0.endRemoval(digest) } }
    }

    @Test(arguments: StoreFixture.Way.allCases) func aFileThatIsNeededAgainStays(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        for byte in UInt8(1)...2 {
            try fixture.write { writer throws in
                let digest = Sample.digest(byte)
                _ = try writer.addMaterial(digest, size: 9, mediaType: "a/b", state: .complete, source: nil, at: 1)
                try writer.beginRemoval(digest, at: 2)
            }
        }
        try fixture.write { try $0.setMaterialState(Sample.digest(1), .complete, at: 3) }
        try fixture.write { try $0.setMaterialSource(Sample.digest(2), Sample.nanping) }
        #expect(try fixture.read { try $0.leavingMaterials(limit: 9) }.isEmpty)
        #expect(
            try fixture.read { try $0.wantedMaterials(Sample.nanping, after: nil, limit: 9) }.map(\.digest) == [
                Sample.digest(2)
            ]
        )
    }
}
