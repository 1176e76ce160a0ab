import CaseModel
import CaseStore
import ExchangeCore

/// What a case's journal says of people, read once: what was submitted, and what was said since.
struct CaseWords {
    /// What was submitted; `nil` where it was erased.
    var submission: Submission?
    /// What people said since on either side, in order.
    var said: [any Deed] = []
    /// Those of it that this node's people said.
    var own: [any Deed] = []

    /// Reads a case's history; what is in quarantine did not act and is left out.
    init(_ history: [JournalEntry], at node: NodeCode) {
        for entry in history where !entry.isQuarantined {
            let deed: (any Deed)?
            switch try? EntryDecoder.decode(entry, at: node) {
            case .submitted(let said), .consulted(let said):
                submission = said
                continue
            case .request(let request): deed = request.deed
            case .event(let event, _): deed = event.deed
            case .registered, .refused, .notice, .keyAnnounced, .shared, .sharedAsked, nil: deed = nil
            }
            guard let deed else { continue }
            said.append(deed)
            if entry.direction == .outgoing { own.append(deed) }
        }
    }
}
