import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import ExchangeWire
import NodeAPI

extension NodeFacade {
    func reconcile(_ peer: CityCode) async throws(ServiceError) -> ReconcileReport {
        guard node.federation.members[NodeCode(peer)] != nil, peer != city else { throw .notFound(.peer, "\(peer)") }
        return try await serving { ReconcileReport(peer: peer, try await node.reconcile(NodeCode(peer))) }
    }
}

extension NodeFacade {
    func probe(_ peer: CityCode, waitingSeconds: Int) async throws(ServiceError) -> ProbeReport {
        guard node.federation.members[NodeCode(peer)] != nil, peer != city else { throw .notFound(.peer, "\(peer)") }
        let probe = try await serving { try await node.probe(NodeCode(peer), within: .seconds(waitingSeconds)) }
        guard let status = try await peers().first(where: { $0.code == peer }) else {
            throw .notFound(.peer, "\(peer)")
        }
        return ProbeReport(
            peer: status,
            askedAt: probe.askedAt,
            isSent: probe.isSent,
            receipt: probe.answer.map {
                ProbeReport.Receipt(milliseconds: $0.milliseconds, peerTime: $0.peerTime, clockAhead: $0.clockAhead)
            }
        )
    }
}

extension ReconcileReport {
    init(peer: CityCode, _ comparison: Reconciliation) {
        self.init(
            peer: peer,
            askedAt: comparison.askedAt,
            answeredAt: comparison.answeredAt,
            streams: comparison.ours.map { StreamComparison($0, comparison.counterpart(of: $0)) },
            days: comparison.ours.flatMap { Self.days($0, comparison.counterpart(of: $0)) },
            outstanding: comparison.outstanding.map { Outstanding($0) },
            outstandingTotal: Int64(comparison.outstanding.count)
        )
    }

    private static func days(_ ours: StreamAccount, _ theirs: StreamAccount?) -> [DayComparison] {
        ours.days.map { day in
            let other = theirs?.days.first { $0.day == day.day }
            return DayComparison(
                day: "\(LocalDay(number: Int64(day.day)))",
                lane: LaneName(ours.lane),
                direction: ours.isOwn ? .outgoing : .incoming,
                ourCount: Int64(clamping: day.count),
                theirCount: other.map { Int64(clamping: $0.count) },
                ourDigest: "\(day.last.hash)",
                theirDigest: other.map { "\($0.last.hash)" }
            )
        }
    }
}

extension ReconcileReport.StreamComparison {
    init(_ ours: StreamAccount, _ theirs: StreamAccount?) {
        self.init(
            lane: LaneName(ours.lane),
            direction: ours.isOwn ? .outgoing : .incoming,
            ours: ReconcileReport.Place(ours.end),
            theirs: theirs.map { ReconcileReport.Place($0.end) },
            pending: Int64(clamping: ours.pending)
        )
    }
}

extension ReconcileReport.Place {
    init(_ position: Position) { self.init(sequence: position.sequence, hash: "\(position.hash)") }
}

extension ReconcileReport.Outstanding {
    init(_ item: Reconciliation.Outstanding) {
        switch item {
        case .unreceipted(let lane, let range):
            self.init(
                cause: .unreceipted,
                lane: LaneName(lane),
                direction: .outgoing,
                first: range.lowerBound,
                last: range.upperBound,
                text: "sent or to be sent, and not on the peer's disk yet"
            )
        case .pending(let lane, let count):
            self.init(
                cause: .pending,
                lane: LaneName(lane),
                direction: .outgoing,
                text: "\(count) entries wait until the peer was reached once since this node's start"
            )
        case .notReceived(let lane, let range):
            self.init(
                cause: .notReceived,
                lane: LaneName(lane),
                direction: .incoming,
                first: range.lowerBound,
                last: range.upperBound,
                text: "the peer has them and they have not come yet"
            )
        case .differs(let lane, let isOwn, let sequence):
            self.init(
                cause: .differs,
                lane: LaneName(lane),
                direction: isOwn ? .outgoing : .incoming,
                first: sequence,
                last: sequence,
                text: "the two sides hold different entries from here on"
            )
        case .quarantined(let row):
            self.init(
                cause: .quarantined,
                lane: LaneName(row.entry.stream.lane),
                direction: .incoming,
                first: row.entry.sequence,
                last: row.entry.sequence,
                number: row.entry.caseNumber,
                text: "quarantined as \(row.code): 'tongban quarantine show \(row.id.rawValue)'"
            )
        case .material(let digest, let held, let size):
            self.init(cause: .material, text: "\(held) of \(size) bytes of the material \(digest) are here")
        case .silent: self.init(cause: .silent, text: "the peer did not answer; see 'tongban peers'")
        }
    }
}
