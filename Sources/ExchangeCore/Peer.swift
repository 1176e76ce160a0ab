/// Everything about one peer: the link, and three streams in each direction.
struct Peer: Sendable {
    /// The peer.
    let code: NodeCode
    /// Whether it is on the member list.
    var isMember = false
    /// Whether it can hear us.
    var isAudible = false
    /// How far we have come with each other.
    var link = Link.away
    /// The peer's session, 0 when none was heard.
    var session: UInt64 = 0
    /// Talks begun, which makes our challenge: each talk has another.
    var talks: UInt64 = 0
    /// The peer's challenge that was heard last.
    var echo: UInt64 = 0
    /// A session that has not proved yet that it is no leftover, 0 if none.
    var candidate: UInt64 = 0
    /// Entries of an earlier talk are still at the writer: until they are on disk we do not say that we heard the new
    /// session, since that would let the peer compare with what is about to change.
    var isSettling = false
    /// The epoch of the peer's store, as last heard.
    var epoch: UInt64?
    /// The peer's versions, as last heard.
    var versions: ClosedRange<UInt32>?
    /// The peer's software, as last heard.
    var software = ""
    /// The peer's maintenance notice, as last heard.
    var maintenance: Maintenance?
    /// When anything was last heard.
    var heardAt: Instant?
    /// When the next heartbeat is due.
    var heartbeatAt: Instant?
    /// When to try a blocked transport again.
    var blockedUntil: Instant?
    /// Our streams.
    var outgoing: LaneTable<OutgoingStream>
    /// The peer's streams.
    var incoming: LaneTable<IncomingStream>
    /// Messages that were ignored.
    var ignored: UInt64 = 0

    init(code: NodeCode, saved: Saved, limits: Limits) {
        self.code = code
        epoch = saved.peerEpochs[code]
        outgoing = LaneTable { lane in
            let key = StreamKey(peer: code, lane: lane)
            return OutgoingStream(key: key, saved: saved.streams[key] ?? SavedStream(), limits: limits)
        }
        incoming = LaneTable { lane in
            let key = StreamKey(peer: code, lane: lane)
            return IncomingStream(key: key, saved: saved.streams[key] ?? SavedStream())
        }
    }

    /// The moment at which the peer counts as silent.
    func silentAt(_ limits: Limits) -> Instant? {
        guard link != .away, let heardAt else { return nil }
        return heardAt.advanced(byMilliseconds: limits.silenceMilliseconds)
    }

    /// When something is due next.
    func deadline(_ limits: Limits) -> Instant? {
        guard isMember else { return nil }
        var next: Instant?
        func take(_ candidate: Instant?) {
            guard let candidate else { return }
            if let earliest = next, earliest <= candidate { return }
            next = candidate
        }
        if isAudible { take(heartbeatAt) }
        take(silentAt(limits))
        if link.isMutual {
            take(blockedUntil)
            for lane in Lane.byUrgency { take(outgoing[lane].deadline) }
        }
        return next
    }

    /// Does what is due.
    mutating func tick(_ context: Context, _ step: inout Step) {
        guard isMember else { return }
        if let silent = silentAt(context.limits), silent <= context.now { leave(&step) }
        if isAudible, let due = heartbeatAt, due <= context.now { sayHello(context, &step) }
        guard link.isMutual else { return }
        for lane in Lane.byUrgency {
            outgoing[lane].recoverIfDue(context, &step)
            outgoing[lane].retransmitIfDue(context, &step)
        }
        if let blocked = blockedUntil, blocked <= context.now { blockedUntil = nil }
        pump(context, &step)
    }

    /// The clock was set back: every moment that is kept goes back with it.
    mutating func shift(byMilliseconds count: Int64) {
        heardAt = heardAt?.advanced(byMilliseconds: count)
        heartbeatAt = heartbeatAt?.advanced(byMilliseconds: count)
        blockedUntil = blockedUntil?.advanced(byMilliseconds: count)
        for lane in Lane.byUrgency {
            outgoing[lane].shift(byMilliseconds: count)
            if let told = incoming[lane].gapTold {
                incoming[lane].gapTold = (told.after, told.at.advanced(byMilliseconds: count))
            }
        }
    }

    /// Gives a message to the transport, unless the peer cannot hear it.
    func tell(_ message: Message, _ step: inout Step) {
        guard isMember, isAudible else { return }
        step.sends.append(.message(message, to: code))
    }

    /// Counts and tells of something that was ignored.
    mutating func ignore(_ why: String, _ step: inout Step) {
        ignored += 1
        step.notices.append(.ignored(code, why: why))
    }
}
