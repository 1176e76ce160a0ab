import ExchangeCore

/// A node of a simulation: the real core, and a driver that executes its steps as the daemon's does, one piece at a time,
/// so that a crash can come between any two.
struct SimulatedNode: Sendable {
    /// Where the writer is with its transaction.
    enum Writer: Sendable {
        /// Nothing is begun. To `written`.
        case idle
        /// The group is executed and not yet on disk. To `durable`, or back to `idle` when the disk fails.
        case written(Transaction)
        /// The group is on disk and the core does not know. To `idle`.
        case durable(Transaction)
    }

    /// What waits for the writer.
    enum Job: Sendable {
        /// What the core asked for, and how many failures on its stream it knew of when it did.
        case write(Write, failures: Int)
        case append(Utterance, StreamKey)
        /// More entries wait for sequence numbers than one transaction gives.
        case number(StreamKey)
        /// Answers that a mutated driver gives in a transaction of their own.
        case answer([UInt64], [UInt64], to: NodeCode)
    }

    /// What one transaction did.
    struct Transaction: Sendable {
        var commit = Commit()
        var failed: [StreamKey] = []
        var appended: [(stream: StreamKey, id: UInt64)] = []
        var applied: [Applied] = []
        var evidence: [(stream: StreamKey, receipt: Receipt)] = []
        var jobs: [Job] = []
    }

    /// A peer's entry that acted, and what was here when it did.
    struct Applied: Sendable {
        var stream: StreamKey
        var sequence: UInt64
        var said: Utterance
        /// The same entry had acted before.
        var wasThere: Bool
        /// What it answers had an answer before.
        var wasAnswered: Bool
        /// What it answers is here.
        var isKnown: Bool
    }

    let code: NodeCode
    let limits: Limits
    let coreMutation: Mutation
    let mutation: DriverMutation
    /// Added to the simulation's time.
    var skewMilliseconds: Int64 = 0

    /// The core, while the daemon runs.
    var core: Exchange?
    /// How often the daemon was started or stopped: what was planned for an earlier life is void.
    var life = 0
    /// What is on disk.
    var durable: Store
    /// What the open transaction sees.
    var working: Store
    /// Writes fail while this is true.
    var isDiskFull = false
    /// Where the writer is.
    var writer = Writer.idle
    /// What waits for the writer.
    var jobs: [Job] = []
    /// What waits for the transport.
    var outbox: [Send] = []
    /// What waits for the journal.
    var lookups: [Lookup] = []
    /// Streams that were confirmed in this life.
    var confirmed: Set<StreamKey> = []
    /// Failed writes that the core was told of, by stream.
    var failuresTold: [StreamKey: Int] = [:]
    /// Failed writes, by stream.
    ///
    /// What the core asked for before it knew is dropped without another word.
    var failures: [StreamKey: Int] = [:]
    /// Names given to answers, in all lives.
    var names = 0
    /// When the core wants to be called.
    var deadline: Instant?
    /// What happened since the checkers last looked.
    var observations: [Observation] = []
    /// What happened, for people.
    var trace: Trace
    /// The session of this life.
    var session: UInt64 = 0

    init(
        code: NodeCode,
        epoch: UInt64,
        limits: Limits,
        coreMutation: Mutation = [],
        mutation: DriverMutation = [],
        trace: Trace
    ) {
        self.code = code
        self.limits = limits
        self.coreMutation = coreMutation
        self.mutation = mutation
        self.trace = trace
        durable = Store(epoch: epoch)
        working = durable
    }

    /// Whether the daemon runs.
    var isUp: Bool { core != nil }

    /// Starts the daemon on what is on disk.
    mutating func start(session new: UInt64, members: Set<NodeCode>, software: String = "1.0", at now: Instant) {
        if session == 0 || !mutation.contains(.sessionReused) { session = new }
        life += 1
        working = durable
        if trace.isOn { trace.line("\(trace.name(code)) starts, session \(trace.session(session))") }
        core = Exchange(
            node: code,
            session: session,
            software: software,
            saved: durable.saved,
            limits: limits,
            mutation: coreMutation
        )
        give(.members(members), at: now)
    }

    /// The daemon ends at once; what was not on disk is gone.
    mutating func crash() {
        if trace.isOn { trace.line("\(trace.name(code)) crashes") }
        stop()
    }

    /// The disk is exchanged for an image of it, or for a new one.
    mutating func restore(_ image: Store) {
        stop()
        durable = image
        working = image
        observations.append(.restored)
    }

    private mutating func stop() {
        life += 1
        core = nil
        writer = .idle
        jobs = []
        outbox = []
        lookups = []
        confirmed = []
        failuresTold = [:]
        failures = [:]
        deadline = nil
        working = durable
    }

    /// Gives the core an input and puts what the step says where it waits to be done.
    mutating func give(_ input: Input, at now: Instant) {
        // Taken out, since whatever is shared is copied when it changes: with many peers, for every message.
        guard var core = self.core.take() else { return }
        if case .writeFailed(let key) = input { failuresTold[key, default: 0] += 1 }
        let step = core.handle(input, at: now.advanced(byMilliseconds: skewMilliseconds))
        self.core = core
        for notice in step.notices {
            if trace.isOn { trace.line("\(trace.name(code)) notes: \(trace.describe(notice))") }
            observations.append(.notice(notice))
        }
        for (peer, epoch) in step.epochs { working.peerEpochs[peer] = epoch }
        for write in step.writes { jobs.append(.write(write, failures: failuresTold[write.stream] ?? 0)) }
        lookups.append(contentsOf: step.lookups)
        outbox.append(contentsOf: step.sends)
        deadline = step.deadline?.advanced(byMilliseconds: -skewMilliseconds)
        observations.append(.handled)
    }

    /// Answers the question that waits longest.
    mutating func answerLookup(at now: Instant) {
        guard !lookups.isEmpty else { return }
        let lookup = lookups.removeFirst()
        give(.found(lookup, durable.streams[lookup.stream]?.ownHash(at: lookup.sequence)), at: now)
    }
}

extension Write {
    /// The stream that a write belongs to.
    var stream: StreamKey {
        switch self {
        case .accept(let batch, let peer), .restore(let batch, let peer): StreamKey(peer: peer, lane: batch.lane)
        case .confirm(let key), .acknowledged(let key, _): key
        }
    }
}
