import CaseModel
import ExchangeCore
import ExchangeWire
import Foundation
import Testing

@testable import CityNode

@Suite("Entries: what is written reads back")
struct EntryCodecTests {
    private let number = Sample.number(Sample.quzhou, random: 5)

    private func read(_ encoded: EntryEncoder.Encoded) throws -> Statement {
        try EntryDecoder.decode(
            kind: encoded.kind,
            lane: encoded.kind.lane,
            number: number.description,
            sender: encoded.kind.lane == .case ? Sample.quzhou : Sample.nanping,
            receiver: encoded.kind.lane == .case ? Sample.nanping : Sample.quzhou,
            body: encoded.body
        )
    }

    private var full: Submission {
        var submission = Sample.submission(number: number, materials: [Sample.material([1])])
        let days = TimeLimit(days: 9, unit: .calendarDays)
        submission.mode = .joint
        submission.terms = GuideTerms(
            version: 7,
            promised: days,
            statutory: TimeLimit(days: 30, unit: .workingDays),
            correction: days,
            legs: [
                .init(key: "a", name: "转出", office: "甲", side: .handling, limit: days),
                .init(key: "b", name: "转入", office: "乙", side: .collecting, after: ["a"], limit: days),
            ]
        )
        let proof = Authority.Proof(digest: Sample.digest([2]), name: "授权委托书")
        submission.agent = Agent(
            name: "李代理",
            idType: .passport,
            idNumber: "E12345678",
            phone: "13800000000",
            authority: Authority(
                kind: .entrusted,
                acts: [.submit, .receive],
                validFrom: sure(LocalDay("20261101")),
                validUntil: sure(LocalDay("20271031")),
                proof: proof
            )
        )
        submission.identity = IdentityEvidence(
            checks: IdentityCheck.Method.allCases.enumerated().map { index, method in
                IdentityCheck(
                    subject: Party.allCases[index % Party.allCases.count],
                    method: method,
                    outcome: IdentityCheck.Outcome.allCases[index % 3],
                    reason: index == 0 ? "" : "原因",
                    realNameLevel: index == 0 ? nil : 3,
                    alternatives: index == 0 ? [] : [.documentSeen, .chipRead],
                    at: 1_795_446_000_000 + Int64(index),
                    officer: "李四",
                    reference: "D-\(index)"
                )
            },
            consents: Consent.Purpose.allCases.enumerated().map { index, purpose in
                Consent(
                    giver: .applicant,
                    name: "王小明",
                    purpose: purpose,
                    fields: ["电话"],
                    materials: ["章程"],
                    textVersion: "1",
                    form: Consent.Form.allCases[index % 3],
                    givenAt: 1_795_446_000_000,
                    collectedBy: "李四",
                    withdrawnAt: index == 0 ? nil : 1_795_446_000_001
                )
            }
        )
        submission.role = .windowHead
        return submission
    }

    @Test("A submission and a consultation with everything in them, and with nothing")
    func submissions() throws {
        for submission in [full, Sample.submission(number: number)] {
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
    }

    @Test("The law's limits take no bytes")
    func lawIsShort() throws {
        var other = Sample.submission(number: number)
        let short = try EntryEncoder.encode(other).body.count
        other.terms.version = 1
        #expect(try EntryEncoder.encode(other).body.count > short)
    }

    @Test("Every action's event or request, by every role", arguments: 1...40)
    func everythingPeopleSay(seed: Int) throws {
        var chance = AnyCase(random: SplitMix(seed: UInt64(seed)))
        for kind in CaseAction.Kind.allCases {
            let action = chance.anyAction(kind)
            // The rules refuse it before it is written.
            if case .suspend(let said) = action, said.procedure == .correction { continue }
            for asks in [false, true] {
                switch AnyCase.outcome(action, asks: asks) {
                case .event(let event):
                    guard case .event(let read, let answers) = try read(EntryEncoder.encode(event, answers: 0)) else {
                        Issue.record("\(kind) is no event")
                        continue
                    }
                    #expect(read == event && answers == 0)
                case .request(let request):
                    guard case .request(let read) = try read(EntryEncoder.encode(request)) else {
                        Issue.record("\(kind) is no request")
                        continue
                    }
                    #expect(read == request)
                    let answer = request.answer(sequence: 41)
                    guard case .event(let said, let answers) = try self.read(EntryEncoder.encode(answer, answers: 41))
                    else {
                        Issue.record("\(kind) is not answered by an event")
                        continue
                    }
                    #expect(said == answer && answers == 41)
                }
            }
        }
    }

    @Test("Silence, and what a node refuses")
    func nodesSay() throws {
        let silence = CaseEvent.acceptedBySilence(
            Silence(day: sure(LocalDay("20261123")), receivedAt: 1_795_446_000_000)
        )
        guard case .event(let read, _) = try read(EntryEncoder.encode(silence)) else {
            Issue.record("silence is no event")
            return
        }
        #expect(read == silence)
    }

    @Test("The contract's values have the names of the model's")
    func namesAgree() {
        func check<Wire: WireEnumeration & CaseIterable>(_: Wire.Type, except: [String] = []) {
            let wire = Wire.allCases.map { "\($0)" }.filter { $0 != "unspecified" }
            let model = Wire.models.map { "\($0)" }
            #expect(wire.count == model.count, "\(Wire.self)")
            for (one, other) in zip(wire, model) where !except.contains(one) {
                #expect(one.lowercased() == other.lowercased(), "\(Wire.self)")
            }
        }
        check(WireRole.self)
        check(WireHandlingMode.self)
        check(WireSide.self)
        check(WireDayUnit.self, except: ["working", "calendar"])
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

    @Test("A value that this version does not know is named")
    func unknownValues() {
        for number in [0, 99] {
            let role = WireRole(rawValue: number) ?? .unspecified
            let fault = #expect(throws: EntryFault.self) { try role.value("role") }
            #expect(fault?.code == "unknown-value" && fault?.detail.hasPrefix("role ") == true)
        }
        for number: UInt32 in [0, 20_261_301, 20_260_230] {
            let fault = #expect(throws: EntryFault.self) { try LocalDay(wire: number, "day") }
            #expect(fault?.code == "bad-body")
        }
    }
}
