import ExchangeCore

/// Every entry acts exactly once on each history of a disk, in order and without gaps, and nothing is answered twice.
struct OnceChecker: Checker {
    let name = "once"

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        guard case .committed(let transaction) = observation else { return nil }
        for applied in transaction.applied {
            if applied.wasThere {
                return "\(node.code) applied \(applied.said.id) twice, now as \(applied.sequence) of \(applied.stream)"
            }
            if applied.wasAnswered {
                return "\(node.code) got a second answer, \(applied.sequence) of \(applied.stream), to one of "
                    + "\(applied.said.about)"
            }
        }
        for (key, position) in transaction.commit.received {
            guard let stream = node.durable.streams[key] else { continue }
            if UInt64(stream.received.count) != position.sequence || stream.receivedEnd != position {
                return "\(node.code) has \(stream.received.count) entries of \(key) but stands at \(position)"
            }
        }
        return nil
    }
}
