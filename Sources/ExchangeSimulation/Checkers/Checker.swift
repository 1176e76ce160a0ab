import ExchangeCore

/// Watches a simulation for one thing that must never be.
protocol Checker: Sendable {
    /// The name shown with a violation.
    var name: String { get }
    /// Looks at what a node did; says what is wrong, or `nil`.
    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String?
    /// Looks at the end, when the faults are over and all should be well.
    mutating func conclude(_ world: World) -> String?
}

extension Checker {
    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? { nil }
    mutating func conclude(_ world: World) -> String? { nil }
}

/// All nodes, for checkers to look at.
struct World: Sendable {
    /// Every node, up or down.
    var nodes: [NodeCode: SimulatedNode]
    /// Their codes in order.
    var codes: [NodeCode]
    /// What has to arrive.
    var ledger = Ledger()
}
