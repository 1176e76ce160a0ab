import CaseModel
import ExchangeWire

/// Entries on their way out: what is said becomes a kind and a body of version 1.
enum EntryEncoder {
    /// A kind and the exact bytes of a body.
    struct Encoded: Sendable {
        var kind: EntryKind
        var body: [UInt8]
    }

    /// Writes a submission.
    static func encode(_ submission: Submission) throws -> Encoded {
        var body = WireSubmitted()
        body.itemCode = submission.itemCode
        body.itemName = submission.itemName
        body.applicant = WireApplicant(submission.applicant)
        body.fields = submission.fields.map(WireFormField.init)
        body.materials = submission.materials.map(WireMaterialReference.init)
        body.office = submission.office
        body.officer = submission.officer
        return try encoded(body)
    }

    /// Writes a request.
    static func encode(_ request: CaseRequest) throws -> Encoded {
        switch request {
        case .supplement(let supplement):
            var body = WireSupplementOffered()
            body.fields = supplement.fields.map(WireFormField.init)
            body.materials = supplement.materials.map(WireMaterialReference.init)
            body.note = supplement.note
            body.officer = supplement.officer
            return try encoded(body)
        case .delivery(let delivery):
            var body = WireDeliveryReported()
            body.delivery = WireDelivery(delivery)
            return try encoded(body)
        }
    }

    /// Writes an event of the handling city; `answers` is the sequence of the request that it answers, 0 for none.
    static func encode(_ event: CaseEvent, answers request: UInt64 = 0) throws -> Encoded {
        switch event {
        case .submitted(let submission): return try encode(submission)
        case .registered: preconditionFailure("a registration is written with all cases of its transaction")
        case .refused(let refusal): return try encode(refusal)
        case .accepted(let acceptance):
            var body = WireAccepted()
            body.office = acceptance.office
            body.officer = acceptance.officer
            body.note = acceptance.note
            return try encoded(body)
        case .correctionRequested(let correction):
            var body = WireCorrectionRequested()
            body.defects = correction.defects.map(WireDefect.init)
            body.office = correction.office
            body.officer = correction.officer
            return try encoded(body)
        case .supplemented(let sequence):
            var body = WireSupplemented()
            body.requestSequence = sequence
            return try encoded(body)
        case .declined(let decline):
            var body = WireDeclined()
            body.reason = decline.reason
            body.remedies = decline.remedies
            body.office = decline.office
            body.officer = decline.officer
            return try encoded(body)
        case .decided(let decision):
            var body = WireDecided()
            body.outcome = decision.outcome == .granted ? .granted : .denied
            body.documents = decision.documents.map(WireMaterialReference.init)
            body.reason = decision.reason
            body.remedies = decision.remedies
            body.office = decision.office
            body.officer = decision.officer
            return try encoded(body)
        case .delivered(let delivery):
            var body = WireDelivered()
            body.requestSequence = request
            body.delivery = WireDelivery(delivery)
            return try encoded(body)
        }
    }

    /// Writes that these cases are in the case file.
    static func encode(registered numbers: [CaseNumber]) throws -> Encoded {
        var body = WireRegistered()
        body.caseNumbers = numbers.map(\.description)
        return try encoded(body)
    }

    /// Writes that an entry could not be applied.
    static func encode(_ refusal: EntryRefusal) throws -> Encoded {
        var body = WireRefused()
        body.lane = WireLane(rawValue: Int(refusal.lane)) ?? .unspecified
        body.sequence = refusal.sequence
        body.reasonCode = refusal.code
        body.detail = String(refusal.detail.prefix(300))
        return try encoded(body)
    }

    private static func encoded<Body: EntryBody>(_ body: Body) throws -> Encoded {
        var generator = SystemRandomNumberGenerator()
        return Encoded(kind: Body.kind, body: try body.salted(using: &generator))
    }
}
