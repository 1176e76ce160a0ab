import ExchangeCore

/// Everything that was taken in and should reach its receiver, and what was lost with all disks that had it.
///
/// An entry may only be lost when a node is set back to an image without it, and its receiver does not hold it either.
struct Ledger: Sendable {
    /// From whom to whom.
    struct Way: Hashable, Comparable, Sendable {
        var from: NodeCode
        var to: NodeCode

        static func < (left: Way, right: Way) -> Bool { (left.from, left.to) < (right.from, right.to) }
    }

    /// Names of entries that have to arrive.
    private(set) var expected: [Way: Set<UInt64>] = [:]
    /// Names of entries that no disk has any more.
    private(set) var lost: Set<UInt64> = []

    /// Takes note of what is on disk now.
    mutating func note(_ transaction: SimulatedNode.Transaction, at node: NodeCode) {
        for (key, id) in transaction.appended { expected[Way(from: node, to: key.peer), default: []].insert(id) }
    }

    /// Finds out what is lost now that a node was set back.
    mutating func noteSetback(of node: NodeCode, in nodes: [NodeCode: SimulatedNode]) {
        for way in expected.keys.sorted() where way.from == node || way.to == node {
            guard let sender = nodes[way.from]?.durable, let receiver = nodes[way.to]?.durable else { continue }
            let gone = (expected[way] ?? []).filter {
                !sender.said.contains($0) && !receiver.applied.contains($0) && !receiver.quarantined.contains($0)
            }
            expected[way]?.subtract(gone)
            lost.formUnion(gone)
        }
    }
}
