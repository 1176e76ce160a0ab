import CaseModel
import CaseStore
import ExchangeCore

/// Which offices had a part in a case, and from which entry on: whoever handed it in, and all that acted on it.
///
/// It is read from what the journal holds, so that no case needs a row for it. Of what was erased no office is known.
struct OfficeTrace {
    private var acts: [(entry: EntryID, office: String)] = []

    /// Reads a case's history; what is in quarantine did not act and is left out.
    init(_ history: [JournalEntry], at node: NodeCode) {
        for entry in history where !entry.isQuarantined {
            guard let office = Self.office(in: try? EntryDecoder.decode(entry, at: node)) else { continue }
            acts.append((entry.id, office))
        }
    }

    /// The offices that had a part through an entry.
    func offices(through entry: EntryID) -> Set<String> {
        Set(acts.lazy.filter { $0.entry <= entry }.map(\.office))
    }

    /// The office that says this; an applicant at a portal speaks for none.
    private static func office(in statement: Statement?) -> String? {
        switch statement {
        case .submitted(let said), .consulted(let said): said.role == .applicant ? nil : said.office
        case .request(let request): (request.deed as? any OfficeDeed)?.office
        case .event(let event, _): (event.deed as? any OfficeDeed)?.office
        case .registered, .refused, .notice, .keyAnnounced, .shared, .sharedAsked, nil: nil
        }
    }
}
