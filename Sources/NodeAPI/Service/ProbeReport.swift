import CaseModel

/// What came of a probe (探测): an entry that means nothing, sent to see whether a peer takes entries.
package struct ProbeReport: Hashable, Sendable {
    /// The peer's word that the entry is on its disk.
    package struct Receipt: Hashable, Sendable {
        /// How long it took, there and back and both disks included, in milliseconds.
        package var milliseconds: Int64
        /// The receipt's time by the peer's clock, in milliseconds since 1970-01-01T00:00:00Z.
        package var peerTime: Int64
        /// By how much the peer's clock is ahead of this node's, in milliseconds; it may err by half of `milliseconds`.
        package var clockAhead: Int64

        /// Makes a receipt.
        package init(milliseconds: Int64, peerTime: Int64, clockAhead: Int64) {
            self.milliseconds = milliseconds
            self.peerTime = peerTime
            self.clockAhead = clockAhead
        }
    }

    /// How the peer stands after the probe.
    package var peer: PeerStatus
    /// When it was asked, in milliseconds since 1970-01-01T00:00:00Z.
    package var askedAt: Int64
    /// Whether an entry was sent; a peer that was not reached since this node's start gets none.
    package var isSent: Bool
    /// What the peer said; `nil` where it said nothing in time.
    package var receipt: Receipt?

    /// Makes a report.
    package init(peer: PeerStatus, askedAt: Int64, isSent: Bool, receipt: Receipt?) {
        self.peer = peer
        self.askedAt = askedAt
        self.isSent = isSent
        self.receipt = receipt
    }
}
