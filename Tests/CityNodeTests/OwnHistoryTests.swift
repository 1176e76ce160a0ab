import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("OwnHistory: what peers return after a disk was lost")
struct OwnHistoryTests {
    let pair: Pair
    private var left: TestCity { pair.left }
    private var right: TestCity { pair.right }

    init() throws {
        pair = try Pair()
        try pair.settle()
    }

    private func expectEqual(_ comment: Comment? = nil) throws {
        #expect(try left.records() == right.records(), comment)
    }

    /// A case with a correction, its supplement, a decision with a document and its delivery.
    private func wholeCase() throws -> CaseNumber {
        let paper = Sample.material([1])
        let addition = Sample.material([2])
        let document = Sample.material([3])
        try left.put(paper)
        try left.put(addition)
        try right.put(document)
        let number = try left.submit(Sample.submission(materials: [paper])).answer.number
        try pair.settle()
        try right.act(Sample.correction, on: number)
        try pair.settle()
        try left.act(Sample.supplement([addition]), on: number)
        try pair.settle()
        try right.act(Sample.accept, on: number)
        try right.act(Sample.grant([document]), on: number)
        try pair.settle()
        try left.act(Sample.delivery, on: number)
        try pair.settle()
        #expect(try left.record(number)?.state == .delivered)
        return number
    }

    private func materials(_ city: TestCity, _ number: CaseNumber) throws -> [MaterialDigest] {
        try city.read { reader in
            try reader.findCase(number).map { try reader.materials($0.id).map(\.material.digest).sorted() } ?? []
        }
    }

    @Test("A collecting city that lost everything gets its cases, their papers and their results back")
    func collecting() throws {
        let number = try wholeCase()
        let before = try left.records()
        let papers = try materials(left, number)
        try left.restore(nil)
        #expect(try left.records().isEmpty)
        try pair.settle()
        #expect(try left.records() == before)
        #expect(try materials(left, number) == papers)
        #expect(try left.read { try $0.wantedMaterials(Sample.nanping, after: nil, limit: 10) }.count == 3)
        try expectEqual()
        #expect(try left.quarantine().isEmpty)
        #expect(try right.quarantine().isEmpty)
        let id = try #require(try left.read { try $0.findCase(number)?.id })
        #expect(try left.read { try $0.history(id) }.count == 9)
    }

    @Test("A handling city that lost everything gets its answers first, and says nothing twice")
    func handling() throws {
        let number = try wholeCase()
        let before = try right.records()
        let papers = try materials(right, number)
        let said = try right.standing(StreamKey(peer: Sample.quzhou, lane: .result)).sent
        try right.restore(nil)
        try pair.compare(right)
        #expect(try right.records().isEmpty)
        #expect(try right.standing(StreamKey(peer: Sample.quzhou, lane: .result)).sent == said)
        try pair.settle()
        #expect(try right.records() == before)
        #expect(try materials(right, number) == papers)
        #expect(try right.standing(StreamKey(peer: Sample.quzhou, lane: .result)).sent == said)
        #expect(try right.quarantine().isEmpty)
        #expect(try left.quarantine().isEmpty)
        try expectEqual()
        let row = try #require(try right.read { try $0.findCase(number) })
        #expect(row.registeredEntry != nil)
        #expect(try right.read { try $0.history(row.id) }.count == 9)
    }

    @Test("Cases that nobody had answered are registered after the loss, and only once")
    func unanswered() throws {
        let answered = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        let open = try left.submit(Sample.submission()).answer.number
        try right.restore(nil)
        try pair.settle()
        #expect(try right.said(to: Sample.quzhou, .result).map(\.kind) == [.registered, .registered])
        #expect(try right.record(answered)?.version == 2)
        #expect(try right.record(open)?.version == 2)
        try expectEqual()
    }

    @Test("A request that was refused is not answered otherwise after the loss")
    func refusedRequest() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        // An offer that nobody asked for yet: refused. Then it is asked for.
        let offer = try EntryEncoder.encode(.supplement(Supplement(note: "x", officer: "y")))
        _ = try left.run {
            try $0.append(offer, lane: .case, to: Sample.nanping, case: .unknown(number), number: number)
        }
        try pair.settle()
        #expect(try right.refusals(to: Sample.quzhou).map(\.sequence) == [2])
        try right.act(Sample.correction, on: number)
        try pair.settle()
        let said = try right.standing(StreamKey(peer: Sample.quzhou, lane: .result)).sent
        try right.restore(nil)
        try pair.settle()
        #expect(try right.record(number)?.state == .correcting)
        #expect(try right.standing(StreamKey(peer: Sample.quzhou, lane: .result)).sent == said)
        try expectEqual()
    }

    @Test("What was done before the comparison, on a store that is older, yields to what had been said")
    func conflict() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        let backup = try right.backup()
        try pair.settle()
        try right.act(Sample.correction, on: number)
        try pair.settle()
        try left.act(Sample.supplement(), on: number)
        try pair.settle()
        try right.act(Sample.decline, on: number)
        try pair.settle()
        try right.restore(backup)
        // Nobody at the desk knows that the store is old.
        try right.act(Sample.accept, on: number)
        try right.act(Sample.grant(), on: number)
        try pair.settle()
        #expect(try right.record(number)?.state == .declined)
        try expectEqual()
        #expect(try left.refusals(to: Sample.nanping).map(\.code) == ["not-allowed-in-state", "not-allowed-in-state"])
    }

    @Test("What waited for a number in the backup is not said a second time")
    func waitingInBackup() throws {
        // A restart, so that nothing is compared: the submissions wait.
        try left.restart()
        let early = try (0..<3).map { _ in try left.submit(Sample.submission()).answer.number }
        let backup = try left.backup()
        try pair.settle()
        let late = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        try left.restore(backup)
        #expect(try left.standing(StreamKey(peer: Sample.nanping, lane: .case)).sent == .start)
        try pair.settle()
        try expectEqual()
        #expect(Set(try right.records().keys) == Set(early + [late]))
        #expect(try left.said(to: Sample.nanping, .case).count == 4)
        #expect(try right.refusals(to: Sample.quzhou).isEmpty)
    }

    @Test("A batch that does not follow on the end of our stream is not written")
    func gap() throws {
        for _ in 0..<3 {
            try left.submit(Sample.submission())
            try pair.settle()
        }
        let batches = try StoreJournal(store: right.store)
            .returned(StreamKey(peer: Sample.quzhou, lane: .case), after: 0, through: 3, bytes: 1)
        let rest = try StoreJournal(store: right.store)
            .returned(StreamKey(peer: Sample.quzhou, lane: .case), after: 1, through: 3, bytes: 1 << 20)
        #expect(batches.count == 1)
        try left.restore(nil)
        left.write(rest.map { .restore($0, from: Sample.nanping) })
        #expect(try left.standing(StreamKey(peer: Sample.nanping, lane: .case)).sent == .start)
        #expect(try left.records().isEmpty)
    }
}
