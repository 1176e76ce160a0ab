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
        body.application = WireApplication(submission)
        return try encoded(body)
    }

    /// Writes a consultation.
    static func encode(consulting submission: Submission) throws -> Encoded {
        var body = WireConsulted()
        body.application = WireApplication(submission)
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
            body.role = WireRole(supplement.role)
            return try encoded(body)
        case .handOver(let said): return try encoded(WireHandOverOffered.with { $0.handOver = WireHandOver(said) })
        case .legReport(let said): return try encoded(WireLegReported.with { $0.report = WireLegReport(said) })
        case .withdrawal(let said):
            return try encoded(WireWithdrawalRequested.with { $0.withdrawal = WireWithdrawal(said) })
        case .delivery(let said): return try encoded(WireDeliveryReported.with { $0.delivery = WireDelivery(said) })
        }
    }

    /// Writes that these cases are in the case file.
    static func encode(registered numbers: [CaseNumber]) throws -> Encoded {
        var body = WireRegistered()
        body.caseNumbers = numbers.map(\.description)
        return try encoded(body)
    }

    /// Writes what the owner of a shared record says; `answers` is the sequence of the request that it answers, 0 for none.
    static func encode(_ change: SharedChange, answers request: UInt64) throws -> Encoded {
        var body = WireSharedChanged()
        body.change = WireSharedChange(change)
        body.requestSequence = request
        return try encoded(body)
    }

    /// Writes what another city asks the owner of a shared record for.
    static func encode(asking change: SharedChange) throws -> Encoded {
        var body = WireSharedChangeRequested()
        body.change = WireSharedChange(change)
        return try encoded(body)
    }

    /// Writes a notice that means nothing but that it arrives.
    static func probe() throws -> Encoded {
        var body = WireNotice()
        body.subject = "probe"
        body.text = "探测: the sender looks whether entries arrive. Nothing is to be done."
        body.officer = "tongban"
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

    private static let salts = SaltSource()

    static func encoded<Body: EntryBody>(_ body: Body) throws -> Encoded {
        var generator = SaltGenerator(salts)
        return Encoded(kind: Body.kind, body: try body.salted(using: &generator))
    }
}
