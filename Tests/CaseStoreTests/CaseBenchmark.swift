import CaseModel
import ExchangeCore
import Foundation
import Testing

@testable import CaseStore

/// Lists, look-ups and histories among many cases.
///
/// A few thousand cases always run, and every list is compared with the same list found the slow way. How fast it is among
/// a million: `CASES_BENCHMARK=1000000 swift test -c release -Xswiftc -enable-testing --filter CaseBenchmark`.
@Suite(.serialized) struct CaseBenchmark {
    private static let asked = ProcessInfo.processInfo.environment["CASES_BENCHMARK"].flatMap { Int($0) }
    private static let casesPerTransaction = 1_000
    private static let samples = asked == nil ? 4 : 400

    /// One kind of list, and how to ask for it.
    private struct Question: Sendable {
        var name: String
        var ask: @Sendable (inout CrowdMaker) -> CaseQuery
    }

    private static let questions: [Question] = [
        Question(name: "all") { _ in CaseQuery() },
        Question(name: "state open") { crowd in with { $0.states = [crowd.openState()] } },
        Question(name: "states of a work list") { _ in with { $0.states = [.registered, .forwarded, .correcting] } },
        Question(name: "state archived") { _ in with { $0.states = [.archived] } },
        Question(name: "side collecting") { _ in with { $0.collecting = Crowd.own } },
        Question(name: "side handling") { _ in with { $0.handling = Crowd.own } },
        Question(name: "peer") { crowd in with { $0.party = crowd.peer() } },
        Question(name: "peer with few cases") { _ in with { $0.party = Crowd.small } },
        Question(name: "mode") { crowd in with { $0.mode = crowd.mode() } },
        Question(name: "ending") { crowd in with { $0.ending = crowd.ending() } },
        Question(name: "item") { crowd in with { $0.itemCodes = [crowd.item()] } },
        Question(name: "side, peer") { crowd in
            with { ($0.collecting, $0.handling) = (crowd.peer(), Crowd.own) }
        },
        Question(name: "state, side, peer") { crowd in
            with { ($0.states, $0.collecting, $0.handling) = ([crowd.openState()], crowd.peer(), Crowd.own) }
        },
        Question(name: "state archived, few") { _ in with { ($0.states, $0.party) = ([.archived], Crowd.small) } },
        Question(name: "mode, ending") { crowd in with { ($0.mode, $0.ending) = (crowd.mode(), crowd.ending()) } },
        Question(name: "item, ending") { crowd in with { ($0.itemCodes, $0.ending) = ([crowd.item()], crowd.ending()) }
        },
        Question(name: "item, state, mode") { crowd in
            with { ($0.itemCodes, $0.states, $0.mode) = ([crowd.item()], [crowd.openState()], crowd.mode()) }
        },
        Question(name: "item, state archived") { crowd in
            with { ($0.itemCodes, $0.states) = ([crowd.item()], [.archived]) }
        },
        Question(name: "item, peer") { crowd in with { ($0.itemCodes, $0.party) = ([crowd.item()], crowd.peer()) } },
        Question(name: "everything") { crowd in
            with {
                ($0.itemCodes, $0.states, $0.mode, $0.ending) = (
                    [crowd.item()], [.archived], crowd.mode(), crowd.ending()
                )
                ($0.collecting, $0.handling) = (Crowd.own, crowd.peer())
            }
        },
        Question(name: "oldest, states of a work list") { _ in
            with { ($0.order, $0.states) = (.oldest, [.registered, .forwarded, .correcting]) }
        },
        Question(name: "due") { _ in with { $0.order = .due } },
        Question(name: "due, state") { crowd in with { ($0.order, $0.states) = (.due, [crowd.openState()]) } },
        Question(name: "due, items") { crowd in
            with { ($0.order, $0.itemCodes) = (.due, [crowd.item(), crowd.item()]) }
        },
        Question(name: "nothing fits") { _ in with { ($0.states, $0.ending) = ([.withdrawn], .issued) } },
    ]

    private static func with(_ change: (inout CaseQuery) -> Void) -> CaseQuery {
        var query = CaseQuery()
        change(&query)
        return query
    }

    @Test func manyCases() throws {
        let count = Self.asked ?? 2_000
        let fixture = try StoreFixture(.staysOpen)
        let crowd = Crowd(count: count)
        try fill(fixture, crowd)
        let store = try fixture.store
        let records = Self.asked == nil ? (0..<count).map(crowd.record) : []
        var random = CrowdMaker(seed: 77)
        var table = LatencyTable()
        for question in Self.questions {
            for isLate in [false, true] {
                for _ in 0..<Self.samples {
                    var query = question.ask(&random)
                    if isLate {
                        let index = Int.random(in: 1...count, using: &random.random)
                        let due =
                            query.order == .due ? crowd.record(index - 1).changedAt + LocalDay.dayMilliseconds : nil
                        query.after = CaseCursor("\(index)" + (due.map { ".\($0)" } ?? ""))
                    }
                    let page = try table.measure(question.name + (isLate ? ", late page" : "")) {
                        try store.read { try $0.cases(query) }
                    }
                    guard Self.asked == nil else { continue }
                    #expect(
                        page.items.map(\.row.record.number) == Crowd.slow(query, among: records),
                        "\(question.name): \(query)"
                    )
                }
            }
        }
        for _ in 0..<Self.samples * 5 {
            let number = crowd.number(Int.random(in: 0..<count, using: &random.random))
            let found = try table.measure("number") { try store.read { try $0.findCase(number) } }
            #expect(found?.record.number == number)
            let history = try table.measure("show: case, history, materials, reminders") {
                try store.read { reader throws in
                    guard let row = try reader.findCase(number) else { return 0 }
                    _ = try reader.saved()
                    _ = try (reader.materials(row.id), reader.reminders(row.id))
                    return try reader.history(row.id).count
                }
            }
            #expect(history == Crowd.entriesPerCase)
            let missing = CaseNumber(collecting: Crowd.own, at: Sample.time, random: random.random.next())
            #expect(
                try table.measure("number that is not there") { try store.read { try $0.findCase(missing) } } == nil
            )
        }
        if Self.asked != nil { table.print(title: "\(count) cases") }
    }

    private func fill(_ fixture: StoreFixture, _ crowd: Crowd) throws {
        var sequence: UInt64 = 0
        let header = [UInt8](repeating: 7, count: 150)
        let body = [UInt8](repeating: 9, count: 300)
        try fixture.write { writer throws in
            for city in [Crowd.small] + Crowd.peers + Crowd.others {
                try writer.ensure(sure(NodeCode(number: city.number)))
            }
        }
        for start in stride(from: 0, to: crowd.count, by: Self.casesPerTransaction) {
            try fixture.write { writer throws in
                for index in start..<min(start + Self.casesPerTransaction, crowd.count) {
                    let record = crowd.record(index)
                    let id = try #require(try writer.addCase(record))
                    for _ in 0..<Crowd.entriesPerCase {
                        sequence += 1
                        _ = try writer.addReceived(
                            Sample.caseLane,
                            sequence: sequence,
                            kind: 1,
                            case: .known(id),
                            at: record.changedAt,
                            header: header,
                            body: body
                        )
                    }
                    try writer.setLook(id, at: record.state.isClosed ? nil : .max)
                    try writer.setDue(id, at: Crowd.due(record))
                }
                try writer.setReceived(Sample.caseLane, Sample.position(sequence))
            }
        }
    }
}
