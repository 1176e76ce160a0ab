import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import NodeAPI

extension NodeFacade {
    func peers() async throws(ServiceError) -> [PeerStatus] {
        try await serving { try await peers(try await node.exchangeReport()) }
    }

    /// The peers as a report of the exchange has them.
    func peers(_ report: ExchangeReport) async throws -> [PeerStatus] {
        let federation = node.federation
        return try await node.store.read { reader in
            try report.peers.keys.sorted().compactMap { code in
                guard let member = federation.members[code], let peer = report.peers[code] else { return nil }
                return try PeerStatus(member: member, peer: peer, reader: reader)
            }
        }
    }

    func resume(
        _ peer: CityCode,
        lane: LaneName,
        direction: NodeAPI.StreamDirection
    ) async throws(ServiceError) -> PeerStatus {
        guard let before = try await peers().first(where: { $0.code == peer }) else {
            throw .notFound(.peer, "\(peer)")
        }
        let halts = before.lanes.first { $0.lane == lane }?.halts ?? []
        guard halts.contains(where: { $0.direction == direction }) else { throw .notHalted(peer, lane, direction) }
        node.resume(StreamKey(peer: NodeCode(peer), lane: lane.lane))
        guard let after = try await peers().first(where: { $0.code == peer }) else {
            throw .notFound(.peer, "\(peer)")
        }
        return after
    }
}

extension PeerStatus {
    init(member: Federation.Member, peer: ExchangeReport.Peer, reader: any StoreReader) throws {
        let (link, detail) = Self.diagnosis(peer)
        var lanes: [LaneStatus] = []
        for lane in Lane.allCases {
            let backlog = try reader.backlog(StreamKey(peer: member.code, lane: lane))
            guard let view = peer.view?.lanes.first(where: { $0.lane == lane }) else { continue }
            lanes.append(LaneStatus(view, backlog: backlog))
        }
        self.init(
            code: CityCode(member.code),
            name: member.name,
            endpoint: member.endpoint,
            link: link,
            detail: detail,
            software: peer.view.flatMap { $0.software.isEmpty ? nil : $0.software },
            lastContactAt: peer.view?.heardAt?.milliseconds,
            lanes: lanes,
            refusals: Refusals(
                undecodableFrames: peer.refusals.undecodableFrames,
                badSignatures: peer.refusals.badSignatures,
                foreignTopics: peer.refusals.foreignTopics
            )
        )
    }

    /// What the link does.
    static func link(_ peer: ExchangeReport.Peer) -> Link { state(peer).0 }

    /// What the link does, and what to do about it.
    private static func diagnosis(_ peer: ExchangeReport.Peer) -> (Link, String) {
        let (link, text) = state(peer)
        guard let last = peer.refusals.last else { return (link, text) }
        return (link, "\(text); something of it was dropped: \(last)")
    }

    private static func state(_ peer: ExchangeReport.Peer) -> (Link, String) {
        let view = peer.view
        if let view, view.lanes.contains(where: \.isHalted) {
            return (.halted, "a stream is halted at two different entries: compare both sides, then 'tongban resume'")
        }
        if case .refused(let offered) = view?.link {
            return (
                .versionRefused,
                "it speaks protocol \(offered.lowerBound) to \(offered.upperBound) only: upgrade the older of the two nodes"
            )
        }
        if view?.link == .running, peer.phase == .established { return (.connected, "everything goes") }
        if let maintenance = view?.maintenance {
            return (.maintenance, "it told of maintenance: \(maintenance.reason)")
        }
        switch peer.phase {
        case .refusesUs:
            return (.refusesUs, "it does not know our key: its member list must hold our curve-public-key")
        case .wrongKey(let why):
            return (
                .wrongKey,
                "what answers there does not hold the key that our member list names (\(why)): compare curve-public-key with it"
            )
        case .unreachable:
            return (.unreachable, "nothing answers at its endpoint: check network, firewall and whether it runs")
        case .mute:
            return (
                .silent,
                "something takes the connection and says nothing: its node may be frozen, or off behind a proxy"
            )
        case .connecting: return (.connecting, "the connection is being made")
        case .established:
            guard let view, view.link != .away else {
                return (
                    .silent, "connected, and nothing is heard of it: it may be stopped, frozen, or unable to reach us"
                )
            }
            guard view.isAudible else {
                return (
                    .connecting,
                    "it is heard and has not subscribed to us: it may not reach our endpoint or refuse our key"
                )
            }
            return (.connecting, "both hear each other and compare their streams")
        }
    }
}

extension LaneStatus {
    init(_ view: LaneView, backlog: Backlog) {
        var halts: [Halt] = []
        if case .halted(let halt) = view.phase { halts.append(Halt(.outgoing, halt)) }
        if let halt = view.incomingHalt { halts.append(Halt(.incoming, halt)) }
        self.init(
            lane: LaneName(view.lane),
            end: view.end.sequence,
            sent: view.sent,
            acknowledged: view.acknowledged.sequence,
            pending: Int64(clamping: backlog.pending),
            received: view.received.sequence,
            backlogBytes: Int64(clamping: backlog.bytes),
            halts: halts
        )
    }
}

extension LaneStatus.Halt {
    init(_ direction: NodeAPI.StreamDirection, _ halt: ExchangeCore.Halt) {
        self.init(
            direction: direction,
            sequence: halt.sequence,
            ours: "\(halt.ours)",
            theirs: "\(halt.theirs)"
        )
    }
}
