import CaseModel

/// What comparing with one peer came to (对账).
package struct ReconcileReport: Hashable, Sendable {
    /// The peer.
    package var peer: CityCode
    /// When it was asked, in milliseconds since 1970-01-01T00:00:00Z.
    package var askedAt: Int64
    /// When it answered; `nil` where it did not, and then every "theirs" is the last that was heard, or `nil`.
    package var answeredAt: Int64?
    /// Both directions of the three lanes.
    package var streams: [StreamComparison]
    /// Counts and digests by day (Asia/Shanghai), newest first.
    package var days: [DayComparison]
    /// The exact list of what is not settled, at most `outstandingTotal` and at most what the API may show.
    package var outstanding: [Outstanding]
    /// How much is not settled; 0 is "nothing outstanding".
    package var outstandingTotal: Int64

    /// Makes a report.
    package init(
        peer: CityCode,
        askedAt: Int64,
        answeredAt: Int64?,
        streams: [StreamComparison],
        days: [DayComparison],
        outstanding: [Outstanding],
        outstandingTotal: Int64
    ) {
        self.peer = peer
        self.askedAt = askedAt
        self.answeredAt = answeredAt
        self.streams = streams
        self.days = days
        self.outstanding = outstanding
        self.outstandingTotal = outstandingTotal
    }

    /// Whether the peer answered, everything agrees and nothing waits.
    package var isSettled: Bool {
        answeredAt != nil && outstandingTotal == 0 && streams.allSatisfy(\.agrees) && days.allSatisfy(\.agrees)
    }

    /// A place in a stream.
    package struct Place: Hashable, Sendable {
        /// The sequence number, 0 before the first entry.
        package var sequence: UInt64
        /// The hash there, 64 hexadecimal digits.
        package var hash: String

        /// Makes a place.
        package init(sequence: UInt64, hash: String) {
            self.sequence = sequence
            self.hash = hash
        }
    }

    /// One direction of a lane, seen from both sides.
    package struct StreamComparison: Hashable, Sendable {
        /// The lane.
        package var lane: LaneName
        /// Whose stream.
        package var direction: StreamDirection
        /// Where it ends here.
        package var ours: Place
        /// Where it ends there.
        package var theirs: Place?
        /// Entries here that wait for a sequence number.
        package var pending: Int64

        /// Makes a comparison.
        package init(lane: LaneName, direction: StreamDirection, ours: Place, theirs: Place?, pending: Int64) {
            self.lane = lane
            self.direction = direction
            self.ours = ours
            self.theirs = theirs
            self.pending = pending
        }

        /// Whether both ends are the same and nothing waits.
        package var agrees: Bool { theirs == ours && pending == 0 }
    }

    /// One day of one direction of a lane, seen from both sides.
    package struct DayComparison: Hashable, Sendable {
        /// The day as `2026-11-23`, Asia/Shanghai, by the entries' own time.
        package var day: String
        /// The lane.
        package var lane: LaneName
        /// Whose stream.
        package var direction: StreamDirection
        /// Entries here.
        package var ourCount: Int64
        /// Entries there.
        package var theirCount: Int64?
        /// The digest over that day's entry hashes here, 64 hexadecimal digits.
        package var ourDigest: String
        /// The digest there.
        package var theirDigest: String?

        /// Makes a comparison.
        package init(
            day: String,
            lane: LaneName,
            direction: StreamDirection,
            ourCount: Int64,
            theirCount: Int64?,
            ourDigest: String,
            theirDigest: String?
        ) {
            self.day = day
            self.lane = lane
            self.direction = direction
            self.ourCount = ourCount
            self.theirCount = theirCount
            self.ourDigest = ourDigest
            self.theirDigest = theirDigest
        }

        /// Whether count and digest are the same on both sides.
        package var agrees: Bool { theirCount == ourCount && theirDigest == ourDigest }
    }

    /// One thing that is not settled.
    package struct Outstanding: Hashable, Sendable {
        /// What is wrong with it.
        package var cause: Cause
        /// The lane, where an entry is meant.
        package var lane: LaneName?
        /// Whose stream, where an entry is meant.
        package var direction: StreamDirection?
        /// The first sequence number, where entries are meant.
        package var first: UInt64?
        /// The last sequence number, where entries are meant.
        package var last: UInt64?
        /// The case, where one is meant.
        package var number: CaseNumber?
        /// One sentence for an operator, with what to do next where there is something to do.
        package var text: String

        /// Makes an item.
        package init(
            cause: Cause,
            lane: LaneName? = nil,
            direction: StreamDirection? = nil,
            first: UInt64? = nil,
            last: UInt64? = nil,
            number: CaseNumber? = nil,
            text: String
        ) {
            self.cause = cause
            self.lane = lane
            self.direction = direction
            self.first = first
            self.last = last
            self.number = number
            self.text = text
        }

        /// Why something is not settled.
        package enum Cause: String, Hashable, Sendable, CaseIterable {
            /// Not receipted by the peer.
            case unreceipted
            /// On disk without a sequence number.
            case pending
            /// The peer has sent it and it is not here.
            case notReceived = "not-received"
            /// In quarantine.
            case quarantined
            /// A material that has not come whole.
            case material
            /// The two sides differ.
            case differs
            /// The stream is halted.
            case halted
            /// The peer did not answer.
            case silent
        }
    }
}
