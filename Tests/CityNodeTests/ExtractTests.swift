import CaseModel
import CaseStore
import ExchangeCore
import Testing

@testable import CityNode

@Suite("Tables for other systems, from real nodes", .serialized)
struct ExtractTests {
    private let quzhou = Sample.quzhou, nanping = Sample.nanping

    private func cases(_ node: CityNode, by instant: CaseInstant = .registered) async throws -> [CaseExtract] {
        var all: [CaseExtract] = []
        while true {
            let some = try await node.extractCases(
                after: all.last?.sequence ?? 0,
                from: nil,
                through: nil,
                by: instant
            )
            if some.isEmpty { return all }
            all += some
        }
    }

    private func events(_ node: CityNode) async throws -> [EventExtract] {
        var all: [EventExtract] = []
        var after: Int64? = 0
        while let last = after {
            let page = try await node.extractEvents(after: last, from: nil, through: nil)
            all += page.events
            after = page.next
        }
        return all
    }

    @Test("Both cities hand over the same cases with the same steps, and nobody's data")
    func both() async throws {
        let town = try Town([quzhou, nanping])
        try town.startAll()
        let (left, right) = (town[quzhou], town[nanping])
        let submissions = (0..<2 * FactReader.casesPerRead + 5).map { _ in Sample.submission() }
        for answer in try await left.submit(all: submissions) { _ = try answer.get() }
        let number = submissions[0].number
        try await right.reaches(.registered, submissions[submissions.count - 1].number)
        try await right.reaches(.registered, number)
        try await right.act(Sample.accept, on: number)
        try await right.act(Sample.grant([]), on: number)
        try await left.reaches(.decided, number)
        try await until("all to be registered here") {
            try await left.records().values.allSatisfy { $0.state != .submitted }
        }
        for (node, city) in [(left, quzhou), (right, nanping)] {
            let all = try await cases(node)
            #expect(Set(all.map(\.record.number)) == Set(submissions.map(\.number)) && all.count == submissions.count)
            #expect(try await cases(node, by: .changed) == all)
            let decided = try #require(all.first { $0.record.number == number })
            #expect(decided.fact.acceptedAt != nil && decided.fact.decidedAt != nil && decided.applicant == .person)
            let said = try await events(node)
            #expect(
                said.filter { $0.number == number }.map(\.kind) == ["submitted", "registered", "accepted", "decided"]
            )
            #expect(said.filter { $0.kind == "registered" }.count == submissions.count)
            #expect(said.allSatisfy { $0.city != $0.peer }, "\(city)")
            let submission = submissions[0]
            for line in all.map(CaseExtract.table.line) + said.map(EventExtract.table.line) {
                #expect(!line.contains(submission.applicant.name) && !line.contains(submission.applicant.idNumber))
            }
        }
    }
}
