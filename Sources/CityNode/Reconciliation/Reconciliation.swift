import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// What two nodes hold of each other's streams, side by side, and what of it is outstanding.
package struct Reconciliation: Sendable {
    /// Something that is not settled between the two.
    package enum Outstanding: Hashable, Sendable {
        /// Our entries that the peer does not hold.
        case unreceipted(Lane, ClosedRange<UInt64>)
        /// Our entries that wait for a number.
        case pending(Lane, UInt64)
        /// The peer's entries that are not here.
        case notReceived(Lane, ClosedRange<UInt64>)
        /// Two different entries at one place.
        case differs(Lane, isOwn: Bool, UInt64)
        /// A peer's entry that could not be applied.
        case quarantined(QuarantineRow)
        /// A material that has not come.
        case material(MaterialDigest, held: Int64, size: Int64)
        /// The peer did not answer.
        case silent
    }

    /// When it was asked, in milliseconds since 1970-01-01T00:00:00Z.
    package var askedAt: Int64
    /// When the peer answered; `nil` when it didn't.
    package var answeredAt: Int64?
    /// Our account.
    package var ours: [StreamAccount]
    /// The peer's account of the same streams; in it `isOwn` means the peer's own.
    package var theirs: [StreamAccount]
    /// What is outstanding, at most so many as are listed.
    package var outstanding: [Outstanding]

    /// The peer's account of one of our lines.
    package func counterpart(of account: StreamAccount) -> StreamAccount? {
        theirs.first { $0.lane == account.lane && $0.isOwn != account.isOwn }
    }

    /// How long a peer is given to answer.
    static let answerSeconds = 5
    /// Quarantined entries and materials that are listed.
    static let listedMax = 500
}

extension Reconciliation {
    init(
        peer: NodeCode,
        askedAt: Int64,
        answeredAt: Int64?,
        theirs: [StreamAccount],
        reader: any StoreReader,
        materials: MaterialFolder
    ) throws {
        self.askedAt = askedAt
        self.answeredAt = answeredAt
        self.theirs = theirs
        ours = try StreamAccount.all(with: peer, reader: reader)
        outstanding = []
        if answeredAt == nil { outstanding.append(.silent) }
        for account in ours { compare(account) }
        var filter = QuarantineFilter()
        filter.peer = peer
        filter.limit = Self.listedMax
        outstanding += try reader.quarantine(filter).map { .quarantined($0) }
        for row in try reader.wantedMaterials(peer, after: nil, limit: Self.listedMax) {
            outstanding.append(.material(row.digest, held: materials.partSize(of: row.digest), size: row.size))
        }
    }

    private mutating func compare(_ account: StreamAccount) {
        if account.pending > 0 { outstanding.append(.pending(account.lane, account.pending)) }
        guard let other = counterpart(of: account) else { return }
        let here = account.end
        let there = other.end
        if here.sequence > there.sequence {
            // Of the peer's own stream we can't hold more than it has, unless it lost some.
            let rest = (there.sequence + 1)...here.sequence
            outstanding.append(
                account.isOwn ? .unreceipted(account.lane, rest) : .differs(account.lane, isOwn: false, rest.lowerBound)
            )
        } else if there.sequence > here.sequence {
            let rest = (here.sequence + 1)...there.sequence
            outstanding.append(
                account.isOwn ? .differs(account.lane, isOwn: true, rest.lowerBound) : .notReceived(account.lane, rest)
            )
        } else if here.hash != there.hash {
            outstanding.append(.differs(account.lane, isOwn: account.isOwn, here.sequence))
        }
    }
}
