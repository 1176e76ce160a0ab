import ExchangeCore

/// What a node holds of a stream and what its sender has of it begin alike: one is the beginning of the other.
///
/// A hash covers everything before it, so it is enough to compare at the end of the shorter one.
struct PrefixChecker: Checker {
    let name = "prefix"

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        guard case .committed(let transaction) = observation else { return nil }
        for key in transaction.commit.received.keys.sorted() {
            guard let sender = world.nodes[key.peer] else { continue }
            if let wrong = compare(sender, node, key.lane) { return wrong }
        }
        for key in transaction.commit.appended.keys.sorted() {
            guard let receiver = world.nodes[key.peer] else { continue }
            if let wrong = compare(node, receiver, key.lane) { return wrong }
        }
        return nil
    }

    private func compare(_ sender: SimulatedNode, _ receiver: SimulatedNode, _ lane: Lane) -> String? {
        let own = sender.durable.streams[StreamKey(peer: receiver.code, lane: lane)] ?? .init()
        let held = receiver.durable.streams[StreamKey(peer: sender.code, lane: lane)] ?? .init()
        let shorter = UInt64(min(own.own.count, held.received.count))
        guard own.ownHash(at: shorter) != held.receivedHash(at: shorter) else { return nil }
        return "\(sender.code) and \(receiver.code) have different entries at \(shorter) of lane \(lane)"
    }
}
