import CaseModel
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("Entries: what two cities keep together reads back")
struct SharedCodecTests {
    private let number = Sample.number(Sample.quzhou, random: 5)
    private let handling = Sample.city(Sample.nanping)

    /// What the other city reads of a change that its owner says.
    private func told(_ change: SharedChange, answers: UInt64 = 0) throws -> SharedChange {
        let statement = try EntryDecoder.decode(EntryEncoder.encode(change, answers: answers), number: number)
        guard case .shared(let read, answers) = statement else {
            Issue.record("\(statement) is not what the owner of \(change.name) said")
            return change
        }
        return read
    }

    private func asked(_ change: SharedChange) throws -> SharedChange {
        let statement = try EntryDecoder.decode(EntryEncoder.encode(asking: change), number: number)
        guard case .sharedAsked(let read) = statement else {
            Issue.record("\(statement) is not what was asked about \(change.name)")
            return change
        }
        return read
    }

    @Test("Any change with which a record begins, said and asked for", arguments: 1...60)
    func beginnings(seed: Int) throws {
        var chance = AnySaid(seed: seed)
        for change in chance.beginnings(number, handling: handling) {
            _ = try SharedRecord.applying(change, to: nil)
            #expect(try told(change, answers: UInt64(seed)) == change)
            if case .evaluated(let visit, let evaluation, _) = change {
                let request = SharedChange.evaluated(visit, evaluation, due: nil)
                #expect(try asked(request) == request)
            } else {
                #expect(try asked(change) == change)
            }
        }
    }

    @Test("A parcel's whole way is the same at both cities", arguments: 1...60)
    func parcels(seed: Int) throws {
        var chance = AnySaid(seed: seed)
        let parcel = chance.parcel(of: number, handling: handling)
        let name = SharedChange.ParcelName(sender: parcel.sender.city, id: parcel.id)
        var here = try SharedRecord.applying(.parcelListed(parcel), to: nil)
        var there = try SharedRecord.applying(told(.parcelListed(parcel)), to: nil)
        for _ in 0..<30 {
            guard case .parcel(let now) = here else { preconditionFailure("a parcel stays one") }
            let change: SharedChange
            if chance.number(0...3) == 0 {
                change = .parcelLabelled(name, chance.label(of: now))
            } else if let event = chance.event(after: now) {
                change = .custody(name, event)
            } else {
                continue
            }
            #expect(try asked(change) == change)
            here = try SharedRecord.applying(change, to: here)
            there = try SharedRecord.applying(told(change), to: there)
            #expect(here == there)
        }
    }

    @Test("A ticket's whole way is the same at both cities", arguments: 1...60)
    func tickets(seed: Int) throws {
        var chance = AnySaid(seed: seed)
        let visit = chance.visit(number, handling)
        var evaluation = chance.evaluation(of: visit)
        evaluation.level = chance.pick([.dissatisfied, .veryDissatisfied])
        let due = LocalDay(milliseconds: evaluation.at)
        var here = try SharedRecord.applying(.evaluated(visit, evaluation, due: due), to: nil)
        var there = try SharedRecord.applying(told(.evaluated(visit, evaluation, due: due)), to: nil)
        while case .visit(let record) = here, let step = record.ticket.flatMap({ chance.step(after: $0) }) {
            let change = SharedChange.rectified(.init(city: visit.city, id: visit.id), step)
            #expect(try asked(change) == change)
            here = try SharedRecord.applying(change, to: here)
            there = try SharedRecord.applying(told(change), to: there)
            #expect(here == there)
            if record.ticket?.steps.count == EvaluationLimits.stepsMax - 1 { break }
        }
    }

    @Test("What is empty stays apart from what is absent, and false from unsaid")
    func optionals() throws {
        let quzhou = number.collecting
        let name = SharedChange.ParcelName(sender: quzhou, id: "")
        for text in [nil, "", "A"] as [String?] {
            for amount in [nil, 0, 7, -7] as [Int64?] {
                let parcel = Parcel(
                    id: "",
                    cases: [],
                    items: [],
                    direction: .results,
                    sender: OfficeName(office: "", city: handling),
                    receiver: ParcelReceiver(office: text, city: quzhou),
                    carrier: .byHand,
                    courier: text,
                    trackingNumber: text,
                    declaredValueFen: amount ?? 0,
                    costFen: amount
                )
                #expect(try told(.parcelListed(parcel)) == .parcelListed(parcel))
                let label = SharedChange.parcelLabelled(name, ParcelLabel(trackingNumber: text, costFen: amount))
                #expect(try told(label) == label)
            }
            for isIntact in [nil, false, true] as [Bool?] {
                let event = CustodyEvent(
                    .received,
                    at: 0,
                    city: quzhou,
                    officer: "",
                    isSealIntact: isIntact,
                    replacement: text
                )
                #expect(try told(.custody(name, event)) == .custody(name, event))
            }
            let person = ContactPerson(name: "", phone: text, handle: text, hours: [])
            let office = Office(code: "", city: quzhou, name: "", kind: .window, phone: text)
            let list = LiaisonList(city: quzhou, version: 0, offices: [office], liaisons: [], workingGroup: [person])
            #expect(try told(.contactsPublished(list)) == .contactsPublished(list))
        }
        for (end, outcome) in [(nil, nil), (0, nil), (nil, .brokenOff)] as [(Int64?, VideoSession.Outcome?)] {
            let session = VideoSession(session: "", participants: [], startedAt: 0, endedAt: end, outcome: outcome)
            let video = CaseVideo(caseNumber: number, handling: handling, city: quzhou, session: session)
            #expect(try told(.video(video)) == .video(video))
        }
    }

    @Test("The contract's values have the names of the model's")
    func namesAgree() {
        func check<Wire: WireEnumeration & CaseIterable>(_: Wire.Type) {
            let wire = Wire.allCases.map { "\($0)" }.filter { $0 != "unspecified" }
            #expect(wire.map { $0.lowercased() } == Wire.models.map { "\($0)".lowercased() }, "\(Wire.self)")
        }
        check(WireParcelDirection.self)
        check(WireItemForm.self)
        check(WireCarrier.self)
        check(WireCustodyKind.self)
        check(WireDifferenceKind.self)
        check(WireVisitPlace.self)
        check(WireVisitChannel.self)
        check(WireSatisfactionLevel.self)
        check(WireEvaluationMetric.self)
        check(WireRectificationKind.self)
        check(WireVideoPart.self)
        check(WireVideoOutcome.self)
        check(WireOfficeKind.self)
        #expect(SatisfactionLevel.allCases.map { WireSatisfactionLevel($0).rawValue } == [1, 2, 3, 4, 5])
    }
}
