import ExchangeCore

/// No node contradicts itself: as long as nobody brought back a disk of a time that was given up, nothing is ever halted.
struct ForkChecker: Checker {
    let name = "fork"

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        guard case .notice(.halted(let key, let direction, let sequence, let ours, let theirs)) = observation else {
            return nil
        }
        return "\(node.code) halted \(direction) \(key) at \(sequence): ours \(ours.short), theirs \(theirs.short)"
    }
}
