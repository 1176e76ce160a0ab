import CaseModel
import CaseStore
import ExchangeCore
import Testing

@testable import CityNode

@Suite("Shared records between two cities")
struct SharedDeskTests {
    let pair: Pair
    private var left: TestCity { pair.left }
    private var right: TestCity { pair.right }
    private let quzhou = Sample.city(Sample.quzhou)
    private let nanping = Sample.city(Sample.nanping)

    init() throws {
        pair = try Pair()
        try pair.settle()
    }

    private func parcel(_ numbers: [CaseNumber]) -> Parcel {
        Parcel(
            id: "P-1",
            cases: numbers,
            items: numbers.map { ParcelItem(name: "户口簿", form: .original, caseNumber: $0) },
            direction: .materials,
            sender: OfficeName(office: "通办窗口", city: quzhou),
            receiver: ParcelReceiver(office: "审批科", city: nanping),
            carrier: .byHand
        )
    }

    private func custody(_ kind: CustodyEvent.Kind, at city: CityCode, _ minutes: Int64) -> SharedChange {
        let event = CustodyEvent(
            kind,
            at: 1_795_446_000_000 + minutes * 60_000,
            city: city,
            officer: "邮寄员",
            isSealIntact: kind == .received ? true : nil
        )
        return .custody(.init(sender: quzhou, id: "P-1"), event)
    }

    private func evaluation(_ level: SatisfactionLevel, of number: CaseNumber, in city: CityCode) -> SharedChange {
        let visit = Visit(
            id: "V-1",
            caseNumber: number,
            office: "审批科",
            city: city,
            place: .window,
            channel: .qr,
            at: 1_795_446_000_000
        )
        return .evaluated(visit, Evaluation(visit: "V-1", level: level, at: 1_795_446_060_000), due: nil)
    }

    @Test("A parcel's chain of custody is written by both cities and ends alike")
    func parcel() throws {
        let numbers = try (0..<2).map { _ in try left.submit(Sample.submission()).answer.number }
        try pair.settle()
        let listed = try left.change(.parcelListed(parcel(numbers))).answer
        #expect(listed.state == "listed" && listed.version == 1 && !listed.isRequest)
        try left.change(custody(.packed, at: quzhou, 1))
        try left.change(custody(.handedOver, at: quzhou, 2))
        try pair.settle()
        #expect(try right.shared(listed.name)?.record.state == "underway")
        let received = try right.change(custody(.received, at: nanping, 90)).answer
        #expect(received.isRequest && received.state == "underway", "the sender's node has yet to answer")
        try pair.settle()
        try right.change(custody(.openedComplete, at: nanping, 95))
        try pair.settle()
        for city in [left, right] {
            let row = try #require(try city.shared(listed.name))
            #expect(row.record.state == "complete" && row.version == 5)
            for number in numbers {
                var query = SharedQuery(.parcel)
                query.caseNumber = number
                #expect(try city.read { try $0.shared(query) }.items == [row])
            }
            #expect(try city.quarantine().isEmpty)
        }
        #expect(try left.sharedRecords().mapValues(\.record) == right.sharedRecords().mapValues(\.record))
    }

    @Test("Who asks for one thing after the other need not wait for the answer in between")
    func asksOneAfterTheOther() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        try left.change(.parcelListed(parcel([number])))
        try left.change(custody(.packed, at: quzhou, 1))
        try left.change(custody(.handedOver, at: quzhou, 2))
        try pair.settle()
        #expect(throws: CommandError.self) { try right.change(custody(.openedComplete, at: nanping, 9)) }
        try right.change(custody(.received, at: nanping, 8))
        try right.change(custody(.openedComplete, at: nanping, 9))
        #expect(throws: CommandError.self, "asked for already") {
            try right.change(custody(.received, at: nanping, 10))
        }
        try pair.settle()
        for city in [left, right] {
            #expect(try city.sharedRecords().values.map(\.record.state) == ["complete"])
            #expect(try city.quarantine().isEmpty)
        }
    }

    @Test("What the owner refused is not waited for")
    func refusedRequest() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        try left.change(.parcelListed(parcel([number])))
        try left.change(custody(.packed, at: quzhou, 1))
        try left.change(custody(.handedOver, at: quzhou, 2))
        try pair.settle()
        // Both say something at once: what the receiver says comes after the sender has given the parcel up.
        try right.change(custody(.received, at: nanping, 8))
        try left.change(custody(.lost, at: quzhou, 9))
        try pair.settle()
        #expect(try left.refusals(to: Sample.nanping).count == 1)
        #expect(try right.sharedRecords().values.map(\.record.state) == ["lost"])
        try right.change(custody(.received, at: nanping, 12))
        try pair.settle()
        #expect(try left.sharedRecords().values.map(\.record.state) == ["received"])
    }

    @Test("What is wrong is refused where it is said, and nothing is sent")
    func refusals() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        func code(_ change: SharedChange, at city: TestCity) -> CaseRefusal.Code? {
            do {
                try city.change(change)
                return nil
            } catch CommandError.refused(let refusal) {
                return refusal.code
            } catch { return nil }
        }
        #expect(code(.parcelListed(parcel([number])), at: right) == .wrongSide)
        var away = parcel([number])
        away.receiver.city = Sample.city(Sample.shangrao)
        #expect(code(.parcelListed(away), at: left) == .wrongSide)
        #expect(throws: CommandError.noCase(Sample.number(Sample.quzhou, random: 5))) {
            try left.change(.parcelListed(parcel([Sample.number(Sample.quzhou, random: 5)])))
        }
        #expect(throws: CommandError.noShared(.init(kind: .parcel, owner: quzhou, id: "P-1"))) {
            try left.change(custody(.packed, at: quzhou, 1))
        }
        try left.change(.parcelListed(parcel([number])))
        #expect(code(.parcelListed(parcel([number])), at: left) == .repeated)
        #expect(code(custody(.received, at: quzhou, 2), at: left) == .notAllowedInState)
        #expect(try left.standing(StreamKey(peer: Sample.nanping, lane: .alliance)).sent.sequence == 1)
    }

    @Test("A bad evaluation reaches the office that it concerns, whose city counts the days once")
    func evaluation() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        let asked = try left.change(evaluation(.dissatisfied, of: number, in: nanping)).answer
        #expect(asked.isRequest && asked.version == 0)
        try pair.settle()
        let rows = try [left, right].map { try #require(try $0.shared(asked.name)) }
        #expect(rows[0].record == rows[1].record && rows[0].record.state == "open")
        guard case .visit(let visit) = rows[0].record else {
            Issue.record("an evaluation makes a visit")
            return
        }
        #expect(visit.ticket?.due == LocalDay(milliseconds: 1_795_446_060_000).adding(weekdays: 15))
        // A second one is refused at once where it is known, and by the owner where it is not.
        #expect(throws: CommandError.self) { try left.change(evaluation(.satisfied, of: number, in: nanping)) }
        #expect(throws: CommandError.self) { try right.change(evaluation(.satisfied, of: number, in: nanping)) }
    }

    @Test("An evaluation of a window's own is nobody else's business")
    func ownWindow() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        let answer = try left.change(evaluation(.veryDissatisfied, of: number, in: quzhou)).answer
        try pair.settle()
        #expect(!answer.isRequest)
        #expect(try left.shared(answer.name)?.peer == nil)
        #expect(try left.shared(answer.name)?.record.state == "open")
        #expect(try right.shared(answer.name) == nil)
    }

    @Test("A request that comes too late is refused by the owner, and both keep what they had")
    func late() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        try left.change(evaluation(.satisfied, of: number, in: nanping))
        try right.change(evaluation(.acceptable, of: number, in: nanping))
        try pair.settle()
        #expect(try right.refusals(to: Sample.quzhou).map(\.code) == ["already-evaluated"])
        #expect(try left.sharedRecords().mapValues(\.record) == right.sharedRecords().mapValues(\.record))
    }

    @Test("A repeat of a change has one effect and the same answer")
    func repeated() throws {
        let number = try left.submit(Sample.submission()).answer.number
        let key = CommandKey(key: "k", request: [1])
        let first = try left.change(.parcelListed(parcel([number])), key: key)
        let second = try left.change(.parcelListed(parcel([number])), key: key)
        #expect(second.replayed && !first.replayed && first.answer == second.answer)
        #expect(throws: CommandError.keyReused("k")) {
            try left.change(custody(.packed, at: quzhou, 1), key: CommandKey(key: "k", request: [2]))
        }
    }

    @Test("A change that arrives before its case is tied to it when that comes")
    func early() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try left.change(.parcelListed(parcel([number])))
        try pair.deliver(from: left, .alliance)
        #expect(try right.shared(.init(kind: .parcel, owner: quzhou, id: "P-1"))?.record.state == "listed")
        #expect(try right.record(number) == nil)
        try pair.settle()
        #expect(try right.record(number)?.state == .registered)
        let id = try #require(try right.read { try $0.findCase(number)?.id })
        #expect(try right.read { try $0.history(id) }.contains { $0.stream.lane == .alliance })
    }

    @Test("Only the owner's word counts, and only about cases of the two")
    func strangers() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        var stranger = parcel([Sample.number(Sample.shangrao)])
        stranger.direction = .results
        stranger.receiver.city = Sample.city(Sample.shangrao)
        for (change, code) in [
            (
                SharedChange.custody(
                    .init(sender: nanping, id: "P-1"),
                    CustodyEvent(.packed, at: 1_795_446_000_000, city: nanping, officer: "a")
                ), "not-owner"
            ),
            (.parcelListed(stranger), "not-party"),
        ] {
            let encoded = try EntryEncoder.encode(change, answers: 0)
            _ = try left.run {
                try $0.append(encoded, lane: .alliance, to: Sample.nanping, case: .unknown(number), number: number)
            }
            try pair.settle()
            #expect(try right.quarantine().first?.code == code)
        }
        #expect(try right.sharedRecords().isEmpty)
    }
}
