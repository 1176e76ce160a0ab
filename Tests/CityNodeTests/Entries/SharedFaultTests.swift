import CaseModel
import ExchangeWire
import Foundation
import Testing

@testable import CityNode

/// Changes of shared records as a newer or a broken node writes them: each is refused with the name of the field.
@Suite("Entries: shared changes that do not read")
struct SharedFaultTests {
    private let number = Sample.number(Sample.quzhou, random: 5)

    private func fault(_ edit: (inout WireSharedChange) -> Void, in change: SharedChange) -> EntryFault? {
        var wire = WireSharedChange(change)
        edit(&wire)
        return #expect(throws: EntryFault.self) { try wire.value() }
    }

    private func beginning(_ kind: SharedKind) -> SharedChange {
        var chance = AnySaid(seed: 1)
        return sure(
            chance.beginnings(number, handling: Sample.city(Sample.nanping)).first { $0.name.kind == kind }
        )
    }

    @Test("Cities, case numbers, digests and days that are none")
    func values() {
        let digits: [(SharedKind, String, (inout WireSharedChange) -> Void)] = [
            (.parcel, "bad-body parcel_listed.sender.city", { $0.parcelListed.sender.city = 99_999 }),
            (.parcel, "bad-body parcel_listed.receiver.city", { $0.parcelListed.receiver.city = 0 }),
            (.parcel, "bad-number parcel_listed.case_numbers", { $0.parcelListed.caseNumbers = ["330800-1"] }),
            (.parcel, "bad-number parcel_listed.items.case_number", { $0.parcelListed.items[0].caseNumber = "x" }),
            (.parcel, "bad-body the digest of a content's photo", { $0.parcelListed.items[0].photoDigest = Data([1]) }),
            (.visit, "bad-body evaluated.visit.office.city", { $0.evaluated.visit.office.city = 1_000_000 }),
            (.visit, "bad-number evaluated.visit.case_number", { $0.evaluated.visit.caseNumber = "" }),
            (.visit, "bad-body evaluated.due", { $0.evaluated.due = 20_261_301 }),
            (.video, "bad-body video.handling", { $0.video.handling = 7 }),
            (.video, "bad-body video.city", { $0.video.city = 7 }),
            (.video, "bad-body video.participants.city", { $0.video.participants[0].city = 7 }),
            (.video, "bad-number video.case_number", { $0.video.caseNumber = "330800" }),
            (.video, "bad-body video.recording.kept_until", { $0.video.recording.keptUntil = 20_260_230 }),
            (.document, "bad-number document_issued.number", { $0.documentIssued.number = "BZ-1" }),
            (.document, "bad-number document_issued.case_number", { $0.documentIssued.caseNumber = "BZ-1" }),
            (.document, "bad-body a material's digest", { $0.documentIssued.material.digest = Data() }),
            (.contacts, "bad-body contacts_published.city", { $0.contactsPublished.city = 0 }),
        ]
        for (kind, expected, edit) in digits {
            let fault = fault(edit, in: beginning(kind))
            let words = fault.map { "\($0.code) \($0.detail)" } ?? ""
            #expect(words.hasPrefix(expected + " "), "\(words)")
        }
    }

    @Test(
        "Instants from which no day can be counted",
        arguments: [-1, CaseLimits.instantMax + 1, .min, .max] as [Int64]
    )
    func instants(at: Int64) {
        let edits: [(SharedKind, String, (inout WireSharedChange) -> Void)] = [
            (.visit, "evaluated.visit.at_ms", { $0.evaluated.visit.atMs = at }),
            (.visit, "evaluated.evaluation.at_ms", { $0.evaluated.evaluation.atMs = at }),
            (.video, "video.started_ms", { $0.video.startedMs = at }),
            (.video, "video.ended_ms", { $0.video.endedMs = at }),
            (.document, "document_issued.at_ms", { $0.documentIssued.atMs = at }),
        ]
        for (kind, field, edit) in edits {
            let fault = fault(edit, in: beginning(kind))
            #expect(fault?.code == "bad-body" && fault?.detail.hasPrefix("\(field) is no instant") == true, "\(field)")
        }
        let city = number.collecting
        let event = CustodyEvent(.packed, at: 0, city: city, officer: "")
        let custody = fault({ $0.custody.event.atMs = at }, in: .custody(.init(sender: city, id: "P"), event))
        #expect(custody?.detail.hasPrefix("custody.event.at_ms is no instant") == true)
        let step = RectificationStep(.close, by: OfficeName(office: "", city: city), officer: "", text: "", at: 0)
        let rectified = fault({ $0.rectified.step.atMs = at }, in: .rectified(.init(city: city, id: "V"), step))
        #expect(rectified?.detail.hasPrefix("rectified.step.at_ms is no instant") == true)
    }

    @Test("A body without a change, and one with a change of a later version")
    func noChange() throws {
        for body in [WireSharedChanged(), .with { $0.change = WireSharedChange() }] {
            let fault = #expect(throws: EntryFault.self) {
                try EntryDecoder.decode(EntryEncoder.encoded(body), number: number)
            }
            #expect(fault?.code == "unknown-value" && fault?.detail.hasPrefix("change ") == true)
        }
    }

    @Test("A request that counts the owner's days")
    func dueInARequest() throws {
        guard case .evaluated(let visit, let evaluation, _) = beginning(.visit) else {
            preconditionFailure("a visit begins with an evaluation")
        }
        let day = LocalDay(milliseconds: evaluation.at)
        let fault = #expect(throws: EntryFault.self) {
            try EntryDecoder.decode(
                EntryEncoder.encode(asking: .evaluated(visit, evaluation, due: day)),
                number: number
            )
        }
        #expect(fault?.code == "bad-body" && fault?.detail.hasPrefix("evaluated.due ") == true)
    }

    @Test("A number that no field holds does not become one that the rules allow")
    func numbersDoNotWrap() {
        #expect([-1, Int.min, Int.max, 1 << 32].map { UInt32(said: $0) } == [.max, .max, .max, .max])
        #expect([0, 1, Int(UInt32.max)].map { UInt32(said: $0) } == [0, 1, .max])
    }
}
