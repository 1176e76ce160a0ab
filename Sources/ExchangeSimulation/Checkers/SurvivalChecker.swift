import ExchangeCore

/// Nothing that was taken in is lost: whatever was on a disk that survived ends up applied at its receiver.
struct SurvivalChecker: Checker {
    let name = "survival"

    mutating func conclude(_ world: World) -> String? {
        for way in world.ledger.expected.keys.sorted() {
            guard let receiver = world.nodes[way.to]?.durable else { continue }
            let missing = (world.ledger.expected[way] ?? []).filter {
                !receiver.applied.contains($0) && !receiver.quarantined.contains($0)
            }
            if let first = missing.min() {
                return "\(missing.count) entries from \(way.from) never reached \(way.to), the first is \(first)"
            }
        }
        return nil
    }
}
