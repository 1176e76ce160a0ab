import CaseModel

/// How another city's node stands to this one.
package struct PeerStatus: Hashable, Sendable {
    /// Its code.
    package var code: CityCode
    /// Its name as the member list has it.
    package var name: String
    /// Where this node connects to, such as `tcp://10.3.0.7:7400`.
    package var endpoint: String
    /// How the link is.
    package var link: Link
    /// What an operator should know of the link or do about it, in one sentence; may be empty.
    package var detail: String
    /// The peer's software version, once it has said hello.
    package var software: String?
    /// When something was last heard, in milliseconds since 1970-01-01T00:00:00Z.
    package var lastContactAt: Int64?
    /// The three lanes in order.
    package var lanes: [LaneStatus]
    /// What was refused of it, by cause, since the daemon's start.
    package var refusals: Refusals

    /// Makes a status.
    package init(
        code: CityCode,
        name: String,
        endpoint: String,
        link: Link,
        detail: String,
        software: String?,
        lastContactAt: Int64?,
        lanes: [LaneStatus],
        refusals: Refusals
    ) {
        self.code = code
        self.name = name
        self.endpoint = endpoint
        self.link = link
        self.detail = detail
        self.software = software
        self.lastContactAt = lastContactAt
        self.lanes = lanes
        self.refusals = refusals
    }

    /// The bytes that wait for the peer's receipt on all lanes.
    package var backlogBytes: Int64 { lanes.reduce(0) { $0 + $1.backlogBytes } }

    /// How a link is, in words that tell an operator where to look.
    package enum Link: String, Hashable, Sendable, CaseIterable {
        /// Both sides heard one another and compared.
        case connected
        /// A connection is being made, or hellos are on their way.
        case connecting
        /// Nothing answers at the endpoint: the network, the address, or the daemon there.
        case unreachable
        /// The endpoint answers with another key than the member list has.
        case wrongKey = "wrong-key"
        /// The peer does not admit this node's key.
        case refusesUs = "refuses-us"
        /// The two have no protocol version in common.
        case versionRefused = "version-refused"
        /// The connection stands and nothing is heard.
        case silent
        /// The peer told of maintenance.
        case maintenance
        /// A stream is halted: two different entries stand at one place.
        case halted
    }

    /// How often something of this peer was refused since the daemon's start.
    package struct Refusals: Hashable, Sendable {
        /// Frames that do not decode.
        package var undecodableFrames: Int64
        /// Batches or receipts whose signature is not the peer's.
        package var badSignatures: Int64
        /// Requests for a topic that is not the peer's own.
        package var foreignTopics: Int64

        /// Makes counters.
        package init(undecodableFrames: Int64 = 0, badSignatures: Int64 = 0, foreignTopics: Int64 = 0) {
            self.undecodableFrames = undecodableFrames
            self.badSignatures = badSignatures
            self.foreignTopics = foreignTopics
        }
    }
}

/// The lanes by name, as the API shows them.
package enum LaneName: String, Hashable, Sendable, CaseIterable {
    /// Cases from collecting to handling city.
    case `case`
    /// Results from handling to collecting city.
    case result
    /// What members tell one another.
    case alliance
}

/// Whose entries a stream carries.
package enum StreamDirection: String, Hashable, Sendable, CaseIterable {
    /// From this node to the peer.
    case outgoing
    /// From the peer to this node.
    case incoming
}

/// Where both directions of a lane stand.
package struct LaneStatus: Hashable, Sendable {
    /// Which lane.
    package var lane: LaneName
    /// The last entry of this node's stream.
    package var end: UInt64
    /// The last entry that was sent since the node's start.
    package var sent: UInt64
    /// The last entry that the peer has receipted.
    package var acknowledged: UInt64
    /// Entries on disk that have no sequence number yet: the stream was not compared with the peer since the start.
    package var pending: Int64
    /// The last entry of the peer's stream that is here.
    package var received: UInt64
    /// The bytes that wait for the peer's receipt, pending ones included.
    package var backlogBytes: Int64
    /// Which directions are halted, with what was found.
    package var halts: [Halt]

    /// Makes a status.
    package init(
        lane: LaneName,
        end: UInt64,
        sent: UInt64,
        acknowledged: UInt64,
        pending: Int64,
        received: UInt64,
        backlogBytes: Int64,
        halts: [Halt] = []
    ) {
        self.lane = lane
        self.end = end
        self.sent = sent
        self.acknowledged = acknowledged
        self.pending = pending
        self.received = received
        self.backlogBytes = backlogBytes
        self.halts = halts
    }

    /// Two different entries at one place.
    package struct Halt: Hashable, Sendable {
        /// Whose stream.
        package var direction: StreamDirection
        /// The place.
        package var sequence: UInt64
        /// The hash here, 64 hexadecimal digits.
        package var ours: String
        /// The hash there, 64 hexadecimal digits.
        package var theirs: String

        /// Makes a halt.
        package init(direction: StreamDirection, sequence: UInt64, ours: String, theirs: String) {
            self.direction = direction
            self.sequence = sequence
            self.ours = ours
            self.theirs = theirs
        }
    }
}
