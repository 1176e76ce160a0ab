import ExchangeCore
import ExchangeWire

/// What other threads tell the exchange thread.
enum ExchangeLetter: Sendable {
    /// A transaction is on disk; these own entries were in it, in order.
    case committed(Commit, sealed: [SealedEntry])
    /// Entries of these streams, which the core asked to be written at this issue, could not be.
    case writeFailed([StreamKey], issue: UInt64)
    /// The member list was read anew.
    case federation(Federation)
    /// Everybody's signing keys, with a new member list.
    case keyring(Keyring)
    /// A member announced a further signing key.
    case key(AnnouncedKey)
    /// An operator lets a halted stream compare again.
    case resume(StreamKey)
    /// A frame of a material transfer; what is counted of it is counted as long as there is the letter.
    case material(MaterialSending, to: NodeCode, share: ByteBudget.Share? = nil)
    /// A question for a peer's account of the streams between us, or the answer to one.
    case account(AccountFrame, to: NodeCode)
    /// Somebody wants to know how things stand.
    case report(@Sendable (ExchangeReport) -> Void)
    /// Somebody wants to know that the thread lives.
    case ping(@Sendable () -> Void)
    /// Send what there is, wait for receipts for a while, and end.
    case stop
}

/// One of our own entries, with its stream.
struct SealedEntry: Sendable {
    /// The stream.
    var stream: StreamKey
    /// The entry.
    var entry: Entry
}

/// A frame of a material transfer that a peer sent.
enum MaterialFrame: Sendable {
    /// The peer asks.
    case request(MaterialRequest)
    /// The peer answers.
    case chunk(MaterialChunk)
}

/// A frame of a material transfer for a peer.
enum MaterialSending: Sendable {
    /// We ask.
    case request(MaterialRequest)
    /// We answer, with a frame that was written where the file was read.
    case part([UInt8])
}

/// A frame about accounts.
enum AccountFrame: Sendable {
    /// We ask a peer; the number comes back with the answer.
    case request(AccountRequest)
    /// We answer a peer.
    case answer(AccountAnswer)
}

/// How the exchange stands, all taken at one moment.
package struct ExchangeReport: Sendable {
    /// One peer.
    package struct Peer: Sendable {
        /// The core's view.
        package var view: PeerView?
        /// The link as the transport sees it.
        package var phase: LinkPhase
        /// What was dropped of this peer's.
        package var refusals: PeerRefusals
        /// What went to it and came from it.
        package var traffic = PeerTraffic()
        /// How often no connection could be made.
        package var failures = HandshakeFailures()
    }

    /// Every peer.
    package var peers: [NodeCode: Peer]
    /// Connections that were refused because nobody knows their key.
    package var strangers: [Stranger]
    /// How many of those there were since the start, also of strangers that are forgotten.
    package var strangersRefused: Int64 = 0

    /// What is told while the exchange does not answer.
    package static let nothing = ExchangeReport(peers: [:], strangers: [])
}

/// Somebody whose key is on no list.
package struct Stranger: Sendable {
    /// Where the connection came from.
    package var address: String
    /// The key that was shown, Z85; `nil` where the handshake ended before.
    package var key: String?
    /// How often.
    package var count: Int64
    /// The last time.
    package var lastAt: Instant
}
