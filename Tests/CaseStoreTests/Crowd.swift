import CaseModel
import TestChance

@testable import CaseStore

/// Many cases as a city of some size has them: nearly all closed, a few items in every second case, peers of all sizes.
///
/// Case and values follow from the index alone, so that nobody has to keep them.
struct Crowd {
    static let own = Sample.quzhouCity
    static let entriesPerCase = 5
    /// A peer with one case in three thousand.
    static let small = sure(CityCode("429004"))
    static let peers = ["350700", "361100", "341000", "310112", "320500", "330100", "370200", "510100", "610100"]
        .map { sure(CityCode($0)) }
    /// Hundreds of peers that share one case in ten.
    static let others = (0..<300).map { sure(CityCode(number: 620_100 + $0)) }
    static let openStates: [CaseState] = [
        .submitted, .consulting, .incomplete, .endorsed, .registered, .forwarded, .correcting, .accepted, .suspended,
        .issuing,
    ]
    static let items = 120

    let count: Int

    /// The number of a case.
    func number(_ index: Int) -> CaseNumber { record(index).number }

    /// A case.
    func record(_ index: Int) -> CaseRecord {
        var maker = CrowdMaker(seed: UInt64(index) &* 2 &+ 1)
        let random = maker.random.next()
        let other = maker.chance(1, of: 3_000) ? Self.small : maker.peer()
        let collects = maker.chance(45, of: 100)
        let (state, ending) = maker.standing(isRecent: index > count - count / 20)
        return CaseRecord(
            number: CaseNumber(collecting: collects ? Self.own : other, at: Sample.time, random: random),
            collecting: collects ? Self.own : other,
            handling: collects ? other : Self.own,
            itemCode: maker.item(),
            itemName: "失业保险关系转移接续",
            mode: maker.mode(),
            state: state,
            version: 6,
            corrections: maker.chance(1, of: 9) ? 1 : 0,
            ending: ending,
            submittedAt: Sample.time + Int64(index),
            registeredAt: Sample.time + Int64(index) + 60_000,
            changedAt: Sample.time + Int64(index) + 120_000
        )
    }

    /// When a case is due; closed ones are not.
    static func due(_ record: CaseRecord) -> Int64? {
        record.state.isClosed ? nil : record.changedAt + LocalDay.dayMilliseconds
    }

    /// The numbers of a page, found by looking at every case.
    static func slow(_ query: CaseQuery, among records: [CaseRecord]) -> [CaseNumber] {
        // Rows are numbered from 1 in the order in which cases came, which is that of their last days too.
        let after = query.after.map { Int($0.id.rawValue) }
        let some: [CaseRecord]
        switch query.order {
        case .newest: some = records.prefix((after ?? records.count + 1) - 1).reversed()
        case .oldest: some = Array(records.dropFirst(after ?? 0))
        case .due: some = records.dropFirst(after ?? 0).filter { due($0) != nil }
        }
        return some.filter { fits($0, query) }.prefix(query.limit).map(\.number)
    }

    private static func fits(_ record: CaseRecord, _ query: CaseQuery) -> Bool {
        if let states = query.states, !states.contains(record.state) { return false }
        if let city = query.collecting, city != record.collecting { return false }
        if let city = query.handling, city != record.handling { return false }
        if let city = query.party, record.side(of: city) == nil { return false }
        if let codes = query.itemCodes, !codes.contains(record.itemCode) { return false }
        if let mode = query.mode, mode != record.mode { return false }
        return query.ending == nil || query.ending == record.ending
    }
}

/// Makes values as often as they come in a ``Crowd``.
struct CrowdMaker {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func chance(_ part: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &random) < part }

    mutating func peer() -> CityCode {
        sure((chance(1, of: 10) ? Crowd.others : Crowd.peers).randomElement(using: &random))
    }

    mutating func openState() -> CaseState { sure(Crowd.openStates.randomElement(using: &random)) }

    mutating func mode() -> HandlingMode { chance(64, of: 100) ? .online : chance(9, of: 10) ? .collected : .joint }

    mutating func ending() -> EndingCode { sure(EndingCode.allCases.randomElement(using: &random)) }

    /// An item; the first ones are the popular ones.
    mutating func item() -> String {
        let place = Double.random(in: 0..<1, using: &random)
        return "I-\(Int(place * place * place * Double(Crowd.items)))"
    }

    /// Where a case stands and how it ended; most are closed, above all older ones.
    mutating func standing(isRecent: Bool) -> (CaseState, EndingCode?) {
        guard !chance(isRecent ? 70 : 1, of: 100) else { return (openState(), nil) }
        switch Int.random(in: 0..<1_000, using: &random) {
        case 0..<20: return (.withdrawn, .returned)
        case 20..<45: return (.declined, .returned)
        case 45..<55: return (.lapsed, .notSupplied)
        case 55..<58: return (.passedOn, .passedOn)
        case 58..<60: return (.voided, .voided)
        case 60..<61: return (.voided, .mistaken)
        case 61..<90: return (.delivered, .issued)
        case 90..<200: return (.archived, .returned)
        case 200..<320: return (.archived, .closed)
        default: return (.archived, .issued)
        }
    }
}
