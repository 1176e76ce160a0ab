import CaseModel
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("Entries: what is written reads back")
struct EntryCodecTests {
    private let number = Sample.number(Sample.quzhou, random: 5)

    private func read(_ encoded: EntryEncoder.Encoded) throws -> Statement {
        try EntryDecoder.decode(encoded, number: number)
    }

    @Test("Any sound submission and consultation", arguments: 1...60)
    func submissions(seed: Int) throws {
        var chance = AnySaid(seed: seed)
        let submission = chance.submission(number)
        #expect(try submission.checked() == submission, "the sample is sound")
        guard case .submitted(let read) = try read(EntryEncoder.encode(submission)) else {
            Issue.record("not a submission")
            return
        }
        #expect(read == submission)
        guard case .consulted(let shown) = try self.read(EntryEncoder.encode(consulting: submission)) else {
            Issue.record("not a consultation")
            return
        }
        #expect(shown == submission)
    }

    @Test("The law's limits take no bytes, and said in full they are the same")
    func lawIsShort() throws {
        let lawful = Sample.submission(number: number)
        var other = lawful
        other.terms.version = 1
        let short = try EntryEncoder.encode(lawful).body.count
        #expect(try EntryEncoder.encode(other).body.count > short)

        var body = WireSubmitted()
        body.application = WireApplication(lawful)
        #expect(!body.application.hasTerms && !body.application.hasAgent)
        body.application.terms = WireGuideTerms(.law)
        guard case .submitted(let read) = try read(EntryEncoder.encoded(body)) else {
            Issue.record("not a submission")
            return
        }
        #expect(read == lawful)
    }

    @Test("Any event, in answer to a request or not", arguments: 1...40)
    func events(seed: Int) throws {
        var chance = AnySaid(seed: seed)
        let events = chance.events()
        let elsewhere: Set<CaseEvent.Kind> = [.submitted, .consulted, .registered]
        #expect(Set(events.map(\.kind)) == Set(CaseEvent.Kind.allCases).subtracting(elsewhere))
        for event in events {
            try event.deed?.check()
            switch try read(EntryEncoder.encode(event)) {
            case .refused(let refusal): #expect(.refused(refusal) == event)
            case .event(let read, let answers):
                #expect(read == event)
                if case .supplemented(let request) = event {
                    #expect(answers == request)
                } else {
                    #expect(answers == 0)
                }
            default: Issue.record("\(event.kind) is no event")
            }
        }
    }

    @Test("Any request, and the event that grants it", arguments: 1...40)
    func requests(seed: Int) throws {
        var chance = AnySaid(seed: seed)
        for request in chance.requests() {
            try request.deed.check()
            guard case .request(let read) = try read(EntryEncoder.encode(request)) else {
                Issue.record("\(request) is no request")
                continue
            }
            #expect(read == request)
            let answer = request.answer(sequence: 41)
            guard case .event(let said, let answers) = try self.read(EntryEncoder.encode(answer, answers: 41)) else {
                Issue.record("\(answer.kind) is no event")
                continue
            }
            #expect(said == answer && answers == 41)
        }
    }

    @Test("Registrations, notices and keys")
    func nodesSay() throws {
        let numbers = (1...3).map { Sample.number(Sample.quzhou, random: $0) }
        guard case .registered(let read) = try read(EntryEncoder.encode(registered: numbers)) else {
            Issue.record("not a registration")
            return
        }
        #expect(read == numbers)

        let notice = WireNotice.with { ($0.subject, $0.text, $0.officer) = ("停机", "今晚停机", "运维") }
        guard case .notice("停机", "今晚停机", "运维") = try self.read(EntryEncoder.encoded(notice)) else {
            Issue.record("not that notice")
            return
        }

        let key = SigningKey().verifyingKey
        let announced = WireKeyAnnounced.with { $0.publicKey.append(contentsOf: key.bytes) }
        guard case .keyAnnounced(key) = try self.read(EntryEncoder.encoded(announced)) else {
            Issue.record("not that key")
            return
        }
    }

    @Test("The contract's values have the names of the model's")
    func namesAgree() {
        func check<Wire: WireEnumeration & CaseIterable>(_: Wire.Type, suffix: String = "") {
            let wire = Wire.allCases.map { "\($0)" }.filter { $0 != "unspecified" }
            let model = Wire.models.map { "\($0)" }
            #expect(wire.map { ($0 + suffix).lowercased() } == model.map { $0.lowercased() }, "\(Wire.self)")
        }
        check(WireRole.self)
        check(WireHandlingMode.self)
        check(WireSide.self)
        check(WireDayUnit.self, suffix: "days")
        check(WireApplicantKind.self)
        check(WireIdType.self)
        check(WireMaterialForm.self)
        check(WireAuthorityKind.self)
        check(WireAgentAct.self)
        check(WireParty.self)
        check(WireCheckMethod.self)
        check(WireCheckOutcome.self)
        check(WireConsentPurpose.self)
        check(WireConsentForm.self)
        check(WireDeliveryMethod.self)
        check(WireOutcome.self)
        check(WireVoidingKind.self)
        check(WireProcedure.self)
    }

    @Test("The law's limits are those that the contract names")
    func lawIsTheContracts() {
        let decision = TimeLimit(days: 20, unit: .workingDays)
        #expect(GuideTerms.law.version == 0 && GuideTerms.law.legs.isEmpty)
        #expect(GuideTerms.law.promised == decision && GuideTerms.law.statutory == decision)
        #expect(GuideTerms.law.correction == TimeLimit(days: 30, unit: .calendarDays))
    }
}

extension EntryDecoder {
    /// Reads a body as an entry between the samples' cities.
    static func decode(_ encoded: EntryEncoder.Encoded, number: CaseNumber) throws(EntryFault) -> Statement {
        let isCase = encoded.kind.lane == .case
        return try decode(
            kind: encoded.kind,
            lane: encoded.kind.lane,
            number: number.description,
            sender: isCase ? Sample.quzhou : Sample.nanping,
            receiver: isCase ? Sample.nanping : Sample.quzhou,
            body: encoded.body
        )
    }
}
