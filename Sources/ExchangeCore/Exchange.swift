/// A node's side of the exchange with all its peers: a value without I/O, clock or chance.
///
/// Give it an `Input` and the time, do what the `Step` says, give it what came of that. It speaks only of what a
/// `Commit` told it is on disk, so everything in `Step.sends` may leave at once.
public struct Exchange: Sendable {
    /// The node that this is.
    public let node: NodeCode
    /// The random number of this start.
    public let session: UInt64
    /// The store's epoch.
    public let epoch: UInt64
    /// The bounds.
    public let limits: Limits

    let software: String
    let mutation: Mutation
    var maintenance: Maintenance?
    var peers: [Peer]
    private var places: [NodeCode: Int]
    private var deadlines: Deadlines
    private var clock: Instant?
    private var receipts = HeldReceipts()

    /// Starts from what the disk holds.
    ///
    /// `session` is a random number made at this start, never 0.
    public init(node: NodeCode, session: UInt64, software: String, saved: Saved, limits: Limits = Limits()) {
        self.init(node: node, session: session, software: software, saved: saved, limits: limits, mutation: [])
    }

    /// Starts with rules broken on purpose, for tests of the checkers.
    ///
    /// Release builds break none.
    package init(
        node: NodeCode,
        session: UInt64,
        software: String,
        saved: Saved,
        limits: Limits,
        mutation: Mutation
    ) {
        precondition(session != 0, "a session is a random number other than 0")
        self.node = node
        self.session = session
        self.epoch = saved.epoch
        self.software = software
        self.limits = limits
        self.mutation = mutation
        let known = Set(saved.streams.keys.map(\.peer)).union(saved.peerEpochs.keys).subtracting([node])
        peers = known.sorted().map { Peer(code: $0, saved: saved, limits: limits) }
        places = Dictionary(uniqueKeysWithValues: peers.enumerated().map { ($1.code, $0) })
        deadlines = Deadlines(count: peers.count)
    }

    /// Takes one input and says what to do.
    ///
    /// Costs the same however long the streams are; nothing that a peer can send traps. The time may stand still or be
    /// set back.
    public mutating func handle(_ input: Input, at now: Instant) -> Step {
        var step = Step()
        keepTime(now)
        let context = context(at: now)
        switch input {
        case .members(let codes): setMembers(codes, context, &step)
        case .audible(let code): with(code, context, &step) { $0.becomeAudible($1, &$2) }
        case .linkLost(let code): with(code, context, &step) { $0.lose(&$2) }
        case .message(let message, let code, let talk): take(message, from: code, talk: talk, context, &step)
        case .committed(let commit): take(commit, context, &step)
        case .writeFailed(let key): with(key.peer, context, &step) { $0.writeFailed(key.lane, $1, &$2) }
        case .found(let question, let hash):
            with(question.stream.peer, context, &step) {
                $0.found(question.stream.lane, question.sequence, hash, $1, &$2)
            }
        case .sent(let key, let after, let through, let bytes, let frames, let blocked):
            with(key.peer, context, &step) {
                $0.sent(
                    key.lane,
                    after: after,
                    through: through,
                    bytes: bytes,
                    frames: frames,
                    blocked: blocked,
                    $1,
                    &$2
                )
            }
        case .maintenance(let notice): announce(notice, now, &step)
        case .resume(let key): with(key.peer, context, &step) { $0.resume(key.lane, $1, &$2) }
        case .tick: for place in deadlines.places(through: now) { update(place, context, &step) { $0.tick($1, &$2) } }
        }
        receipts.pass(&step, at: now, waitingMilliseconds: isLast(input) ? 0 : limits.receiptWaitMilliseconds)
        step.deadline = deadline
        return step
    }

    /// Whether the daemon may end after this input.
    private func isLast(_ input: Input) -> Bool { if case .maintenance = input { true } else { false } }

    /// Both sessions in one number, to be said in every frame to this peer beside the message; 0 before the peer is heard.
    ///
    /// A receiver ignores frames of another talk: what was under way when a node was restarted, perhaps from a backup,
    /// must not be believed.
    public func talk(with peer: NodeCode) -> UInt64 {
        guard let place = places[peer] else { return 0 }
        return peers[place].talk(session)
    }

    /// The earliest moment at which something is due.
    private var deadline: Instant? {
        guard let held = receipts.deadline else { return deadlines.earliest }
        return min(held, deadlines.earliest ?? held)
    }

    private func context(at now: Instant) -> Context {
        Context(
            node: node,
            session: session,
            epoch: epoch,
            software: software,
            maintenance: maintenance,
            limits: limits,
            mutation: mutation,
            now: now
        )
    }

    /// Notices a clock that was set back.
    private mutating func keepTime(_ now: Instant) {
        if let clock, now < clock {
            let count = now.milliseconds(since: clock)
            for place in peers.indices {
                peers[place].shift(byMilliseconds: count)
                deadlines[place] = peers[place].deadline(limits)
            }
        }
        clock = now
    }

    /// The place of a peer, made for one that was never spoken of.
    ///
    /// Only for codes that the driver names.
    private mutating func place(of code: NodeCode) -> Int {
        if let place = places[code] { return place }
        peers.append(Peer(code: code, saved: Saved(epoch: epoch), limits: limits))
        places[code] = peers.count - 1
        deadlines.append(nil)
        return peers.count - 1
    }

    private typealias Change = (inout Peer, Context, inout Step) -> Void

    private mutating func with(_ code: NodeCode, _ context: Context, _ step: inout Step, _ change: Change) {
        guard code != node else { return }
        update(place(of: code), context, &step, change)
    }

    private mutating func update(_ place: Int, _ context: Context, _ step: inout Step, _ change: Change) {
        change(&peers[place], context, &step)
        deadlines[place] = peers[place].deadline(limits)
    }
}

extension Exchange {
    private mutating func take(
        _ message: Message,
        from code: NodeCode,
        talk: UInt64,
        _ context: Context,
        _ step: inout Step
    ) {
        guard let place = places[code], peers[place].isMember else {
            step.notices.append(.ignored(code, why: "not on the member list"))
            return
        }
        update(place, context, &step) {
            if case .hello(let hello) = message {
                $0.heard(hello, $1, &$2)
            } else {
                $0.take(message, talk: talk, $1, &$2)
            }
        }
    }

    private mutating func take(_ commit: Commit, _ context: Context, _ step: inout Step) {
        // Answers leave before receipts: somebody waits for them, and a receipt wakes whoever would have to let them pass.
        for (key, position) in commit.appended.inOrder {
            with(key.peer, context, &step) { $0.appended(key.lane, position, $1, &$2) }
        }
        for (key, position) in commit.received.inOrder {
            with(key.peer, context, &step) { $0.received(key.lane, position, $1, &$2) }
        }
    }

    private mutating func setMembers(_ codes: Set<NodeCode>, _ context: Context, _ step: inout Step) {
        for code in codes.sorted() where code != node { _ = place(of: code) }
        for place in peers.indices {
            let isMember = codes.contains(peers[place].code)
            update(place, context, &step) { $0.setMember(isMember, $1, &$2) }
        }
    }

    private mutating func announce(_ notice: Maintenance?, _ now: Instant, _ step: inout Step) {
        guard notice != maintenance else { return }
        maintenance = notice
        let context = context(at: now)
        for place in peers.indices {
            update(place, context, &step) { peer, context, step in
                if peer.isMember, peer.isAudible { peer.sayHello(context, &step) }
            }
        }
    }
}

extension Dictionary where Key == StreamKey {
    /// The pairs in the order of their keys, so that the same commit gives the same step everywhere.
    fileprivate var inOrder: [(key: StreamKey, value: Value)] {
        count < 2 ? Array(self) : sorted { $0.key < $1.key }
    }
}
