import CaseModel
import ExchangeCore
import ExchangeWire
import Foundation
import TestChance
import Testing

@testable import CityNode

/// Bodies as a newer or a broken node writes them: each is refused with the name of the field, and none traps.
@Suite("Entries: what does not read")
struct EntryFaultTests {
    private let number = Sample.number(Sample.quzhou, random: 5)

    /// Everything that people and nodes say, each in one body.
    private func bodies(seed: Int) throws -> [EntryEncoder.Encoded] {
        var chance = AnySaid(seed: seed)
        return try [EntryEncoder.encode(chance.submission(number))]
            + [EntryEncoder.encode(consulting: chance.submission(number))]
            + chance.requests().map { try EntryEncoder.encode($0) }
            + chance.events().map { try EntryEncoder.encode($0, answers: 7) }
            + shared(&chance).map { try EntryEncoder.encode($0, answers: 8) }
    }

    /// What an owner says about every kind of record, from its beginning on.
    private func shared(_ chance: inout AnySaid) -> [SharedChange] {
        let handling = Sample.city(Sample.nanping)
        let parcel = SharedChange.ParcelName(sender: number.collecting, id: "P-1")
        var listed = chance.parcel(of: number, handling: handling)
        let visit = chance.visit(number, handling)
        var changes = chance.beginnings(number, handling: handling)
        changes.append(.parcelLabelled(parcel, chance.label(of: listed)))
        while let event = chance.event(after: listed), let next = try? listed.applying(event) {
            changes.append(.custody(parcel, event))
            listed = next
            if listed.events.count == 8 { break }
        }
        let step = RectificationStep(
            chance.pick(RectificationStep.Kind.allCases),
            by: OfficeName(office: "督查科", city: handling),
            officer: chance.line(),
            text: chance.text(),
            at: visit.at
        )
        return changes + [.rectified(.init(city: visit.city, id: visit.id), step)]
    }

    @Test("Every value of an enumeration that is not said, or not known, is named")
    func unknownValues() throws {
        var fields: Set<String> = []
        for seed in 1...20 {
            for body in try bodies(seed: seed) {
                let json = try BodyJSON(body)
                for place in json.enumerations {
                    fields.insert(place.field)
                    for value in [0, 99] {
                        let changed = try json.body(with: value, at: place)
                        let fault = #expect(throws: EntryFault.self, "\(body.kind) \(place.field)") {
                            try EntryDecoder.decode(changed, number: number)
                        }
                        #expect(fault?.code == "unknown-value")
                        #expect(fault?.detail.hasPrefix("\(place.field) has a value") == true, "\(fault?.detail ?? "")")
                    }
                }
            }
        }
        let everywhere: Set<String> = [
            "mode", "role", "terms.promised.unit", "terms.statutory.unit", "terms.correction.unit", "terms.legs.side",
            "terms.legs.limit.unit", "applicant.kind", "applicant.id_type", "agent.id_type", "agent.authority",
            "agent.acts", "checks.subject", "checks.method", "checks.outcome", "checks.alternatives", "consents.giver",
            "consents.purpose", "consents.form", "materials.form", "documents.form", "method", "procedure",
            "recommends",
            "outcome", "kind", "lane", "parcel_listed.direction", "parcel_listed.items.form", "parcel_listed.carrier",
            "custody.event.kind", "custody.event.differences.kind", "evaluated.visit.place", "evaluated.visit.channel",
            "evaluated.evaluation.level", "evaluated.evaluation.scores.metric", "evaluated.evaluation.scores.level",
            "rectified.step.kind", "video.participants.part", "video.outcome", "document_issued.material.form",
            "contacts_published.offices.kind",
        ]
        #expect(fields == everywhere)
    }

    @Test("Days that are none", arguments: [0, 20_261_301, 20_260_230, .max] as [UInt32])
    func days(number: UInt32) {
        let fault = #expect(throws: EntryFault.self) { try LocalDay(wire: number, "day") }
        #expect(fault?.code == "bad-body" && fault?.detail.hasPrefix("day ") == true)
    }

    @Test("Changed bytes are refused, or say something that can be said again", arguments: 1...20)
    func changedBytes(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed) << 32)
        for body in try bodies(seed: seed) {
            for _ in 0..<30 {
                var changed = body
                for _ in 0..<Int.random(in: 1...3, using: &random) { Self.mutate(&changed.body, using: &random) }
                guard let statement = try? EntryDecoder.decode(changed, number: number) else { continue }
                try expectSayable(statement)
            }
        }
    }

    private func expectSayable(_ statement: Statement) throws {
        switch statement {
        case .submitted(let submission):
            guard case .submitted(submission) = try again(EntryEncoder.encode(submission)) else {
                Issue.record("not the same submission")
                return
            }
        case .consulted(let submission):
            guard case .consulted(submission) = try again(EntryEncoder.encode(consulting: submission)) else {
                Issue.record("not the same consultation")
                return
            }
        case .request(let request):
            guard case .request(request) = try again(EntryEncoder.encode(request)) else {
                Issue.record("not the same request")
                return
            }
        case .event(let event, let answers):
            guard case .event(event, answers) = try again(EntryEncoder.encode(event, answers: answers)) else {
                Issue.record("not the same event")
                return
            }
        case .shared(let change, let answers):
            guard case .shared(change, answers) = try again(EntryEncoder.encode(change, answers: answers)) else {
                Issue.record("not the same change")
                return
            }
        case .sharedAsked(let change):
            guard case .sharedAsked(change) = try again(EntryEncoder.encode(asking: change)) else {
                Issue.record("not the same question")
                return
            }
        case .refused(let refusal): #expect((1...3).contains(refusal.lane))
        case .registered, .notice, .keyAnnounced: Issue.record("this was not among the bodies")
        }
    }

    private func again(_ encoded: EntryEncoder.Encoded) throws -> Statement {
        try EntryDecoder.decode(encoded, number: number)
    }

    private static func mutate(_ bytes: inout [UInt8], using random: inout SplitMix) {
        guard let at = bytes.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[at] = sure([0, 0x7F, 0x80, 0xFF].randomElement(using: &random))
        case 2: bytes.removeLast(bytes.count - at)
        case 3: bytes.remove(at: at)
        default: bytes.insert(contentsOf: bytes[at...].prefix(Int.random(in: 1...20, using: &random)), at: at)
        }
    }
}
