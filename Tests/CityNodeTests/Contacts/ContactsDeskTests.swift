import CaseModel
import CaseStore
import ExchangeCore
import Testing

@testable import CityNode

@Suite("Contacts are told to the members")
struct ContactsDeskTests {
    let pair: Pair
    private var left: TestCity { pair.left }
    private var right: TestCity { pair.right }
    private let name = SharedName(kind: .contacts, owner: Sample.city(Sample.quzhou), id: "contacts")

    init() throws { pair = try Pair() }

    private func list(_ person: String) -> LiaisonList {
        let hours = [ServiceHours(weekday: 1, from: 540, until: 1_020)]
        return LiaisonList(
            city: Sample.city(Sample.quzhou),
            version: 1,
            offices: [],
            liaisons: [],
            workingGroup: [ContactPerson(name: person, phone: "0570-1234567", hours: hours)]
        )
    }

    private func publish(_ list: LiaisonList) throws {
        try left.run { try ContactsDesk(scope: $0).publish(list, to: [Sample.nanping]) }
    }

    private func told() throws -> LiaisonList? {
        guard case .contacts(let list) = try right.shared(name)?.record else { return nil }
        return list
    }

    @Test("Once for every change, and not before the streams are compared")
    func once() throws {
        try publish(list("周九"))
        #expect(try left.sharedRecords().isEmpty, "a version that was told before a loss may be on its way back")
        try pair.settle()
        for _ in 0..<3 { try publish(list("周九")) }
        try pair.settle()
        #expect(try told()?.workingGroup.map(\.name) == ["周九"])
        try publish(list("吴十"))
        try pair.settle()
        #expect(try told()?.version == 2 && told()?.workingGroup.map(\.name) == ["吴十"])
        #expect(try left.standing(StreamKey(peer: Sample.nanping, lane: .alliance)).sent.sequence == 2)
        #expect(try right.quarantine().isEmpty)
    }

    @Test("After a loss the versions go on where they were")
    func loss() throws {
        try pair.settle()
        let backup = try left.backup()
        try pair.settle()
        for person in ["甲", "乙", "丙"] { try publish(list(person)) }
        try pair.settle()
        try left.restore(backup)
        try publish(list("丙"))
        try pair.settle()
        try publish(list("丙"))
        try publish(list("丁"))
        try pair.settle()
        #expect(try told()?.version == 4 && told()?.workingGroup.map(\.name) == ["丁"])
        #expect(try right.quarantine().isEmpty)
        #expect(try left.shared(name)?.record == right.shared(name)?.record)
    }
}
