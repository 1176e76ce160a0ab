import CaseModel
import ExchangeCore
import Testing

@testable import CaseStore

extension StoreContract {
    private static let quzhou = Sample.quzhouCity
    private static let nanping = Sample.nanpingCity

    private static func parcel(_ index: Int, cases: [CaseNumber]) -> Parcel {
        Parcel(
            id: "P-\(index)",
            cases: cases,
            items: cases.map { ParcelItem(name: "营业执照", form: .original, caseNumber: $0) },
            direction: .materials,
            sender: OfficeName(office: "通办窗口", city: quzhou),
            receiver: ParcelReceiver(office: "市场监督管理局", city: nanping),
            carrier: .byHand
        )
    }

    private static func name(_ index: Int) -> SharedName { SharedName(kind: .parcel, owner: quzhou, id: "P-\(index)") }

    @Test(arguments: StoreFixture.Way.allCases) func sharedRecordsAreKeptChangedAndFound(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let record = SharedRecord.parcel(Self.parcel(1, cases: [Sample.number(1), Sample.number(2)]))
        let packed = try SharedRecord.applying(
            .custody(
                .init(sender: Self.quzhou, id: "P-1"),
                CustodyEvent(.packed, at: Sample.time, city: Self.quzhou, officer: "王芳")
            ),
            to: record
        )
        let (id, entry) = try fixture.write { writer throws in
            try writer.ensure(Sample.nanping)
            let id = try writer.addShared(Self.name(1), record, with: Sample.nanping, at: Sample.time)
            let entry = try writer.addPending(
                Sample.caseLane,
                kind: 51,
                case: .unknown(Sample.number(1)),
                at: Sample.time,
                body: [1]
            )
            try writer.tie(entry, to: id)
            try writer.tie(entry, to: id)
            try writer.updateShared(id, packed, version: 2, at: Sample.time + 5)
            return (id, entry)
        }
        let expected = SharedRow(
            id: id,
            name: Self.name(1),
            record: packed,
            peer: Sample.nanping,
            version: 2,
            changedAt: Sample.time + 5
        )
        try fixture.read { reader throws in
            #expect(try reader.shared(Self.name(1)) == expected)
            #expect(try reader.shared(Self.name(1), with: Sample.nanping) == expected)
            #expect(try reader.shared(Self.name(1), with: Sample.shangrao) == nil)
            #expect(try reader.shared(Self.name(2)) == nil)
            #expect(try reader.sharedEntries(id).map(\.id) == [entry])
            for number: UInt64 in 1...3 {
                var query = SharedQuery(.parcel)
                query.caseNumber = Sample.number(number)
                #expect(try reader.shared(query).items == (number < 3 ? [expected] : []))
            }
        }
        #expect(throws: StoreError.self, "one record of a name with a peer") {
            try fixture.write { _ = try $0.addShared(Self.name(1), record, with: Sample.nanping, at: 1) }
        }
        _ = try fixture.write { try $0.addShared(Self.name(1), record, with: nil, at: 1) }
    }

    @Test(arguments: StoreFixture.Way.allCases) func sharedRecordsAreListedInPages(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        try fixture.write { writer throws in
            for index in 1...7 {
                let record = SharedRecord.parcel(Self.parcel(index, cases: [Sample.number(UInt64(index % 2))]))
                _ = try writer.addShared(Self.name(index), record, with: Sample.nanping, at: Sample.time)
            }
        }
        var query = SharedQuery(.parcel)
        query.limit = 3
        query.owner = Self.quzhou
        query.states = ["listed", "lost"]
        var names: [String] = []
        repeat {
            let page = try fixture.read { try $0.shared(query) }
            #expect(page.items.count <= 3)
            names += page.items.map(\.name.id)
            query.after = page.next
        } while query.after != nil
        #expect(names == (1...7).reversed().map { "P-\($0)" })
        for (change, count) in Self.narrowings {
            var narrow = SharedQuery(.parcel)
            change(&narrow)
            #expect(try fixture.read { try $0.shared(narrow) }.items.count == count)
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func bookmarksAreMoved(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        #expect(try fixture.read { try $0.bookmark("documents") } == nil)
        for place: Int64 in [0, 7, 3] {
            try fixture.write { try $0.setBookmark("documents", EntryID(rawValue: place)) }
            #expect(try fixture.read { try $0.bookmark("documents")?.rawValue } == place)
        }
        #expect(try fixture.read { try $0.bookmark("others") } == nil)
    }

    private static let narrowings: [(@Sendable (inout SharedQuery) -> Void, Int)] = [
        ({ $0.caseNumber = Sample.number(1) }, 4), ({ $0.states = ["packed"] }, 0), ({ $0.states = [] }, 0),
        ({ $0.owner = nanping }, 0), ({ $0.kind = .visit }, 0), ({ _ in }, 7),
    ]
}
