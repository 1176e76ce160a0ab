import CaseModel

/// A peer as the API writes it.
struct PeerJSON: Encodable {
    var code: CityCode
    var name: String
    var endpoint: String
    var link: String
    var detail: String
    var software: String?
    var lastContactAt: Timestamp?
    var backlogBytes: Int64
    var lanes: [LaneJSON]
    var refusals: RefusalsJSON

    init(_ peer: PeerStatus) {
        code = peer.code
        name = peer.name
        endpoint = peer.endpoint
        link = peer.link.rawValue
        detail = peer.detail
        software = peer.software
        lastContactAt = peer.lastContactAt.map(Timestamp.init)
        backlogBytes = peer.backlogBytes
        lanes = peer.lanes.map(LaneJSON.init)
        refusals = RefusalsJSON(
            undecodableFrames: peer.refusals.undecodableFrames,
            badSignatures: peer.refusals.badSignatures,
            foreignTopics: peer.refusals.foreignTopics
        )
    }

    /// Refusals by cause.
    struct RefusalsJSON: Encodable {
        var undecodableFrames: Int64
        var badSignatures: Int64
        var foreignTopics: Int64
    }

    /// A lane.
    struct LaneJSON: Encodable {
        var lane: String
        var end: UInt64
        var sent: UInt64
        var acknowledged: UInt64
        var pending: Int64
        var received: UInt64
        var backlogBytes: Int64
        var halts: [HaltJSON]

        init(_ lane: LaneStatus) {
            self.lane = lane.lane.rawValue
            end = lane.end
            sent = lane.sent
            acknowledged = lane.acknowledged
            pending = lane.pending
            received = lane.received
            backlogBytes = lane.backlogBytes
            halts = lane.halts.map {
                HaltJSON(
                    direction: $0.direction.rawValue,
                    sequence: $0.sequence,
                    ours: $0.ours,
                    theirs: $0.theirs
                )
            }
        }
    }

    /// Two different entries at one place.
    struct HaltJSON: Encodable {
        var direction: String
        var sequence: UInt64
        var ours: String
        var theirs: String
    }
}

/// All peers.
struct PeersJSON: Encodable {
    var peers: [PeerJSON]
}
