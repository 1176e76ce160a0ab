import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// Entries on their way in: a kind and a body of version 1 become what is said, or a fault.
enum EntryDecoder {
    /// Reads an entry of this node's journal, whichever side said it.
    static func decode(_ entry: JournalEntry, at node: NodeCode) throws(EntryFault) -> Statement {
        guard let kind = EntryKind(rawValue: entry.kind) else {
            throw EntryFault("unknown-kind", "\(entry.kind) is the number of no kind")
        }
        let isOwn = entry.direction == .outgoing
        return try decode(
            kind: kind,
            lane: entry.stream.lane,
            number: entry.caseNumber?.description,
            sender: isOwn ? node : entry.stream.peer,
            receiver: isOwn ? entry.stream.peer : node,
            body: entry.body
        )
    }

    /// Reads a body.
    ///
    /// - Parameters:
    ///   - number: the header's case number, if any.
    ///   - sender: whose stream it is; of a submission this is the collecting city.
    ///   - receiver: the other end; of a submission this is the handling city.
    static func decode(
        kind: EntryKind,
        lane: Lane,
        number: String?,
        sender: NodeCode,
        receiver: NodeCode,
        body: [UInt8]?
    ) throws(EntryFault) -> Statement {
        guard let body else { throw EntryFault("erased", "the body was erased before it was applied") }
        let content: EntryContent
        do {
            content = try EntryContent(kind: kind, lane: lane, body: body)
        } catch {
            throw EntryFault(error)
        }
        switch content {
        case .submitted(let body):
            guard let number = number.flatMap({ CaseNumber($0) }), let collecting = CityCode(number: sender.number),
                let handling = CityCode(number: receiver.number)
            else { throw EntryFault("bad-number", "the case number does not have the form of one") }
            return .submitted(
                Submission(
                    number: number,
                    collecting: collecting,
                    handling: handling,
                    itemCode: body.itemCode,
                    itemName: body.itemName,
                    applicant: try body.applicant.value(),
                    fields: body.fields.map(\.field),
                    materials: try references(body.materials),
                    office: body.office,
                    officer: body.officer
                )
            )
        case .supplementOffered(let body):
            return .request(
                .supplement(
                    Supplement(
                        fields: body.fields.map(\.field),
                        materials: try references(body.materials),
                        note: body.note,
                        officer: body.officer
                    )
                )
            )
        case .deliveryReported(let body): return .request(.delivery(try body.delivery.value()))
        case .registered(let body): return .registered(try numbers(body.caseNumbers))
        case .accepted(let body):
            return .event(
                .accepted(Acceptance(office: body.office, officer: body.officer, note: body.note)),
                answers: 0
            )
        case .correctionRequested(let body):
            let correction = Correction(
                defects: body.defects.map(\.defect),
                office: body.office,
                officer: body.officer
            )
            return .event(.correctionRequested(correction), answers: 0)
        case .supplemented(let body):
            return .event(.supplemented(request: body.requestSequence), answers: body.requestSequence)
        case .declined(let body):
            let decline = Decline(
                reason: body.reason,
                remedies: body.remedies,
                office: body.office,
                officer: body.officer
            )
            return .event(.declined(decline), answers: 0)
        case .decided(let body): return .event(.decided(try decision(body)), answers: 0)
        case .delivered(let body):
            return .event(.delivered(try body.delivery.value()), answers: body.requestSequence)
        case .refused(let body):
            guard let lane = UInt8(exactly: body.lane.rawValue) else { throw .unknown("lane") }
            return .refused(
                EntryRefusal(lane: lane, sequence: body.sequence, code: body.reasonCode, detail: body.detail)
            )
        case .notice(let body): return .notice(subject: body.subject, text: body.text, officer: body.officer)
        case .keyAnnounced(let body):
            guard let key = try? VerifyingKey(bytes: Array(body.publicKey)) else {
                throw EntryFault("bad-key", "an Ed25519 public key has 32 bytes")
            }
            return .keyAnnounced(key)
        }
    }

    private static func references(_ list: [WireMaterialReference]) throws(EntryFault) -> [MaterialReference] {
        var references: [MaterialReference] = []
        references.reserveCapacity(list.count)
        for item in list { references.append(try item.reference()) }
        return references
    }

    private static func numbers(_ list: [String]) throws(EntryFault) -> [CaseNumber] {
        var numbers: [CaseNumber] = []
        numbers.reserveCapacity(list.count)
        for text in list {
            guard let number = CaseNumber(text) else {
                throw EntryFault("bad-number", "a case number in the list does not have the form of one")
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func decision(_ body: WireDecided) throws(EntryFault) -> Decision {
        let outcome: Decision.Outcome
        switch body.outcome {
        case .granted: outcome = .granted
        case .denied: outcome = .denied
        case .unspecified, .UNRECOGNIZED: throw .unknown("outcome")
        }
        return Decision(
            outcome: outcome,
            documents: try references(body.documents),
            reason: body.reason,
            remedies: body.remedies,
            office: body.office,
            officer: body.officer
        )
    }
}
