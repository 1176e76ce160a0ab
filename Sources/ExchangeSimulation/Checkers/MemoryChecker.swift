import ExchangeCore

/// First remember, then listen: nothing of a peer is kept before all own streams to it are compared and recovered, and
/// so every answer speaks of something that is here.
struct MemoryChecker: Checker {
    let name = "memory"

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        switch observation {
        case .accepting(let peer):
            guard let lanes = node.core?.view(of: peer)?.lanes else { return nil }
            for lane in lanes where !lane.isConfirmed {
                if case .halted = lane.phase { continue }
                return "\(node.code) accepted entries of \(peer) before its own \(lane.lane) stream was compared"
            }
        case .committed(let transaction):
            for applied in transaction.applied where !applied.isKnown {
                // What was lost with every disk that had it cannot come back with its answer.
                guard
                    applied.said.about.contains(where: {
                        !node.durable.said.contains($0) && !world.ledger.lost.contains($0)
                    })
                else { continue }
                return "\(node.code) got an answer to \(applied.said.about), which is not here"
            }
        default: break
        }
        return nil
    }
}
