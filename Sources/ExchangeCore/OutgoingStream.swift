/// One of our own streams: what we said, what of it the peer holds, and what is on the way.
///
/// Positions, always `acknowledged <= end` once compared, and `cursor` between them:
///
///     1 ........ acknowledged ........ cursor ........ end
///       on the peer's disk     on the way      to be sent
struct OutgoingStream: Sendable {
    /// What may be done with the stream in this talk with the peer.
    enum State: Sendable {
        /// The peer has not yet said what it holds. To `checking`, `recovering`, `running` or `halted`.
        case uncompared
        /// The journal is asked for our hash where the peer stands. To `running` or `halted`; with a new talk to
        /// `uncompared`.
        case checking(Position)
        /// The peer holds more than we do and returns it. To `running`, `checking` or `halted`; with a new talk to
        /// `uncompared`.
        case recovering(Recovery)
        /// Both agree: entries go and receipts count. With a new talk to `uncompared`; to `halted`.
        case running
        /// Two entries stand at one place. Only an operator's resume leads out, to `uncompared`.
        case halted(Halt)
    }

    /// How far the return of our own entries has come.
    struct Recovery: Sendable {
        /// What the peer holds.
        var target: Position
        /// Bytes that came since the last request.
        var bytesSinceRequest = 0
        /// The largest batch that came.
        var batchBytesMax = 0
        /// When to ask again.
        var retryAt: Instant?
        /// The wait before the next repetition of a request that brought nothing.
        var retryMilliseconds: Int64
        /// Where the last request began, so that a repetition is known as such.
        var askedAfter: UInt64?
    }

    /// Entries that were handed to the transport at once.
    struct Run: Sendable {
        var through: UInt64
        var bytes: Int
        var frames: Int
    }

    /// What a peer says it holds, with a receipt or only in a hello.
    struct Claim: Sendable {
        var through: Position
        var receipt: Receipt?
        var gap: Bool
    }

    /// Which stream.
    let key: StreamKey
    /// What may be done with it.
    var state = State.uncompared
    /// Whether it was confirmed since our start: from then on entries get sequence numbers.
    var confirmed = false
    /// The last entry on our disk.
    var end: Position
    /// The last entry given to the writer to be restored; not before `end`.
    var restoring: Position
    /// The last entry that the peer is known to hold.
    var acknowledged: Position
    /// The last entry for which we keep a signed receipt that is still true.
    var evidence: UInt64
    /// The last entry handed to the transport.
    var cursor: UInt64
    /// What is on the way, in order.
    var flight = Queue<Run>()
    /// Sum of `flight`.
    var flightBytes = 0
    /// Sum of `flight`.
    var flightFrames = 0
    /// True while a `Send.entries` is not answered.
    var isAsked = false
    /// True when the answer counts for nothing because the stream went back meanwhile.
    var isAskVoid = false
    /// Our own hashes at ends of recent commits.
    var ends = Queue<Position>()
    /// The claim whose hash the journal is asked for, and the newest that came meanwhile.
    var claim: Claim?
    var laterClaim: Claim?
    /// When to send again what has no receipt.
    var retransmitAt: Instant?
    /// The wait before that, doubled each time and reset by progress.
    var retransmitMilliseconds: Int64
    /// When the first entries went after the stream last went back.
    var flightBeganAt: Instant?
    /// How often something was sent again, and how often entries were.
    var retransmissions: UInt64 = 0

    init(key: StreamKey, saved: SavedStream, limits: Limits) {
        self.key = key
        end = saved.sent
        restoring = saved.sent
        acknowledged = saved.acknowledged
        evidence = saved.acknowledged.sequence
        cursor = saved.acknowledged.sequence
        retransmitMilliseconds = limits.retransmitMillisecondsMin
    }

    /// Compared in this talk, with whatever outcome.
    var isCompared: Bool {
        switch state {
        case .running, .halted: true
        case .uncompared, .checking, .recovering: false
        }
    }

    /// Entries may go and receipts count.
    var isRunning: Bool {
        if case .running = state { true } else { false }
    }

    /// Something was sent, or is held by the peer, for which there is no receipt.
    var awaitsReceipt: Bool { isRunning && (cursor > acknowledged.sequence || evidence < acknowledged.sequence) }

    /// When something is due.
    var deadline: Instant? {
        if case .recovering(let recovery) = state { return recovery.retryAt }
        return retransmitAt
    }

    /// Our hash at a place, where it is known without asking the journal.
    func knownHash(at sequence: UInt64) -> Digest? {
        if sequence == 0 { return .zero }
        if sequence == end.sequence { return end.hash }
        if sequence == acknowledged.sequence { return acknowledged.hash }
        return ends.waiting.last { $0.sequence == sequence }?.hash
    }

    /// The journal grew through here.
    mutating func grew(to position: Position, limits: Limits) {
        guard position.sequence > end.sequence else { return }
        end = position
        if restoring.sequence < end.sequence { restoring = end }
        ends.append(position)
        if ends.count > limits.rememberedEndsMax { ends.dropFirst() }
    }

    /// A new talk: what the peer holds has to be said anew.
    ///
    /// A halt stays.
    mutating func forgetTalk() {
        claim = nil
        laterClaim = nil
        forgetFlight()
        switch state {
        case .halted: break
        case .uncompared, .checking, .recovering, .running: state = .uncompared
        }
    }

    /// What was on the way is lost, or nobody waits for it: begin again after what is acknowledged.
    mutating func forgetFlight() {
        goBack(to: acknowledged.sequence)
        retransmitAt = nil
    }

    /// The next thing to send is the entry after this one.
    mutating func goBack(to sequence: UInt64) {
        cursor = sequence
        flight.removeAll()
        flightBytes = 0
        flightFrames = 0
        flightBeganAt = nil
        if isAsked { isAskVoid = true }
    }

    /// Drops from the flight what is acknowledged.
    mutating func land() {
        while let run = flight.first, run.through <= acknowledged.sequence {
            flightBytes -= run.bytes
            flightFrames -= run.frames
            flight.dropFirst()
        }
        while let known = ends.first, known.sequence <= acknowledged.sequence { ends.dropFirst() }
    }

    /// The stream stands still from now on.
    mutating func halt(_ halt: Halt) {
        state = .halted(halt)
        claim = nil
        laterClaim = nil
        forgetFlight()
    }
}
