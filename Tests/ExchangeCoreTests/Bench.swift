import ExchangeCore

/// One exchange under test, with helpers that speak as a peer would.
struct Bench {
    static let us = code(330_800)
    static let them = code(350_700)
    static let session: UInt64 = 11
    static let theirSession: UInt64 = 22

    var core: Exchange
    var now = Instant(milliseconds: 1_000_000)

    /// The limits of a daemon, but receipts go to the disk at once.
    static let limits: Limits = {
        var limits = Limits()
        limits.receiptWaitMilliseconds = 0
        return limits
    }()

    init(saved: Saved = Saved(epoch: 1), limits: Limits = Bench.limits) {
        core = Exchange(node: Bench.us, session: Bench.session, software: "1.0", saved: saved, limits: limits)
    }

    static func code(_ number: UInt32) -> NodeCode {
        guard let code = NodeCode(number: number) else { fatalError("not a code: \(number)") }
        return code
    }

    /// What has to be there for the test to make sense.
    static func found<Value>(_ value: Value?) -> Value {
        guard let value else { fatalError("the test's own premise does not hold") }
        return value
    }

    static func key(_ lane: Lane) -> StreamKey { StreamKey(peer: them, lane: lane) }

    /// A digest that names a place: `fork` distinguishes histories.
    static func hash(_ sequence: UInt64, fork: UInt8 = 0) -> Digest {
        if sequence == 0 { return .zero }
        var bytes = [UInt8](repeating: fork, count: 32)
        for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: sequence >> (UInt64(index) * 8)) }
        bytes[31] = 1
        return found(Digest(bytes))
    }

    static func place(_ sequence: UInt64, fork: UInt8 = 0) -> Position {
        Position(sequence: sequence, hash: hash(sequence, fork: fork))
    }

    static func batch(_ lane: Lane, _ range: ClosedRange<UInt64>, fork: UInt8 = 0, size: Int = 10) -> Batch {
        let entries = range.map {
            Entry(
                sequence: $0,
                hash: hash($0, fork: fork),
                previous: hash($0 - 1, fork: fork),
                header: [UInt8](repeating: 0, count: size),
                body: nil
            )
        }
        return found(Batch(lane: lane, entries: entries, signature: [1]))
    }

    static func hello(
        session: UInt64 = theirSession,
        heard: UInt64 = Bench.session,
        received: [Lane: Position] = [:],
        sent: [Lane: Position] = [:],
        versions: ClosedRange<UInt32> = 1...1,
        epoch: UInt64 = 2,
        maintenance: Maintenance? = nil,
        challenge: UInt64 = 0,
        echo: UInt64 = 0
    ) -> Hello {
        var standings: [Lane: Hello.Standing] = [:]
        for lane in Lane.allCases {
            standings[lane] = .init(received: received[lane] ?? .start, sent: sent[lane] ?? .start)
        }
        return Hello(
            node: them,
            epoch: epoch,
            session: session,
            heard: heard,
            versions: versions,
            software: "2.0",
            maintenance: maintenance,
            standings: standings,
            challenge: challenge,
            echo: echo
        )
    }

    @discardableResult
    mutating func give(_ input: Input, after milliseconds: Int64 = 0) -> Step {
        now = now.advanced(byMilliseconds: milliseconds)
        return core.handle(input, at: now)
    }

    @discardableResult
    mutating func say(_ message: Message, talk: UInt64 = session + theirSession) -> Step {
        give(.message(message, from: Bench.them, talk: talk))
    }

    /// Members, audible, and a hello that has heard us.
    @discardableResult
    mutating func connect(received: [Lane: Position] = [:], sent: [Lane: Position] = [:]) -> Step {
        give(.members([Bench.them]))
        give(.audible(Bench.them))
        return say(.hello(Bench.hello(received: received, sent: sent)))
    }

    func lane(_ lane: Lane) -> LaneView { Bench.found(core.view(of: Bench.them)?.lanes.first { $0.lane == lane }) }
    var link: Link { Bench.found(core.view(of: Bench.them)).link }
}

extension Step {
    var hellos: [Hello] { messages.compactMap { if case .hello(let hello) = $0 { hello } else { nil } } }
    var receipts: [Receipt] { messages.compactMap { if case .receipt(let receipt) = $0 { receipt } else { nil } } }
    var recovers: [Recover] { messages.compactMap { if case .recover(let recover) = $0 { recover } else { nil } } }
    var messages: [Message] { sends.compactMap { if case .message(let message, _) = $0 { message } else { nil } } }
    var accepted: [Batch] { writes.compactMap { if case .accept(let batch, _) = $0 { batch } else { nil } } }
    var restores: [Batch] { writes.compactMap { if case .restore(let batch, _) = $0 { batch } else { nil } } }
    var confirms: [StreamKey] { writes.compactMap { if case .confirm(let key) = $0 { key } else { nil } } }
    var asks: [Ask] {
        sends.compactMap {
            guard case .entries(let key, let after, let through, let bytes, let frames) = $0 else { return nil }
            return Ask(lane: key.lane, after: after, through: through, bytes: bytes, frames: frames)
        }
    }

    struct Ask: Equatable {
        var lane: Lane
        var after, through: UInt64
        var bytes, frames: Int
    }
}

extension SavedStream {
    init(received: UInt64 = 0, sent: UInt64 = 0, acknowledged: UInt64 = 0) {
        self.init(
            received: Bench.place(received),
            sent: Bench.place(sent),
            acknowledged: Bench.place(acknowledged)
        )
    }
}
