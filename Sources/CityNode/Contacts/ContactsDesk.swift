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
            guard let next = try Self.next(list, for: member, scope.writer) else { continue }
            try SharedFile(scope: scope).say(.contactsPublished(next), to: member, case: .none, number: nil)
        }
    }

    /// The list in the version that a member is told next; `nil` where it has it as it is.
    static func next(_ list: LiaisonList, for member: NodeCode, _ reader: any StoreReader) throws -> LiaisonList? {
        let name = SharedChange.contactsPublished(list).name
        guard case .contacts(let before) = try reader.shared(name, with: member)?.record else { return list }
        var next = list
        next.version = before.version
        guard next != before else { return nil }
        next.version += 1
        return next
    }
}
