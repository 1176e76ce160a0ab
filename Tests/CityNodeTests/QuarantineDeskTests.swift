import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("Quarantine: replay and discard")
struct QuarantineDeskTests {
    let city: TestCity

    init() throws {
        city = try TestCity(Sample.nanping, peers: [Sample.quzhou])
        city.confirm(Sample.quzhou)
    }

    private func replay(_ id: QuarantineID) throws -> EntryFault? {
        try city.run { try QuarantineDesk(scope: $0, days: DayCounter()).replay(id, by: "值班员") }
    }

    @Test("A submission that can be applied now is registered, and is settled once")
    func replaySubmission() throws {
        // The case is refused because the size contradicts what is here; the repair takes that away.
        let material = Sample.material([1, 2])
        _ = try city.run {
            try $0.writer.addMaterial(
                material.digest,
                size: 7,
                mediaType: "a/b",
                state: .complete,
                source: nil,
                at: 1
            )
        }
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .case)
        let submission = Sample.submission(materials: [material])
        try voice.submit(submission)
        voice.send(to: city)
        let row = try #require(try city.quarantine().first)
        #expect(try replay(row.id)?.code == "material-size")
        #expect(try city.quarantine().count == 1)
        #expect(try city.record(submission.number) == nil)

        _ = try city.run { try $0.writer.removeMaterial(material.digest) }
        #expect(try replay(row.id) == nil)
        #expect(try city.record(submission.number)?.state == .registered)
        #expect(try city.quarantine().isEmpty)
        #expect(try city.quarantine(.settled(.replayed)).map(\.outcome?.by) == ["值班员"])
        #expect(try city.said(to: Sample.quzhou, .result).map(\.kind) == [.refused, .registered])
        #expect(throws: QuarantineFailure.settled(row.id, .replayed)) { try replay(row.id) }
        #expect(throws: QuarantineFailure.settled(row.id, .replayed)) {
            let city = city
            try city.run { try QuarantineDesk(scope: $0, days: DayCounter()).discard(row.id, by: "a", why: "b") }
        }
        let id = try #require(try city.read { try $0.findCase(submission.number)?.id })
        #expect(try city.read { try $0.history(id) }.map(\.kind).sorted() == [1, 16])
    }

    @Test("A discarded entry stays, and stays without effect")
    func discard() throws {
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .case)
        try voice.request(
            .delivery(Delivery(method: .post, recipient: "a", officer: "b")),
            Sample.number(Sample.quzhou)
        )
        voice.send(to: city)
        let row = try #require(try city.quarantine().first)
        try city.run { try QuarantineDesk(scope: $0, days: DayCounter()).discard(row.id, by: "值班员", why: "测试数据") }
        let settled = try #require(try city.quarantine(.settled(.discarded)).first)
        #expect(settled.outcome?.why == "测试数据")
        #expect(throws: QuarantineFailure.settled(row.id, .discarded)) { try replay(row.id) }
        #expect(throws: QuarantineFailure.notFound) { try replay(QuarantineID(rawValue: 99)) }
    }

    @Test("A request is answered when its case has come")
    func replayRequest() throws {
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .case)
        let submission = Sample.submission()
        let material = Sample.material([9])
        try voice.submit(submission)
        try voice.request(.supplement(Supplement(materials: [material], officer: "b")), submission.number)
        voice.send(to: city)
        let row = try #require(try city.quarantine().first)
        #expect(row.code == "not-allowed-in-state")
        try city.act(Sample.correction, on: submission.number)
        #expect(try replay(row.id) == nil)
        #expect(try city.record(submission.number)?.state == .registered)
        guard
            case .event(.supplemented(request: 2), answers: 2)? = try city.said(to: Sample.quzhou, .result).last?
                .statement
        else {
            Issue.record("the request was not answered")
            return
        }
        #expect(city.last.wanted.map(\.size) == [1])
    }

    @Test("A list of registered cases can be replayed when the strange one has come, though the others were registered")
    func replayRegistered() throws {
        let known = Sample.submission(from: Sample.nanping, to: Sample.quzhou)
        let late = Sample.submission(from: Sample.nanping, to: Sample.quzhou)
        try city.submit(known)
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .result)
        try voice.say(EntryEncoder.encode(registered: [known.number, late.number]), nil)
        voice.send(to: city)
        let row = try #require(try city.quarantine().first)
        #expect(try city.record(known.number)?.state == .registered)
        #expect(try replay(row.id)?.code == "unknown-case")
        try city.submit(late)
        #expect(try replay(row.id) == nil)
        #expect(try city.record(known.number)?.version == 2)
        #expect(try city.record(late.number)?.state == .registered)
    }
}
