import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// Tells the members this city's contacts, each of them once for every change, within one transaction.
struct ContactsDesk {
    let scope: WriteScope

    /// Tells those members that do not have this list yet.
    ///
    /// The versions are counted here, for each member apart, so that nobody has to count them in a file. A member whose
    /// stream has not been compared yet waits: it may have been told a version of which this node's disk knows nothing.
    func publish(_ list: LiaisonList, to members: [NodeCode]) throws {
        for member in members where scope.isCompared(StreamKey(peer: member, lane: .alliance)) {
            var told = list
            let name = SharedChange.contactsPublished(list).name
            if case .contacts(let before) = try scope.writer.shared(name, with: member)?.record {
                told.version = before.version
                if told == before { continue }
                told.version += 1
            }
            try SharedFile(scope: scope).say(.contactsPublished(told), to: member, case: .none, number: nil)
        }
    }
}
