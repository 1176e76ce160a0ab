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
            return .submitted(try body.application.submission(number: number, sender: sender, receiver: receiver))
        case .consulted(let body):
            return .consulted(try body.application.submission(number: number, sender: sender, receiver: receiver))
        case .registered(let body): return .registered(try CaseNumber.values(wire: body.caseNumbers, "case_numbers"))
        case .refused(let body):
            guard let lane = UInt8(exactly: body.lane.rawValue).flatMap({ Lane(rawValue: $0) }) else {
                throw .unknown("lane")
            }
            return .refused(
                EntryRefusal(lane: lane.rawValue, sequence: body.sequence, code: body.reasonCode, detail: body.detail)
            )
        case .sharedChangeRequested(let body): return .sharedAsked(try body.change.asked())
        case .sharedChanged(let body): return .shared(try body.change.value(), answers: body.requestSequence)
        case .notice(let body): return try body.value()
        case .keyAnnounced(let body):
            guard let key = try? VerifyingKey(bytes: Array(body.publicKey)) else {
                throw EntryFault("bad-key", "an Ed25519 public key has 32 bytes")
            }
            return .keyAnnounced(key)
        case .supplementOffered, .deliveryReported, .handOverOffered, .legReported, .withdrawalRequested:
            return .request(try request(content))
        case .supplemented, .delivered, .handedOver, .legConcluded, .withdrawn: return try answer(content)
        default: return .event(try event(content), answers: 0)
        }
    }
}
