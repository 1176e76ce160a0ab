import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("Intake: what peers say")
struct IntakeTests {
    let city: TestCity

    init() throws {
        city = try TestCity(Sample.nanping, peers: [Sample.quzhou, Sample.shangrao, Sample.huangshan])
        city.confirm(Sample.quzhou)
        city.confirm(Sample.shangrao)
    }

    private func voice(_ lane: Lane, of node: NodeCode = Sample.quzhou) -> PeerVoice {
        PeerVoice(node, to: Sample.nanping, lane)
    }

    private func numbers(_ statement: Statement?) -> [CaseNumber]? {
        if case .registered(let numbers) = statement { numbers } else { nil }
    }

    @Test("Many cases of one transaction and peer are registered by one entry")
    func registers() throws {
        var first = voice(.case)
        var second = voice(.case, of: Sample.shangrao)
        let submissions = (0..<40).map { _ in Sample.submission() }
        let others = (0..<3).map { _ in Sample.submission(from: Sample.shangrao) }
        for submission in submissions { try first.submit(submission) }
        for submission in others { try second.submit(submission) }
        let before = city.commitCount
        city.write([.accept(first.batch(), from: Sample.quzhou), .accept(second.batch(), from: Sample.shangrao)])
        #expect(city.commitCount == before + 1)

        let said = try city.said(to: Sample.quzhou, .result)
        #expect(said.map(\.kind) == [.registered])
        #expect(numbers(said.first?.statement) == submissions.map(\.number))
        #expect(numbers(try city.said(to: Sample.shangrao, .result).first?.statement) == others.map(\.number))
        #expect(city.last.commit.received[first.stream] == first.end)
        #expect(city.last.commit.received[second.stream] == second.end)
        #expect(try city.standing(first.stream).received == first.end)
        for submission in submissions {
            let row = try #require(try city.read { try $0.findCase(submission.number) })
            #expect(row.record.state == .registered)
            #expect(row.record.version == 2)
            let entry = try #require(row.registeredEntry)
            #expect(try city.read { try $0.entry(entry)?.kind } == EntryKind.registered.rawValue)
        }
        #expect(try city.quarantine().isEmpty)
    }

    @Test("Nothing about a case goes out before its registration, not even in one transaction")
    func registrationFirst() throws {
        let submissions = (0..<3).map { _ in Sample.submission() }
        var voice = voice(.case)
        for submission in submissions { try voice.submit(submission) }
        // Asked far too early: refused at once.
        try voice.request(.delivery(Delivery(method: .post, recipient: "a", officer: "b")), submissions[1].number)
        try voice.submit(Sample.submission())
        voice.send(to: city)
        let said = try city.said(to: Sample.quzhou, .result)
        #expect(said.map(\.kind) == [.registered, .refused, .registered])
        #expect(numbers(said.first?.statement) == submissions.map(\.number))
        #expect(numbers(said.last?.statement)?.count == 1)
        for row in try city.records().keys {
            #expect(try city.read { try $0.findCase(row)?.registeredEntry } != nil)
        }
    }

    @Test("Materials of a submission are wanted from the peer that named them")
    func wants() throws {
        var voice = voice(.case)
        let material = Sample.material([1, 2, 3])
        let submission = Sample.submission(materials: [material])
        try voice.submit(submission)
        voice.send(to: city)
        let wanted = city.last.wanted
        #expect(wanted.map(\.size) == [3])
        #expect(wanted.map(\.peer) == [Sample.quzhou])
        #expect(try city.read { try $0.mayRead(material.digest, Sample.quzhou) })
        #expect(try !city.read { try $0.mayRead(material.digest, Sample.shangrao) })
        #expect(
            try city.read { try $0.wantedMaterials(Sample.quzhou, after: nil, limit: 10) }.map(\.digest) == [
                material.digest
            ]
        )
    }

    /// What can't be applied, and the code that the sender is told.
    enum Poison: String, CaseIterable, CustomTestStringConvertible {
        case unknownKind = "unknown-kind"
        case wrongLane = "wrong-lane"
        case badBody = "bad-body"
        case badNumber = "bad-number"
        case unknownCase = "unknown-case"
        case forbidden = "not-allowed-in-state"
        case foreignNumber = "number-mismatch"
        case taken = "number-taken"
        case badPerson = "bad-citizen-id"
        case otherSize = "material-size"

        var testDescription: String { rawValue }
    }

    @Test("Poison is quarantined, receipted and answered at once, and blocks nothing", arguments: Poison.allCases)
    func poison(_ poison: Poison) throws {
        var voice = voice(.case)
        let good = Sample.submission(materials: [Sample.material([1])])
        let next = Sample.submission()
        try voice.submit(good)
        voice.send(to: city)
        switch poison {
        case .unknownKind:
            try voice.say(kind: sure(EntryKind(rawValue: 15)), body: PeerVoice.salt, good.number)
        case .wrongLane:
            try voice.say(EntryEncoder.encode(.accepted(Acceptance(office: "a", officer: "b"))), good.number)
        case .badBody:
            try voice.say(kind: .supplementOffered, body: PeerVoice.salt + [0x12, 0x7F, 1], good.number)
        case .badNumber: try voice.say(kind: .submitted, body: EntryEncoder.encode(next).body, text: "7-7")
        case .unknownCase:
            try voice.request(.delivery(Delivery(method: .post, recipient: "a", officer: "b")), next.number)
        case .forbidden:
            try voice.request(.delivery(Delivery(method: .post, recipient: "a", officer: "b")), good.number)
        case .foreignNumber: try voice.submit(Sample.submission(number: Sample.number(Sample.shangrao)))
        case .taken: try voice.submit(Sample.submission(number: good.number))
        case .badPerson:
            var bad = Sample.submission()
            bad.applicant.idNumber = "110105194912310021"
            try voice.submit(bad)
        case .otherSize:
            var material = Sample.material([1])
            material.size = 2
            try voice.submit(Sample.submission(materials: [material]))
        }
        try voice.submit(next)
        let before = city.commitCount
        voice.send(to: city)

        #expect(city.commitCount == before + 1)
        #expect(try city.standing(voice.stream).received == Position(sequence: 3, hash: voice.end.hash))
        let refusal = try #require(try city.refusals(to: Sample.quzhou).first)
        #expect(refusal.code == poison.rawValue)
        #expect(refusal.lane == Lane.case.rawValue)
        #expect(refusal.sequence == 2)
        #expect(!refusal.detail.isEmpty)
        let row = try #require(try city.quarantine().first)
        #expect(row.code == poison.rawValue)
        #expect(row.entry.sequence == 2)
        #expect(try city.quarantine().count == 1)
        #expect(try city.record(good.number)?.state == .registered)
        #expect(try city.record(good.number)?.version == 2)
        if poison != .taken { #expect(try city.record(next.number)?.state == .registered) }
    }

    @Test("A third city can say nothing about a case of two others")
    func thirdCity() throws {
        var voice = voice(.case)
        let submission = Sample.submission()
        try voice.submit(submission)
        voice.send(to: city)
        try city.act(Sample.correction, on: submission.number)
        var third = self.voice(.case, of: Sample.shangrao)
        try third.request(.supplement(Supplement(note: "x", officer: "y")), submission.number)
        third.send(to: city)
        var result = self.voice(.result, of: Sample.shangrao)
        try result.event(.accepted(Acceptance(office: "a", officer: "b")), submission.number)
        result.send(to: city)
        #expect(try city.refusals(to: Sample.shangrao).map(\.code) == ["not-party", "not-party"])
        #expect(try city.record(submission.number)?.state == .correcting)
        // What the stranger said is not shown in the case's history.
        let id = try #require(try city.read { try $0.findCase(submission.number)?.id })
        #expect(try city.read { try $0.history(id) }.allSatisfy { $0.stream.peer == Sample.quzhou })
    }

    @Test("A third city can't register a case that was sent to another")
    func thirdCityRegisters() throws {
        let submission = Sample.submission(from: Sample.nanping, to: Sample.quzhou)
        try city.submit(submission)
        var third = voice(.result, of: Sample.shangrao)
        try third.say(EntryEncoder.encode(registered: [submission.number]), nil)
        third.send(to: city)
        #expect(try city.record(submission.number)?.state == .submitted)
        #expect(try city.refusals(to: Sample.shangrao).map(\.code) == ["unknown-case"])
        #expect(try city.refusals(to: Sample.shangrao).map(\.lane) == [Lane.result.rawValue])
    }

    @Test("The handling city's answers move a case; a refusal of it ends, and a registration begins it again")
    func answers() throws {
        let submission = Sample.submission(from: Sample.nanping, to: Sample.quzhou)
        let refused = Sample.submission(from: Sample.nanping, to: Sample.quzhou)
        try city.submit(submission)
        try city.submit(refused)
        var voice = voice(.result)
        let refusal = EntryRefusal(lane: 1, sequence: 2, code: "unknown-kind", detail: "upgrade")
        try voice.say(EntryEncoder.encode(registered: [submission.number]), nil)
        try voice.say(EntryEncoder.encode(refusal), refused.number)
        try voice.event(.accepted(Acceptance(office: "a", officer: "b")), submission.number)
        voice.send(to: city)
        #expect(try city.record(submission.number)?.state == .accepted)
        #expect(try city.record(refused.number)?.state == .refused)
        try voice.say(EntryEncoder.encode(registered: [refused.number]), nil)
        voice.send(to: city)
        #expect(try city.record(refused.number)?.state == .registered)
        #expect(try city.quarantine().isEmpty)
        // Nobody refuses a refusal, or the two would never stop.
        try voice.say(kind: .refused, body: PeerVoice.salt + [0x12, 0x7F], refused.number)
        voice.send(to: city)
        #expect(try city.quarantine().map(\.code) == ["bad-body"])
        #expect(try city.said(to: Sample.quzhou, .result).isEmpty)
    }

    @Test("What does not follow on what is here is not written")
    func gap() throws {
        var voice = voice(.case)
        try voice.submit(Sample.submission())
        let lost = voice.batch()
        try voice.submit(Sample.submission())
        let late = voice.batch()
        city.write([.accept(late, from: Sample.quzhou)])
        #expect(try city.standing(voice.stream).received == .start)
        #expect(try city.records().isEmpty)
        // The exchange was told of the write before this one; told again it would forget what it has asked for since.
        #expect(failures().isEmpty)
        city.write([.accept(lost, from: Sample.quzhou), .accept(late, from: Sample.quzhou)])
        #expect(try city.standing(voice.stream).received == voice.end)
        // Nor is anything written twice.
        city.write([.accept(late, from: Sample.quzhou)])
        #expect(try city.records().count == 2)
        #expect(try city.quarantine().isEmpty)
    }

    /// The streams of which the exchange was told that they could not be written.
    private func failures() -> [StreamKey] {
        city.post.mailbox.take().flatMap { letter -> [StreamKey] in
            if case .writeFailed(let streams, _) = letter { streams } else { [] }
        }
    }

    @Test("A write that fails is told to the exchange, and what comes again is taken")
    func failedWrite() throws {
        var voice = voice(.case)
        try voice.submit(Sample.submission())
        let batch = voice.batch()
        let compared = StreamKey(peer: Sample.huangshan, lane: .case)
        #expect(city.ledger.accounts[compared]?.confirmed == false)
        try city.store.close()
        city.write([.accept(batch, from: Sample.quzhou), .confirm(compared)])
        #expect(failures() == [voice.stream])
        // What was compared is no fact of the disk: the exchange says it once, so a failure must not lose it.
        #expect(city.ledger.accounts[compared]?.confirmed == true)
        try city.restart()
        #expect(try city.standing(voice.stream).received == .start)
        city.write([.accept(batch, from: Sample.quzhou)])
        #expect(try city.standing(voice.stream).received == voice.end)
        #expect(failures().isEmpty)
    }
}
