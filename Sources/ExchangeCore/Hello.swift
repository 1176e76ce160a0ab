/// Who a node is and where its streams with the receiver of this message stand.
public struct Hello: Hashable, Sendable {
    /// What is said about one lane.
    public struct Standing: Hashable, Sendable {
        /// "Of your stream I hold through here", on disk.
        public var received: Position
        /// "My stream to you ends here", on disk.
        public var sent: Position

        /// Says where both directions of a lane stand.
        public init(received: Position, sent: Position) {
            self.received = received
            self.sent = sent
        }
    }

    /// The node that speaks.
    public var node: NodeCode
    /// The store's epoch: a random number made with the database, so that a database made anew is seen as such.
    public var epoch: UInt64
    /// A random number made at each start of the daemon: a new one means that all earlier talk is void.
    public var session: UInt64
    /// The session of the receiver with which the speaker is in talk, 0 if none: so that both know that both heard.
    public var heard: UInt64
    /// A number that the receiver is to echo in its hellos.
    ///
    /// The speaker changes it with each new talk, so that an echo proves that a hello is no leftover of an earlier
    /// life. 0 when the speaker needs no proof, which is safe only on a transport that keeps the order.
    public var challenge: UInt64
    /// The challenge of the receiver that the speaker heard last, 0 if none.
    public var echo: UInt64
    /// The protocol versions that the speaker can use.
    public var versions: ClosedRange<UInt32>
    /// The software's version, for people.
    public var software: String
    /// A maintenance notice for people, or `nil`.
    public var maintenance: Maintenance?
    /// Every lane's standing.
    public var standings: [Lane: Standing]

    /// Makes a hello.
    public init(
        node: NodeCode,
        epoch: UInt64,
        session: UInt64,
        heard: UInt64,
        versions: ClosedRange<UInt32>,
        software: String,
        maintenance: Maintenance?,
        standings: [Lane: Standing],
        challenge: UInt64 = 0,
        echo: UInt64 = 0
    ) {
        self.node = node
        self.epoch = epoch
        self.session = session
        self.heard = heard
        self.challenge = challenge
        self.echo = echo
        self.versions = versions
        self.software = software
        self.maintenance = maintenance
        self.standings = standings
    }
}
