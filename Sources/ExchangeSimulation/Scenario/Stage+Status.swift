import ExchangeCore

extension Stage {
    /// What an operator sees of a node's peers; lanes on which nothing was said are left out.
    mutating func status(_ code: NodeCode) throws(Refusal) {
        guard let core = nodes[code]?.core else { throw Refusal(what: "the node does not run") }
        let trace = Trace(isOn: true, names: names)
        for view in core.views where nodes[view.peer] != nil {
            lines.append("\(trace.name(code)) with \(trace.name(view.peer)): \(Self.name(view.link))")
            for lane in view.lanes {
                let pending =
                    nodes[code]?.durable.streams[StreamKey(peer: view.peer, lane: lane.lane)]?.pending.count ?? 0
                guard lane.end.sequence + lane.received.sequence + UInt64(pending) > 0 else { continue }
                var text = "  \(lane.lane): \(Self.name(lane.phase)), said \(trace.describe(lane.end))"
                text += ", receipted \(trace.describe(lane.acknowledged)), holds \(trace.describe(lane.received))"
                if pending > 0 { text += ", \(pending) without number" }
                if lane.framesInFlight > 0 { text += ", \(lane.framesInFlight) frames on the way" }
                if let halt = lane.incomingHalt {
                    text += ", INCOMING HALTED at \(halt.sequence): ours \(trace.describe(halt.ours)), "
                    text += "theirs \(trace.describe(halt.theirs))"
                }
                lines.append(text)
            }
        }
    }

    /// What is outstanding between the nodes that run.
    mutating func reconcile() {
        let trace = Trace(isOn: true, names: names)
        var outstanding: [String] = []
        for from in order {
            for to in order where to != from {
                for lane in Lane.allCases {
                    let own = nodes[from]?.durable.streams[StreamKey(peer: to, lane: lane)] ?? .init()
                    let held = nodes[to]?.durable.streams[StreamKey(peer: from, lane: lane)] ?? .init()
                    let isAlike = own.end == held.receivedEnd && own.acknowledged == own.end && own.pending.isEmpty
                    if isAlike { continue }
                    outstanding.append(
                        "\(trace.name(from)) to \(trace.name(to)), \(lane): said \(trace.describe(own.end)), receipted "
                            + "\(trace.describe(own.acknowledged)), held there \(trace.describe(held.receivedEnd)), "
                            + "\(own.pending.count) without number"
                    )
                }
            }
        }
        lines += outstanding.isEmpty ? ["nothing outstanding"] : outstanding
    }

    private static func name(_ link: Link) -> String {
        switch link {
        case .away: "away"
        case .greeting: "greeting"
        case .comparing: "comparing"
        case .running: "running"
        case .refused(let offered): "refused, speaks versions \(offered.lowerBound)-\(offered.upperBound)"
        }
    }

    private static func name(_ phase: LaneView.Phase) -> String {
        switch phase {
        case .waiting: "waiting"
        case .comparing: "comparing"
        case .recovering(let through): "recovering through \(through)"
        case .running: "running"
        case .halted: "HALTED"
        }
    }
}
