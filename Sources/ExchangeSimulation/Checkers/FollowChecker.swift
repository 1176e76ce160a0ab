import ExchangeCore

/// What the core asks to be written follows on what it asked to be written before: no gap, no repetition, one chain.
struct FollowChecker: Checker {
    let name = "follow"

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        guard case .misplaced(let key, let wanted, let got) = observation else { return nil }
        return "\(node.code) was to write to \(key) after \(got), but the stream stands at \(wanted)"
    }
}
