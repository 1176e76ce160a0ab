import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("Retention: what the terms let go is erased, on record, and nothing that is needed")
struct RetentionWatchTests {
    private let pair: Pair
    private let paper = Sample.material([1, 2, 3])

    init() throws {
        pair = try Pair()
        try pair.settle()
    }

    private func submit() throws -> CaseNumber {
        let submission = Sample.submission(materials: [paper])
        try pair.left.put(paper)
        try pair.left.submit(submission)
        try pair.settle()
        return submission.number
    }

    private func close(_ number: CaseNumber) throws {
        try pair.right.act(Sample.decline, on: number)
        try pair.settle()
        try pair.left.act(Sample.delivery, on: number)
        try pair.settle()
    }

    private func archive(_ number: CaseNumber) throws {
        let digest = paper.digest
        try pair.right.run { try $0.writer.setMaterialState(digest, .complete, at: 1) }
        let remark = Remark(office: "审批科", officer: "赵六", role: .reviewer, note: "")
        try pair.right.act(.archive(remark), on: number)
        try pair.settle()
    }

    /// Records a session by video of a case at the collecting city.
    private func meet(_ number: CaseNumber) throws {
        let (quzhou, nanping) = (Sample.city(Sample.quzhou), Sample.city(Sample.nanping))
        let session = VideoSession(
            session: "ROOM-1",
            participants: [
                .init(name: "李四", city: quzhou, office: "一窗", part: .officer),
                .init(name: "赵六", city: nanping, office: "审批科", part: .officer),
                .init(name: "王小明", city: quzhou, part: .applicant),
            ],
            startedAt: 1_795_446_000_000
        )
        try pair.left.change(
            .video(CaseVideo(caseNumber: number, handling: nanping, city: quzhou, session: session))
        )
        try pair.settle()
    }

    @Test("Of a session by video the officers and the times stay")
    func videos() throws {
        let number = try submit()
        try meet(number)
        try close(number)
        let name = SharedName(kind: .video, owner: Sample.city(Sample.quzhou), id: "ROOM-1")
        try watch(pair.left)
        #expect(try erased(number, at: pair.left).contains(.sharedChanged))
        for (city, applicant) in [(pair.left, "王**"), (pair.right, "王小明")] {
            guard case .video(let video) = try city.shared(name)?.record else {
                Issue.record("the session is kept")
                return
            }
            #expect(video.session.participants.map(\.name) == ["李四", "赵六", applicant])
        }
    }

    private func watch(_ city: TestCity, years: Int? = nil, held: Set<CaseNumber> = []) throws {
        let plan = RetentionPlan(usual: RetentionRule(years: years), held: held)
        for side in Side.allCases {
            var cursor: RetentionCursor?
            repeat {
                let from = cursor
                cursor = try city.run { try RetentionWatch(scope: $0, plan: plan).erase(side, after: from) }
            } while cursor != nil
        }
    }

    /// The kinds of a case's entries whose bodies are erased.
    private func erased(_ number: CaseNumber, at city: TestCity) throws -> [EntryKind] {
        try city.read { reader in
            let row = try sure(reader.findCase(number))
            return try reader.history(row.id).filter { $0.body == nil && $0.erasure != nil }
                .compactMap { EntryKind(rawValue: $0.kind) }
        }
    }

    private func trail(_ city: TestCity) throws -> [AuditEvent] {
        try city.read { try $0.audit(AuditFilter()) }.reversed().map(\.record.event)
    }

    private func leaving(_ city: TestCity) throws -> [MaterialDigest] {
        try city.read { try $0.leavingMaterials(limit: 10) }
    }

    @Test("At the collecting city personal data go at the end, papers when the archive has them, each on record once")
    func collecting() throws {
        let number = try submit()
        try watch(pair.left)
        #expect(try erased(number, at: pair.left).isEmpty, "the case runs")
        try close(number)
        try watch(pair.left)
        #expect(try erased(number, at: pair.left) == [.submitted, .deliveryReported, .delivered])
        #expect(try leaving(pair.left).isEmpty, "nobody has said that the papers arrived")
        try archive(number)
        try watch(pair.left)
        try watch(pair.left)
        #expect(try leaving(pair.left) == [paper.digest])
        let trail = try trail(pair.left)
        #expect(trail.map(\.field) == [nil, .materials])
        #expect(trail.allSatisfy { $0.action == .erase && $0.number == number && $0.purpose == nil })
        #expect(try pair.left.record(number)?.state == .archived, "the case itself stays")
        try watch(pair.right)
        #expect(try erased(number, at: pair.right).isEmpty, "the handling city keeps its file for ever")
    }

    @Test("What the other city has not receipted stays")
    func unreceipted() throws {
        let number = try submit()
        try pair.right.act(Sample.decline, on: number)
        try pair.settle()
        try pair.left.act(Sample.delivery, on: number)
        _ = try pair.deliver(from: pair.left, .case)
        _ = try pair.deliver(from: pair.right, .result)
        #expect(try pair.left.record(number)?.state == .delivered)
        // An own entry about the case that nobody has receipted: it may have to be sent again.
        try pair.left.run { scope in
            let row = try sure(scope.writer.findCase(number))
            _ = try scope.append(
                try EntryEncoder.encode(EntryRefusal(lane: 2, sequence: 1, code: "x", detail: "")),
                lane: .result,
                to: Sample.nanping,
                case: .known(row.id),
                number: number
            )
        }
        try watch(pair.left)
        #expect(try erased(number, at: pair.left).isEmpty)
        try pair.settle()
        try watch(pair.left)
        #expect(try !erased(number, at: pair.left).isEmpty)
    }

    @Test("A file that another case needs stays until that one's end, whichever comes first")
    func shared() throws {
        let numbers = [try submit(), try submit()]
        try close(numbers[0])
        try archive(numbers[0])
        try watch(pair.left)
        #expect(try leaving(pair.left).isEmpty)
        #expect(try pair.left.read { try $0.material(paper.digest)?.state } == .complete)
        try close(numbers[1])
        try archive(numbers[1])
        try watch(pair.left)
        #expect(try leaving(pair.left) == [paper.digest])
    }

    @Test("A dispute keeps everything")
    func held() throws {
        let number = try submit()
        try close(number)
        try watch(pair.left, held: [number])
        #expect(try erased(number, at: pair.left).isEmpty)
    }

    @Test("At the handling city the file goes after its term, and not a day before")
    func handling() throws {
        let number = try submit()
        try close(number)
        try archive(number)
        try watch(pair.right, years: 1)
        #expect(try erased(number, at: pair.right).isEmpty)
        try pair.right.run { scope in
            guard var row = try scope.writer.findCase(number) else { return }
            row.record.changedAt -= 2 * 366 * LocalDay.dayMilliseconds
            try scope.writer.updateCase(row.id, row.record)
        }
        try watch(pair.right, years: 3)
        #expect(try erased(number, at: pair.right).isEmpty)
        try watch(pair.right, years: 1)
        #expect(try erased(number, at: pair.right) == [.submitted, .deliveryReported, .delivered])
        #expect(try leaving(pair.right) == [paper.digest])
        #expect(try trail(pair.right).count == 2)
    }

    @Test("After an erasure the stream still verifies: a peer that lost its disk gets headers, and says so")
    func chain() throws {
        let number = try submit()
        try close(number)
        try archive(number)
        try watch(pair.left)
        let stream = StreamKey(peer: Sample.quzhou, lane: .case)
        let end = try pair.right.standing(stream).received
        try pair.right.restore(nil)
        try pair.settle()
        #expect(try pair.right.standing(stream).received == end)
        #expect(try pair.right.quarantine().map(\.code).contains("erased"))
        #expect(try pair.left.record(number)?.state == .archived)
    }

    @Test("A case is archived only with all its papers")
    func archiving() throws {
        let number = try submit()
        try close(number)
        let remark = Remark(office: "审批科", officer: "赵六", role: .reviewer, note: "")
        #expect(throws: CommandError.materialIncomplete(paper.digest, received: 0, size: 3)) {
            try pair.right.act(.archive(remark), on: number)
        }
        try archive(number)
        #expect(try pair.right.record(number)?.state == .archived)
    }
}
