import CaseModel
import ExchangeWire

extension FeedKind {
    /// The feed's word for a kind of the contract.
    package init(_ kind: UInt32) {
        self = EntryKind(rawValue: kind).flatMap { FeedKind(rawValue: $0.description) } ?? .unknown
    }
}

extension EventFilter {
    /// The contract's numbers of the kinds that are asked for; empty where others may pass too.
    var entryKinds: Set<UInt32> {
        guard !kinds.contains(.unknown) else { return [] }
        return Set(EntryKind.known.filter { kinds.contains(FeedKind($0.rawValue)) }.map(\.rawValue))
    }
}
