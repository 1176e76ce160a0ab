import ExchangeCore
import NodeMetrics

extension MetricsPage {
    /// Puts on the page how a peer stands, as the exchange sees it.
    mutating func add(_ peer: ExchangeReport.Peer, of name: String) {
        set(.peerHandshakeFailuresTotal, name, "wrong-key", to: peer.failures.wrongKey)
        set(.peerHandshakeFailuresTotal, name, "refuses-us", to: peer.failures.refusesUs)
        set(.peerHandshakeFailuresTotal, name, "network", to: peer.failures.network)
        set(.peerRefusalsTotal, name, "undecodable-frame", to: peer.refusals.undecodableFrames)
        set(.peerRefusalsTotal, name, "bad-signature", to: peer.refusals.badSignatures)
        set(.peerRefusalsTotal, name, "foreign-topic", to: peer.refusals.foreignTopics)
        set(.peerRefusalsTotal, name, "ignored-message", to: peer.view?.ignored ?? 0)
        if let ahead = peer.traffic.clockAheadMilliseconds {
            set(.peerClockOffsetSeconds, name, toMilliseconds: ahead)
        }
        if let heardAt = peer.view?.heardAt {
            set(.peerLastContactTimestampSeconds, name, toMilliseconds: heardAt.milliseconds)
        }
        for lane in peer.view?.lanes ?? [] {
            add(lane, of: name)
            set(.peerSentEntriesTotal, name, "\(lane.lane)", to: peer.traffic.sent[lane.lane] ?? 0)
            set(.peerReceivedEntriesTotal, name, "\(lane.lane)", to: peer.traffic.received[lane.lane] ?? 0)
        }
    }

    private mutating func add(_ view: LaneView, of name: String) {
        let lane = "\(view.lane)"
        let entries = view.sent - min(view.sent, view.acknowledged.sequence)
        set(.peerInFlightEntries, name, lane, to: entries)
        set(.peerInFlightFrames, name, lane, to: view.framesInFlight)
        set(.peerInFlightBytes, name, lane, to: view.bytesInFlight)
        set(.peerRetransmissionsTotal, name, lane, to: view.retransmissions)
        set(.peerDuplicateEntriesTotal, name, lane, to: view.duplicates)
        set(.peerGapsTotal, name, lane, to: view.gaps)
        set(.peerDroppedEntriesTotal, name, lane, to: view.dropped)
        var isOutgoingHalted = false
        if case .halted = view.phase { isOutgoingHalted = true }
        set(.peerHalted, name, lane, "outgoing", to: isOutgoingHalted)
        set(.peerHalted, name, lane, "incoming", to: view.incomingHalt != nil)
    }
}
