import ExchangeCore

/// Two exchanges that talk without disk, wire and clock: what either asks for is done at once.
struct CoreTalk {
    private var cores: [Exchange]
    private let codes: [NodeCode]
    private let stream: StreamKey
    private let header = [UInt8](repeating: 7, count: 150)
    private let body = [UInt8](repeating: 9, count: 1_024)
    private var deadlines: [Instant?] = [nil, nil]
    private var waiting: [(side: Int, input: Input)] = []
    private var end: UInt64 = 0
    private var now = Instant(milliseconds: BenchSample.time)

    /// Inputs that the exchanges took.
    private(set) var steps = 0

    /// Brings the two together, the first with the second.
    ///
    /// - Throws: where they do not come to talk.
    init(_ sample: BenchSample) throws {
        codes = [sample.quzhou, sample.nanping]
        stream = StreamKey(peer: sample.nanping, lane: .case)
        cores = codes.enumerated().map { place, code in
            Exchange(
                node: code,
                session: UInt64(place) + 1,
                software: "bench",
                saved: Saved(epoch: UInt64(place) + 1)
            )
        }
        for side in 0...1 { give(.members([codes[1 - side]]), to: side) }
        for side in 0...1 { give(.audible(codes[1 - side]), to: side) }
        settle()
        // Each heartbeat takes them further.
        for _ in 0..<10 where lane?.phase != .running || lane?.isConfirmed != true {
            now = now.advanced(byMilliseconds: 1_000)
            for side in 0...1 { give(.tick, to: side) }
            settle()
        }
        guard lane?.phase == .running else { throw CommandFailure(.nodeFailed, "the two exchanges do not talk") }
    }

    /// The first commits entries, and all is done until it has their receipt.
    ///
    /// - Throws: where no receipt comes.
    mutating func commit(_ count: Int) throws {
        now = now.advanced(byMilliseconds: 1)
        for side in 0...1 {
            if let deadline = deadlines[side], deadline <= now { give(.tick, to: side) }
        }
        end += UInt64(count)
        give(.committed(Commit(appended: [stream: position(end)])), to: 0)
        settle()
        guard lane?.acknowledged.sequence == end else {
            throw CommandFailure(.nodeFailed, "the two exchanges stopped at entry \(end)")
        }
    }

    private var lane: LaneView? { cores[0].view(of: codes[1])?.lanes.first { $0.lane == stream.lane } }

    private mutating func give(_ input: Input, to side: Int) { waiting.append((side, input)) }

    private mutating func settle() {
        var next = 0
        while next < waiting.count {
            let (side, input) = waiting[next]
            next += 1
            let step = cores[side].handle(input, at: now)
            steps += 1
            deadlines[side] = step.deadline
            carryOut(step, side)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private mutating func carryOut(_ step: Step, _ side: Int) {
        for case .accept(let batch, let peer) in step.writes {
            let key = StreamKey(peer: peer, lane: batch.lane)
            give(.committed(Commit(received: [key: batch.through])), to: side)
        }
        for lookup in step.lookups { give(.found(lookup, position(lookup.sequence).hash), to: side) }
        for send in step.sends {
            switch send {
            case .message(let message, _): say(message, from: side)
            case .entries(let key, let after, let through, _, let frames):
                sendEntries(key, after: after, through: through, frames: frames, from: side)
            case .returned: break
            }
        }
    }

    private mutating func say(_ message: Message, from side: Int) {
        let talk = cores[side].talk(with: codes[1 - side])
        give(.message(message, from: codes[side], talk: talk), to: 1 - side)
    }

    private mutating func sendEntries(_ key: StreamKey, after: UInt64, through: UInt64, frames: Int, from side: Int) {
        var (last, bytes, count) = (after, 0, 0)
        while last < through, count < frames {
            let entries = (last + 1...min(through, last + UInt64(BenchSample.run))).map(entry)
            guard let batch = Batch(lane: key.lane, entries: entries, signature: []) else { break }
            bytes += batch.byteCount
            last = batch.through.sequence
            count += 1
            say(.entries(batch), from: side)
        }
        give(.sent(key, after: after, through: last, bytes: bytes, frames: count, blocked: false), to: side)
    }

    private func entry(_ sequence: UInt64) -> Entry {
        Entry(
            sequence: sequence,
            hash: position(sequence).hash,
            previous: position(sequence - 1).hash,
            header: header,
            body: body
        )
    }

    /// A place whose hash is its number: what is hashed is nothing to the core.
    private func position(_ sequence: UInt64) -> Position {
        guard sequence > 0, let hash = withUnsafeBytes(of: (sequence, sequence, sequence, sequence), { Digest($0) })
        else { return .start }
        return Position(sequence: sequence, hash: hash)
    }
}
