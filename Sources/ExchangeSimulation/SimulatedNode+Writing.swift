import ExchangeCore

extension SimulatedNode {
    /// Entries that get a sequence number in one transaction when many wait.
    static let numberedPerTransactionMax = 4

    /// Whether the writer has something to do.
    var hasWriting: Bool {
        if case .idle = writer { !jobs.isEmpty } else { true }
    }

    /// Does the writer's next piece: execute a group, put it on disk, or tell the core.
    mutating func write(group: Int, at now: Instant) {
        switch writer {
        case .idle: begin(min(group, jobs.count))
        case .written(let transaction):
            if isDiskFull {
                fail(transaction, at: now)
            } else if mutation.contains(.commitToldEarly) {
                var rest = transaction
                rest.commit = Commit()
                rest.failed = []
                writer = .durable(rest)
                tell(transaction, at: now)
            } else {
                durable = working
                observations.append(.committed(transaction))
                if trace.isOn { describe(transaction) }
                writer = .durable(transaction)
            }
        case .durable(let transaction):
            if mutation.contains(.commitToldEarly) { durable = working }
            writer = .idle
            tell(transaction, at: now)
        }
    }

    /// Executes so many jobs in one transaction that is not on disk yet.
    private mutating func begin(_ count: Int) {
        guard count > 0 else { return }
        var transaction = Transaction()
        transaction.jobs = Array(jobs.prefix(count))
        jobs.removeFirst(count)
        var answers = Answers()
        for job in transaction.jobs { execute(job, &transaction, &answers) }
        give(answers, &transaction)
        writer = .written(transaction)
    }

    /// The disk took nothing of it.
    private mutating func fail(_ transaction: Transaction, at now: Instant) {
        if trace.isOn { trace.line("\(trace.name(code)) cannot write") }
        working = durable
        writer = .idle
        var touched = Set(transaction.commit.received.keys).union(transaction.commit.appended.keys)
        touched.formUnion(transaction.failed)
        for job in transaction.jobs {
            switch job {
            case .write(.acknowledged(let key, _), _): touched.insert(key)
            case .write(.confirm(let key), _), .number(let key): jobs.append(.number(key))
            case .write, .append, .answer: break
            }
        }
        for key in touched.sorted() {
            if !transaction.failed.contains(key) { failures[key, default: 0] += 1 }
            give(.writeFailed(key), at: now)
        }
    }

    /// Tells the core what is on disk and what could not be kept.
    private mutating func tell(_ transaction: Transaction, at now: Instant) {
        let commit = transaction.commit
        if !commit.received.isEmpty || !commit.appended.isEmpty { give(.committed(commit), at: now) }
        for key in transaction.failed { give(.writeFailed(key), at: now) }
    }

    /// One job, in a savepoint: what cannot be kept leaves no trace.
    private mutating func execute(_ job: Job, _ transaction: inout Transaction, _ answers: inout Answers) {
        switch job {
        case .write(.accept(let batch, let peer), let known):
            guard counts(known, StreamKey(peer: peer, lane: batch.lane)) else { return }
            accept(batch, from: peer, &transaction, &answers)
        case .write(.restore(let batch, let peer), let known):
            guard counts(known, StreamKey(peer: peer, lane: batch.lane)) else { return }
            restore(batch, from: peer, &transaction)
        case .write(.confirm(let key), _):
            confirmed.insert(key)
            number(key, &transaction)
        case .write(.acknowledged(let key, let receipt), _):
            working.streams[key, default: .init()].acknowledged = receipt.through
            transaction.evidence.append((key, receipt))
        case .append(let utterance, let key): append(utterance, to: key, &transaction)
        case .number(let key): number(key, &transaction)
        case .answer(let registered, let refused, let peer):
            answers.registered[peer, default: []] += registered
            answers.refused[peer, default: []] += refused
        }
    }

    /// Keeps a peer's entries and lets them act.
    private mutating func accept(
        _ batch: Batch,
        from peer: NodeCode,
        _ transaction: inout Transaction,
        _ answers: inout Answers
    ) {
        let key = StreamKey(peer: peer, lane: batch.lane)
        let end = working.streams[key]?.receivedEnd ?? .start
        if batch.before != end {
            observations.append(.misplaced(key, wanted: end, got: batch.before))
            return fail(key, &transaction)
        }
        let said = batch.entries.map { Utterance(body: $0.body ?? []) }
        if mutation.contains(.poisonBlocks), said.contains(where: { $0?.kind == .poison }) {
            return fail(key, &transaction)
        }
        observations.append(.accepting(from: peer))
        working.streams[key, default: .init()].received += batch.entries
        working.streams[key]?.receivedEnds.append(batch.through.sequence)
        transaction.commit.received[key] = batch.through
        for (entry, utterance) in zip(batch.entries, said) {
            guard let utterance else { continue }
            apply(utterance, entry.sequence, key, &transaction, &answers)
        }
    }

    /// Whether a write was asked for with knowledge of every failure on its stream.
    private func counts(_ known: Int, _ key: StreamKey) -> Bool {
        known == failures[key] ?? 0 || mutation.contains(.failureForgotten)
    }

    /// One write cannot be kept: nothing that the core asked for on this stream counts until it knows.
    private mutating func fail(_ key: StreamKey, _ transaction: inout Transaction) {
        failures[key, default: 0] += 1
        transaction.failed.append(key)
    }

    /// One entry acts: in the file, or in quarantine.
    private mutating func apply(
        _ utterance: Utterance,
        _ sequence: UInt64,
        _ key: StreamKey,
        _ transaction: inout Transaction,
        _ answers: inout Answers
    ) {
        let id = utterance.id
        transaction.applied.append(
            Applied(
                stream: key,
                sequence: sequence,
                said: utterance,
                wasThere: working.applied.contains(id) || working.quarantined.contains(id),
                wasAnswered: utterance.about.contains { working.answers.contains($0) },
                isKnown: utterance.about.allSatisfy { working.said.contains($0) }
            )
        )
        switch utterance.kind {
        case .plain: working.applied.insert(id)
        case .case:
            working.applied.insert(id)
            if !working.answered.contains(id) { answers.registered[key.peer, default: []].append(id) }
        case .poison:
            working.quarantined.insert(id)
            if !working.answered.contains(id) { answers.refused[key.peer, default: []].append(id) }
        case .registered, .refused:
            working.applied.insert(id)
            working.answers.formUnion(utterance.about)
        }
    }

    /// Keeps own entries that a peer returned.
    ///
    /// What waited for a number and is among them has one now.
    private mutating func restore(_ batch: Batch, from peer: NodeCode, _ transaction: inout Transaction) {
        let key = StreamKey(peer: peer, lane: batch.lane)
        let end = working.streams[key]?.end ?? .start
        guard batch.before == end else {
            observations.append(.misplaced(key, wanted: end, got: batch.before))
            return fail(key, &transaction)
        }
        working.streams[key, default: .init()].own += batch.entries
        transaction.commit.appended[key] = batch.through
        for entry in batch.entries {
            guard let said = Utterance(body: entry.body ?? []) else { continue }
            working.said.insert(said.id)
            if said.kind.isAnswer, !mutation.contains(.answersRepeated) { working.answered.formUnion(said.about) }
            if !mutation.contains(.pendingRepeated) { forgetPending(said, key) }
        }
    }

    private mutating func forgetPending(_ said: Utterance, _ key: StreamKey) {
        guard var pending = working.streams[key]?.pending, !pending.isEmpty else { return }
        pending.removeAll { $0.id == said.id }
        if said.kind.isAnswer {
            for index in pending.indices where pending[index].kind == said.kind {
                pending[index].about.removeAll { said.about.contains($0) }
            }
            pending.removeAll { $0.kind.isAnswer && $0.about.isEmpty }
        }
        working.streams[key]?.pending = pending
    }

    /// Takes in an own entry: with a number when the stream is confirmed and none waits, otherwise it waits.
    private mutating func append(_ utterance: Utterance, to key: StreamKey, _ transaction: inout Transaction) {
        working.said.insert(utterance.id)
        transaction.appended.append((key, utterance.id))
        let mayNumber = confirmed.contains(key) || mutation.contains(.numberedUnconfirmed)
        if mayNumber, working.streams[key]?.pending.isEmpty ?? true {
            seal(utterance, key, &transaction)
        } else {
            working.streams[key, default: .init()].pending.append(utterance)
        }
    }

    /// Gives numbers to entries that wait, a bounded number at once.
    private mutating func number(_ key: StreamKey, _ transaction: inout Transaction) {
        guard confirmed.contains(key), let pending = working.streams[key]?.pending, !pending.isEmpty else { return }
        let count = min(pending.count, Self.numberedPerTransactionMax)
        for utterance in pending.prefix(count) { seal(utterance, key, &transaction) }
        working.streams[key]?.pending.removeFirst(count)
        if count < pending.count { jobs.append(.number(key)) }
    }

    private mutating func seal(_ utterance: Utterance, _ key: StreamKey, _ transaction: inout Transaction) {
        let end = working.streams[key]?.end ?? .start
        let entry = utterance.entry(after: end, from: code, to: key.peer, lane: key.lane)
        working.streams[key, default: .init()].own.append(entry)
        transaction.commit.appended[key] = entry.position
    }

    /// The answers that one transaction gives, by peer.
    struct Answers {
        var registered: [NodeCode: [UInt64]] = [:]
        var refused: [NodeCode: [UInt64]] = [:]
    }

    /// One `registered` entry per transaction and peer, and one `refused` per entry that could not be applied.
    private mutating func give(_ answers: Answers, _ transaction: inout Transaction) {
        let isApart =
            mutation.contains(.answerApart) && transaction.jobs.contains { if case .write = $0 { true } else { false } }
        for peer in Set(answers.registered.keys).union(answers.refused.keys).sorted() {
            let registered = answers.registered[peer] ?? []
            let refused = answers.refused[peer] ?? []
            if isApart {
                jobs.append(.answer(registered, refused, to: peer))
                continue
            }
            let key = StreamKey(peer: peer, lane: .result)
            working.answered.formUnion(registered)
            working.answered.formUnion(refused)
            if !registered.isEmpty {
                append(Utterance(kind: .registered, id: newName(), about: registered), to: key, &transaction)
            }
            for id in refused { append(Utterance(kind: .refused, id: newName(), about: [id]), to: key, &transaction) }
        }
    }

    /// A name for an answer that no entry had in any life of any node.
    private mutating func newName() -> UInt64 {
        names += 1
        return UInt64(code.number) << 40 | UInt64(names)
    }

    /// A line about what is on disk now.
    private mutating func describe(_ transaction: Transaction) {
        var parts: [String] = []
        for (key, place) in transaction.commit.received.sorted(by: { $0.key < $1.key }) {
            parts.append("holds \(trace.name(key)) through \(trace.describe(place))")
        }
        for (key, place) in transaction.commit.appended.sorted(by: { $0.key < $1.key }) {
            parts.append("has said \(trace.name(key)) through \(trace.describe(place))")
        }
        for (key, receipt) in transaction.evidence {
            parts.append("keeps the receipt of \(trace.name(key)) through \(trace.describe(receipt.through))")
        }
        let poison = transaction.applied.filter { $0.said.kind == .poison }.count
        if poison > 0 { parts.append("\(poison) in quarantine") }
        let waiting = Set(transaction.appended.map(\.stream)).subtracting(transaction.commit.appended.keys)
        for key in waiting.sorted() {
            parts.append("\(durable.streams[key]?.pending.count ?? 0) for \(trace.name(key)) wait for a number")
        }
        if !parts.isEmpty { trace.line("\(trace.name(code)) on disk: \(parts.joined(separator: "; "))") }
    }
}
