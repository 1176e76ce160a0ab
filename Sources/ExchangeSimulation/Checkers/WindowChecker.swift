import ExchangeCore

/// What is on the way and what waits for the disk stays within the limits, counted by the driver and not by the core.
struct WindowChecker: Checker {
    let name = "window"
    private struct Run {
        var through: UInt64
        var bytes: Int
        var frames: Int
    }
    /// What was sent in one talk; what was on the way in an earlier one is void.
    private struct Flight {
        var talk: UInt64
        var runs: [Run] = []
    }
    private var flights: [NodeCode: [StreamKey: Flight]] = [:]
    /// The largest entry there is: one may always go, so the window may be exceeded by one.
    private let entryBytesMax: Int

    init(entryBytesMax: Int) { self.entryBytesMax = entryBytesMax }

    mutating func see(_ observation: Observation, at node: SimulatedNode, in world: World) -> String? {
        switch observation {
        case .runSent(let key, let after, let through, let bytes, let frames):
            guard let core = node.core, let lane = core.view(of: key.peer)?.lanes.first(where: { $0.lane == key.lane })
            else { return nil }
            let talk = core.talk(with: key.peer)
            var flight = flights[node.code]?[key] ?? Flight(talk: talk)
            if flight.talk != talk { flight = Flight(talk: talk) }
            flight.runs.removeAll { $0.through > after || $0.through <= lane.acknowledged.sequence }
            if frames > 0 { flight.runs.append(Run(through: through, bytes: bytes, frames: frames)) }
            flights[node.code, default: [:]][key] = flight
            let allFrames = flight.runs.reduce(0) { $0 + $1.frames }
            let allBytes = flight.runs.reduce(0) { $0 + $1.bytes }
            if allFrames > node.limits.windowFramesMax {
                return "\(node.code) has \(allFrames) frames of \(key) on the way"
            }
            if allBytes > node.limits.windowBytesMax + entryBytesMax {
                return "\(node.code) has \(allBytes) bytes of \(key) on the way"
            }
        case .handled: return waiting(node)
        default: break
        }
        return nil
    }

    private func waiting(_ node: SimulatedNode) -> String? {
        guard !node.jobs.isEmpty else { return nil }
        var bytes: [StreamKey: Int] = [:]
        var batches: [StreamKey: Int] = [:]
        for case .write(.accept(let batch, let peer), let known) in node.jobs
        where known == node.failures[StreamKey(peer: peer, lane: batch.lane)] ?? 0 {
            bytes[StreamKey(peer: peer, lane: batch.lane), default: 0] += batch.byteCount
            batches[StreamKey(peer: peer, lane: batch.lane), default: 0] += 1
        }
        for (key, count) in bytes where count > node.limits.uncommittedBytesMax + entryBytesMax {
            return "\(node.code) has \(count) bytes of \(key) waiting for its disk"
        }
        for (key, count) in batches where count > node.limits.uncommittedBatchesMax {
            return "\(node.code) has \(count) batches of \(key) waiting for its disk"
        }
        return nil
    }
}
