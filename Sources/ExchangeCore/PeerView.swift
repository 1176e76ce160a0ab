/// What operators see of one peer.
public struct PeerView: Hashable, Sendable {
    /// The peer.
    public var peer: NodeCode
    /// Whether it is on the member list.
    public var isMember: Bool
    /// Whether its subscription to us is in place.
    public var isAudible: Bool
    /// How far the two have come with each other.
    public var link: Link
    /// When anything was last heard from it since our start.
    public var heardAt: Instant?
    /// The protocol versions it speaks, once heard.
    public var versions: ClosedRange<UInt32>?
    /// The newest version that both speak, once heard.
    public var version: UInt32?
    /// Its software's version, empty until heard.
    public var software: String
    /// The epoch of its store, as last heard.
    public var epoch: UInt64?
    /// Its notice of maintenance.
    public var maintenance: Maintenance?
    /// Its messages that were ignored since our start.
    public var ignored: UInt64
    /// Every lane.
    public var lanes: [LaneView]
}

/// What operators see of one lane with one peer.
public struct LaneView: Hashable, Sendable {
    /// What is done with our stream now.
    public enum Phase: Hashable, Sendable {
        /// Not compared yet: new entries wait without a sequence number if there was no comparison since our start.
        case waiting
        /// Being compared.
        case comparing
        /// Our own entries are coming back from the peer, which holds them through here.
        case recovering(through: UInt64)
        /// Entries go.
        case running
        /// Two entries stand at one place; an operator is needed.
        case halted(Halt)
    }

    /// The lane.
    public var lane: Lane
    /// What is done with our stream.
    public var phase: Phase
    /// Whether entries get sequence numbers since our start.
    public var isConfirmed: Bool
    /// The last entry of our stream on our disk.
    public var end: Position
    /// The last entry that the peer is known to hold.
    public var acknowledged: Position
    /// The last entry that was handed to the transport.
    public var sent: UInt64
    /// Bytes on the way that have no receipt.
    public var bytesInFlight: Int
    /// Frames on the way that have no receipt.
    public var framesInFlight: Int
    /// How often something was sent again since our start.
    public var retransmissions: UInt64
    /// The last entry of the peer's stream on our disk.
    public var received: Position
    /// The last entry of the peer's stream that was given to the writer.
    public var accepted: UInt64
    /// Where the peer said that its stream ends; 0 until it did.
    public var peerEnd: UInt64
    /// Why the peer's stream stands still, if it does.
    public var incomingHalt: Halt?
    /// Entries that came again since our start.
    public var duplicates: UInt64
    /// How often entries came with a gap before them since our start.
    public var gaps: UInt64
    /// Entries that were dropped since our start because we could not take them; they come again.
    public var dropped: UInt64

    /// Whether everything we said is on the peer's disk, and everything it said it has is on ours.
    public var isSettled: Bool { phase == .running && acknowledged == end && received.sequence >= peerEnd }
}

extension Exchange {
    /// Every peer that is a member or was one, in order of their codes.
    public var views: [PeerView] { peers.map { $0.view(limits) }.sorted { $0.peer < $1.peer } }

    /// One peer, or `nil` for a code that was never named.
    public func view(of peer: NodeCode) -> PeerView? { peers.first { $0.code == peer }?.view(limits) }
}

extension Peer {
    /// A picture of the state.
    func view(_ limits: Limits) -> PeerView {
        let common = versions.flatMap { theirs in
            theirs.overlaps(limits.versions) ? min(theirs.upperBound, limits.versions.upperBound) : nil
        }
        return PeerView(
            peer: code,
            isMember: isMember,
            isAudible: isAudible,
            link: link,
            heardAt: heardAt,
            versions: versions,
            version: common,
            software: software,
            epoch: epoch,
            maintenance: maintenance,
            ignored: ignored,
            lanes: Lane.allCases.map { LaneView(outgoing[$0], incoming[$0]) }
        )
    }
}

extension LaneView {
    init(_ ours: OutgoingStream, _ theirs: IncomingStream) {
        lane = ours.key.lane
        phase =
            switch ours.state {
            case .uncompared: .waiting
            case .checking: .comparing
            case .recovering(let recovery): .recovering(through: recovery.target.sequence)
            case .running: .running
            case .halted(let halt): .halted(halt)
            }
        isConfirmed = ours.confirmed
        end = ours.end
        acknowledged = ours.acknowledged
        sent = max(ours.cursor, ours.acknowledged.sequence)
        bytesInFlight = ours.flightBytes
        framesInFlight = ours.flightFrames
        retransmissions = ours.retransmissions
        received = theirs.committed
        accepted = theirs.accepted.sequence
        peerEnd = theirs.peerEnd
        if case .halted(let halt) = theirs.state { incomingHalt = halt } else { incomingHalt = nil }
        duplicates = theirs.duplicates
        gaps = theirs.gaps
        dropped = theirs.dropped
    }
}
