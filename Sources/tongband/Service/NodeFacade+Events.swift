import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import ExchangeWire
import NodeAPI

extension NodeFacade {
    func events(after id: Int64, of number: CaseNumber?, limit: Int) async throws(ServiceError) -> EventSlice {
        try await serving {
            let node = node
            return try await node.store.read { reader in
                var only: CaseID?
                if let number {
                    guard let row = try reader.findCase(number) else {
                        return EventSlice(events: [], through: max(id, try reader.lastEntry().rawValue), isAtEnd: true)
                    }
                    only = row.id
                }
                let entries = try reader.feed(
                    after: EntryID(rawValue: id),
                    case: only,
                    kinds: [],
                    content: true,
                    limit: limit
                )
                let events = entries.map { FeedEvent($0, node: node, only: number) }
                return EventSlice(
                    events: events,
                    through: entries.last?.id.rawValue ?? id,
                    isAtEnd: entries.count < limit
                )
            }
        }
    }

    func newestEvent() async throws(ServiceError) -> Int64 {
        try await serving { try await node.store.read { try $0.lastEntry().rawValue } }
    }

    func wakeups() -> AsyncStream<Void> { node.feed.rings() }
}

extension FeedEvent {
    init(_ entry: JournalEntry, node: CityNode, only: CaseNumber?) {
        let own = CityCode(node.configuration.node)
        let peer = CityCode(entry.stream.peer)
        var numbers = [only ?? entry.caseNumber].compactMap { $0 }
        if numbers.isEmpty, case .registered(let all) = node.read(entry) { numbers = all }
        self.init(
            id: entry.id.rawValue,
            at: entry.at,
            kind: FeedKind(entry.kind),
            city: entry.direction == .outgoing ? own : peer,
            peer: entry.direction == .outgoing ? peer : own,
            numbers: numbers
        )
    }
}

extension FeedKind {
    /// The API's word for a kind of the contract.
    init(_ kind: UInt32) {
        self = EntryKind(rawValue: kind).flatMap { FeedKind(rawValue: $0.description) } ?? .unknown
    }
}
