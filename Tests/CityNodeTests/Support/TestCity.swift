import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import Foundation
import Synchronization

@testable import CityNode

/// One city's writer on a real store, called step by step: no threads, no sockets.
final class TestCity {
    let node: NodeCode
    let peers: [NodeCode]
    let signer = BatchSigner(SigningKey())
    let post: ExchangePost
    private let folder: TemporaryFolder
    private let commits = Box([CommitResult]())
    private let clock = Box<Instant?>(nil)
    private(set) var store: SQLiteStore
    private var writer: TransactionWriter
    /// What may wait for one peer.
    var backlogBytesMax: Int64 = 1 << 30

    init(_ node: NodeCode, peers: [NodeCode]) throws {
        self.node = node
        self.peers = peers
        folder = try TemporaryFolder()
        post = try ExchangePost()
        (store, writer) = try Self.open(folder, node, peers, commits, clock)
    }

    deinit { try? store.close() }

    private static func open(
        _ folder: TemporaryFolder,
        _ node: NodeCode,
        _ peers: [NodeCode],
        _ commits: Box<[CommitResult]>,
        _ clock: Box<Instant?>
    ) throws -> (SQLiteStore, TransactionWriter) {
        let store = try SQLiteStore(
            path: folder.path + "/node.sqlite",
            node: node,
            epoch: 1,
            at: Clock.wall.milliseconds
        )
        let boot = try Boot(store: store, node: node, peers: peers)
        let writer = TransactionWriter(
            store: store,
            node: node,
            ledger: boot.ledger,
            faults: FaultPoints(environment: [:]),
            log: Sample.silent,
            committed: { result in commits.value.withLock { $0.append(result) } },
            wall: { clock.value.withLock { $0 } ?? Clock.wall }
        )
        return (store, writer)
    }

    // MARK: The life of its database

    /// Ends the process and starts it again: no stream is confirmed any more.
    func restart() throws {
        try store.close()
        (store, writer) = try Self.open(folder, node, peers, commits, clock)
    }

    /// Keeps a copy of the database as it is now; returns its path.
    func backup() throws -> String {
        let copy = folder.path + "/backup-\(UUID().uuidString).sqlite"
        try store.close()
        try FileManager.default.copyItem(atPath: folder.path + "/node.sqlite", toPath: copy)
        (store, writer) = try Self.open(folder, node, peers, commits, clock)
        return copy
    }

    /// Puts a copy in the place of the database, or, without one, begins with an empty database.
    func restore(_ copy: String?) throws {
        try store.close()
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: folder.path + "/node.sqlite" + end)
        }
        if let copy { try FileManager.default.copyItem(atPath: copy, toPath: folder.path + "/node.sqlite") }
        (store, writer) = try Self.open(folder, node, peers, commits, clock)
    }

    // MARK: Work

    /// The time by which the writer works: the system's, unless a test sets it.
    var now: Instant {
        get { clock.value.withLock { $0 } ?? Clock.wall }
        set { clock.value.withLock { $0 = newValue } }
    }

    /// What the writer's account says.
    var ledger: StreamLedger { writer.ledger }

    /// What the last transaction told.
    var last: CommitResult { commits.value.withLock { $0.last } ?? CommitResult() }

    /// How many transactions there were.
    var commitCount: Int { commits.value.withLock { $0.count } }

    /// Runs jobs in one transaction; an outcome for each.
    func transaction(_ jobs: [@Sendable (WriteScope) throws -> Void]) -> [(any Error)?] {
        let outcomes = Box([Int: any Error]())
        let list = jobs.enumerated().map { index, job in
            CommitPipeline.Job(run: job, done: { error in outcomes.value.withLock { $0[index] = error } })
        }
        writer.write(list[...])
        return outcomes.value.withLock { found in jobs.indices.map { found[$0] } }
    }

    /// Runs one piece of work in a transaction of its own.
    func run<T: Sendable>(_ body: @escaping @Sendable (WriteScope) throws -> T) throws -> T {
        let slot = Box<T?>(nil)
        let outcome = transaction([
            { scope in
                let found = try body(scope)
                slot.value.withLock { $0 = found }
            }
        ])
        if let error = outcome[0] { throw error }
        return sure(slot.value.withLock { $0 })
    }

    /// Does what the exchange wants written, as the node does.
    func write(_ writes: [Write]) {
        writer.write([.peerWrites(writes, [:], issue: 1, days: DayCounter(), post: post, log: Sample.silent)][...])
    }

    /// The exchange has compared all streams to a peer.
    func confirm(_ peer: NodeCode) {
        write(Lane.allCases.map { .confirm(StreamKey(peer: peer, lane: $0)) })
    }

    /// True when all streams to a peer are compared.
    func isConfirmed(_ peer: NodeCode) -> Bool {
        Lane.allCases.allSatisfy { ledger.accounts[StreamKey(peer: peer, lane: $0)]?.confirmed == true }
    }

    @discardableResult
    func submit(
        _ submission: Submission,
        consulting: Bool = false,
        key: CommandKey? = nil
    ) throws -> (answer: CommandAnswer, replayed: Bool) {
        let now = now
        let prepared = Result {
            try CommandDesk.prepare(submission, consulting: consulting, at: now.milliseconds)
        }
        let limit = backlogBytesMax
        return try run { try CommandDesk(scope: $0, backlogBytesMax: limit).submit(prepared, key: key) }
    }

    @discardableResult
    func act(
        _ action: CaseAction,
        on number: CaseNumber,
        expected version: Int? = nil,
        key: CommandKey? = nil
    ) throws -> (answer: CommandAnswer, replayed: Bool) {
        let limit = backlogBytesMax
        let key = key ?? CommandKey(key: UUID().uuidString, request: [])
        return try run {
            try CommandDesk(scope: $0, backlogBytesMax: limit).act(action, on: number, expected: version, key: key)
        }
    }

    /// Puts a material into the index, whole.
    func put(_ material: MaterialReference) throws {
        _ = try run {
            try $0.writer.addMaterial(
                material.digest,
                size: material.size,
                mediaType: material.mediaType,
                state: .complete,
                source: nil,
                at: 1
            )
        }
    }

    // MARK: What is there

    func read<T>(_ body: (any StoreReader) throws -> T) throws -> T { try store.read(body) }

    func record(_ number: CaseNumber) throws -> CaseRecord? { try read { try $0.findCase(number)?.record } }

    func standing(_ stream: StreamKey) throws -> SavedStream {
        try read { try $0.saved().streams[stream] } ?? SavedStream()
    }

    /// All cases by number.
    func records() throws -> [CaseNumber: CaseRecord] {
        var all: [CaseNumber: CaseRecord] = [:]
        var query = CaseQuery()
        query.limit = StoreLimits.casesPerPageMax
        repeat {
            let page = try read { try $0.cases(query) }
            for item in page.items { all[item.row.record.number] = item.row.record }
            query.after = page.next
        } while query.after != nil
        return all
    }

    func quarantine(_ standing: QuarantineFilter.Standing = .open) throws -> [QuarantineRow] {
        var filter = QuarantineFilter()
        filter.standing = standing
        filter.limit = StoreLimits.rowsMax
        return try read { try $0.quarantine(filter) }
    }

    /// Everything that was said on one of our streams, with numbers, in order.
    func said(to peer: NodeCode, _ lane: Lane) throws -> [(kind: EntryKind, statement: Statement?)] {
        try StoreJournal(store: store).entries(StreamKey(peer: peer, lane: lane), after: 0, through: .max, bytes: .max)
            .map { entry in
                let header = try EntryHeader(reading: entry.header)
                let statement = try? EntryDecoder.decode(
                    kind: header.kind,
                    lane: lane,
                    number: header.caseNumber,
                    sender: node,
                    receiver: peer,
                    body: entry.body
                )
                return (header.kind, statement)
            }
    }

    /// The refusals that were said to a peer, in order.
    func refusals(to peer: NodeCode) throws -> [EntryRefusal] {
        try said(to: peer, .result).compactMap { entry in
            if case .refused(let refusal) = entry.statement { refusal } else { nil }
        }
    }
}

/// A value that several closures share.
final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }
}
