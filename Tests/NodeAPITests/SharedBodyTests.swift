import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// The bodies of writes to shared records: each key is a value's of the model, and each fault in one is named.
@Suite struct SharedBodyTests {
    private let number = Samples.number
    private let city = MemoryNode.quzhou
    private let digest: MaterialDigest

    init() throws { digest = try #require(MaterialDigest([UInt8](repeating: 1, count: 32))) }

    @Test func everyFaultOfAParcelIsNamed() async throws {
        var body = try object(parcel)
        for key in ["payer", "events"] { body[key] = nil }
        body["sender"] = ["office": "o"]
        try await check(body, ParcelDraft.self, .parcel)
        let draft = try await JSONBody.of(body).decode(ParcelDraft.self, shape: .parcel)
        #expect(draft.change(by: city) == .parcelListed(parcel))
    }

    @Test func everyFaultOfALinkIsNamed() async throws {
        var event = CustodyEvent(.openedDiffering, at: 5, city: city, officer: "p", note: "n", isSealIntact: true)
        event.differences = [ContentDifference(item: 1, kind: .damaged, count: 2, note: "n")]
        event.replacement = "x"
        let body = try object(event)
        try await check(body, CustodyDraft.self, .custody)
        let name = SharedChange.ParcelName(sender: city, id: "x")
        let draft = try await JSONBody.of(body).decode(CustodyDraft.self, shape: .custody)
        #expect(draft.change(of: name, at: Standpoint(city: MemoryNode.nanping, now: 9)) == .custody(name, event))
        let least = try await JSONBody.of(["kind": "lost", "officer": "p"])
            .decode(CustodyDraft.self, shape: .custody)
        let here = Standpoint(city: city, now: 9)
        #expect(
            least.change(of: name, at: here) == .custody(name, CustodyEvent(.lost, at: 9, city: city, officer: "p"))
        )
    }

    @Test func everyFaultOfALabelIsNamed() async throws {
        try await check(object(ParcelLabel(trackingNumber: "n", costFen: 1)), ParcelLabel.self, .label)
    }

    @Test func everyFaultOfAnEvaluationIsNamed() async throws {
        let visit = Visit(
            id: "V",
            caseNumber: number,
            office: "o",
            city: city,
            place: .online,
            channel: .sms,
            at: 3
        )
        let evaluation = Evaluation(
            visit: "V",
            level: .verySatisfied,
            scores: [.init(metric: .operability, level: .satisfied)],
            tags: ["t"],
            text: "w",
            at: 9
        )
        var body = try object(evaluation).merging(try object(visit)) { $1 }
        for key in ["visit", "caseNumber"] { body[key] = nil }
        try await check(body, EvaluationDraft.self, .evaluation)
        let draft = try await JSONBody.of(body).decode(EvaluationDraft.self, shape: .evaluation)
        let here = Standpoint(city: MemoryNode.nanping, now: 9)
        #expect(try draft.change(of: number, at: here, name: "W") == .evaluated(visit, evaluation, due: nil))
    }

    @Test func everyFaultOfAStepIsNamed() async throws {
        let step = RectificationStep(.answer, by: OfficeName(office: "o", city: city), officer: "p", text: "t", at: 4)
        var body = try object(step)
        body["by"] = ["office": "o"]
        try await check(body, RectificationDraft.self, .rectification)
        let name = SharedChange.VisitName(city: city, id: "V")
        let draft = try await JSONBody.of(body).decode(RectificationDraft.self, shape: .rectification)
        #expect(draft.change(of: name, at: Standpoint(city: city, now: 9)) == .rectified(name, step))
    }

    @Test func everyFaultOfASessionIsNamed() async throws {
        let session = VideoSession(
            session: "s",
            participants: [.init(name: "n", city: city, office: "o", part: .officer)],
            startedAt: 1,
            endedAt: 2,
            outcome: .confirmed,
            questions: [.init(question: "q", answer: "a")],
            note: "n",
            recording: .init(reference: "r", keptUntil: LocalDay(milliseconds: 0))
        )
        let body = try object(session)
        try await check(body, VideoSession.self, .video)
        #expect(try await JSONBody.of(body).decode(VideoSession.self, shape: .video) == session)
    }

    private var parcel: Parcel {
        Parcel(
            id: "p",
            cases: [number],
            items: [
                ParcelItem(
                    name: "n",
                    form: .copy,
                    count: 2,
                    caseNumber: number,
                    photo: digest,
                    isConfidential: true
                )
            ],
            direction: .originals,
            sender: OfficeName(office: "o", city: city),
            receiver: ParcelReceiver(office: "r", city: MemoryNode.nanping),
            carrier: .courier,
            courier: "c",
            trackingNumber: "t",
            declaredValueFen: 5,
            costFen: 7
        )
    }

    private func check<Draft: Decodable>(_ body: [String: Any], _: Draft.Type, _ shape: JSONShape) async throws {
        _ = try await JSONBody.of(body).decode(Draft.self, shape: shape)
        let edits = BodyEdit.all(of: body)
        #expect(edits.count > 3 * body.count)
        for edit in edits {
            let bytes = try JSONSerialization.data(withJSONObject: edit.body)
            let isWhole = (try? JSONDecoder().decode(Draft.self, from: bytes)) != nil
            try await edit.check(isWhole: isWhole) { _ = try $0.decode(Draft.self, shape: shape) }
        }
    }

    private func object(_ value: some Encodable) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value))
        return try #require(object as? [String: Any])
    }
}
