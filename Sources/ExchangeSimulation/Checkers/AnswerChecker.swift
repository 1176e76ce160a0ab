import ExchangeCore

/// What calls for an answer has it in the same transaction: "delivered but no case" cannot be on a disk.
struct AnswerChecker: Checker {
    let name = "answer"

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        guard case .committed(let transaction) = observation else { return nil }
        for applied in transaction.applied where applied.said.kind == .case || applied.said.kind == .poison {
            if !node.durable.answered.contains(applied.said.id) {
                return "\(node.code) keeps \(applied.said.id) of \(applied.stream) without its answer"
            }
        }
        return nil
    }
}
