import ExchangeCore

/// No receipt leaves before the entries it names are on disk, and none names another hash than the disk.
struct ReceiptChecker: Checker {
    let name = "receipt"

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        guard case .receiptSent(let receipt, let peer) = observation else { return nil }
        let held = node.durable.streams[StreamKey(peer: peer, lane: receipt.lane)]
        let hash = held?.receivedHash(at: receipt.through.sequence) ?? (receipt.through.sequence == 0 ? .zero : nil)
        if hash == receipt.through.hash { return nil }
        return "\(node.code) receipted \(peer)/\(receipt.lane) through \(receipt.through), on disk is "
            + "\(held?.receivedEnd ?? .start)"
    }
}
