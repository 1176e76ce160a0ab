import ExchangeCore

/// After the faults everything comes to rest: reconciling finds nothing outstanding between any two nodes.
struct ConvergenceChecker: Checker {
    let name = "convergence"

    mutating func conclude(_ world: World) -> String? { Self.outstanding(world) }

    /// The first thing that two nodes still have to do with each other, as a sentence; `nil` where all are at rest.
    static func outstanding(_ world: World) -> String? {
        for from in world.codes {
            guard let sender = world.nodes[from], let core = sender.core else { return "\(from) is down" }
            if !sender.jobs.isEmpty || !sender.outbox.isEmpty { return "\(from) still has something to do" }
            for to in world.codes where to != from {
                guard let receiver = world.nodes[to], let view = core.view(of: to) else { continue }
                for lane in view.lanes {
                    let own = sender.durable.streams[StreamKey(peer: to, lane: lane.lane)] ?? .init()
                    let held = receiver.durable.streams[StreamKey(peer: from, lane: lane.lane)] ?? .init()
                    func found(_ what: String) -> String { "\(from) to \(to), lane \(lane.lane): \(what)" }
                    if !own.pending.isEmpty { return found("\(own.pending.count) entries have no number") }
                    if own.end != held.receivedEnd {
                        return found("the sender ends at \(own.end), the receiver holds \(held.receivedEnd)")
                    }
                    if own.acknowledged != own.end {
                        return found("ends at \(own.end), the kept receipt is for \(own.acknowledged)")
                    }
                    if !lane.isSettled { return found("\(lane.phase), acknowledged \(lane.acknowledged)") }
                }
            }
        }
        return nil
    }
}
