import ExchangeCore

/// A receipt that is kept as evidence is true: it names an entry of ours with its hash, and it does not fall behind an
/// earlier one unless the peer was restored.
struct EvidenceChecker: Checker {
    let name = "evidence"
    private var last: [NodeCode: [StreamKey: UInt64]] = [:]
    private var allowed: [NodeCode: Set<StreamKey>] = [:]

    init() {}

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        switch observation {
        case .committed(let transaction):
            for (key, receipt) in transaction.evidence {
                if let wrong = check(receipt, of: key, at: node) { return wrong }
            }
        case .notice(.peerWentBack(let key, _, _)): allowed[node.code, default: []].insert(key)
        case .restored: last[node.code] = nil
        default: break
        }
        return nil
    }

    private mutating func check(_ receipt: Receipt, of key: StreamKey, at node: SimulatedNode) -> String? {
        let through = receipt.through
        let own = node.durable.streams[key] ?? .init()
        if own.ownHash(at: through.sequence) != through.hash {
            return "\(node.code) kept a receipt of \(key) through \(through), its stream ends at \(own.end)"
        }
        let before = last[node.code]?[key] ?? 0
        last[node.code, default: [:]][key] = through.sequence
        if through.sequence < before, allowed[node.code]?.remove(key) == nil {
            return "\(node.code) kept a receipt of \(key) through \(through.sequence) after one through \(before)"
        }
        return nil
    }
}
