import ExchangeCore

/// After the faults everything comes to rest: reconciling finds nothing outstanding between any two nodes.
struct ConvergenceChecker: Checker {
    let name = "convergence"

    mutating func conclude(_ world: World) -> String? { Self.outstanding(world).first }

    /// What two nodes still have to do with each other, as sentences.
    static func outstanding(_ world: World) -> [String] {
        var all: [String] = []
        for from in world.codes {
            guard let sender = world.nodes[from], let core = sender.core else {
                all.append("\(from) is down")
                continue
            }
            if !sender.jobs.isEmpty || !sender.outbox.isEmpty { all.append("\(from) still has something to do") }
            for to in world.codes where to != from {
                guard let receiver = world.nodes[to], let view = core.view(of: to) else { continue }
                for lane in view.lanes {
                    let own = sender.durable.streams[StreamKey(peer: to, lane: lane.lane)] ?? .init()
                    let held = receiver.durable.streams[StreamKey(peer: from, lane: lane.lane)] ?? .init()
                    let name = "\(from) to \(to), lane \(lane.lane)"
                    if !own.pending.isEmpty { all.append("\(name): \(own.pending.count) entries have no number") }
                    if own.end != held.receivedEnd {
                        all.append("\(name): the sender ends at \(own.end), the receiver holds \(held.receivedEnd)")
                    }
                    if own.acknowledged != own.end {
                        all.append("\(name): ends at \(own.end), the kept receipt is for \(own.acknowledged)")
                    }
                    if !lane.isSettled { all.append("\(name): \(lane.phase), acknowledged \(lane.acknowledged)") }
                }
            }
        }
        return all
    }
}
