import CaseModel
import ExchangeCore
import TestChance
import Testing

@testable import CaseStore

/// What the writer keeps in memory while a transaction runs, cases and their numbers by state, agrees with what is stored,
/// whatever is undone.
@Suite struct TallyTests {
    private struct Undone: Error {}

    /// What should be stored.
    private struct Model {
        var states: [(id: CaseID, number: CaseNumber, state: CaseState)] = []

        var counts: [CaseState: Int] { states.reduce(into: [:]) { $0[$1.state, default: 0] += 1 } }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>) func casesAreCountedByState(seed: UInt64) throws {
        let fixture = try StoreFixture(.staysOpen)
        var (model, random) = (Model(), SplitMix(seed: seed))
        let entry = try fixture.write { try $0.addReceivedRun(Sample.resultLane, 1...1, kind: 16)[0] }
        for _ in 0..<60 {
            let before = model
            do {
                try fixture.write { writer throws in
                    for _ in 0..<Int.random(in: 1...6, using: &random) {
                        try Self.change(&model, writer, entry, &random, depth: 0)
                        if Bool.random(using: &random) { #expect(try writer.caseCounts() == model.counts) }
                    }
                    if Int.random(in: 0..<4, using: &random) == 0 { throw Undone() }
                }
            } catch is Undone { model = before }
            #expect(try fixture.read { try $0.caseCounts() } == model.counts)
        }
        #expect(model.states.count > 20)
    }

    /// Adds, changes or registers cases, or does some of that in a savepoint that may be undone.
    private static func change(
        _ model: inout Model,
        _ writer: any StoreWriter,
        _ entry: EntryID,
        _ random: inout SplitMix,
        depth: Int
    ) throws {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1:
            let state = CaseState.allCases.randomElement(using: &random) ?? .submitted
            let record = Sample.record(random.next(), state)
            let id = try #require(try writer.addCase(record))
            #expect(try writer.addCase(record) == nil, "the second time it is not counted")
            model.states.append((id, record.number, state))
        case 2:
            guard let place = model.states.indices.randomElement(using: &random) else { return }
            let state = CaseState.allCases.randomElement(using: &random) ?? .submitted
            var record = try #require(try writer.findCase(model.states[place].id)).record
            record.ending = Bool.random(using: &random) ? record.ending : .returned
            record.state = state
            try writer.updateCase(model.states[place].id, record)
            model.states[place].state = state
        case 3:
            let (numbers, city) = (model.states.map(\.number), Sample.nanpingCity)
            let left = Set(try writer.markRegistered(numbers, handling: city, entry: entry, at: Sample.time))
            for place in model.states.indices where [.submitted, .refused].contains(model.states[place].state) {
                #expect(!left.contains(model.states[place].number))
                model.states[place].state = .registered
            }
        default:
            guard depth < 3 else { return }
            let before = model
            do {
                try writer.savepoint {
                    for _ in 0..<3 { try change(&model, writer, entry, &random, depth: depth + 1) }
                    if Bool.random(using: &random) { #expect(try writer.caseCounts() == model.counts) }
                    if Bool.random(using: &random) { throw Undone() }
                }
            } catch is Undone { model = before }
        }
    }
}
