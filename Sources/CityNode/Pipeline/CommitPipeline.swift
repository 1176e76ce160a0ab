import CaseStore
import ExchangeCore
import ExchangeWire
import Foundation
import Logging

/// The one writer: it takes whatever waits, from peers and from the local API, runs all of it in one transaction, commits
/// once, and only then lets anybody hear of it.
///
/// While one transaction syncs, the next one's work gathers: throughput comes from batching, never from weaker
/// durability.
final class CommitPipeline: Sendable {
    /// A piece of work: either all of it is written or nothing.
    struct Job: Sendable {
        /// What the writer's account learns before the transaction.
        ///
        /// No fact of the disk, so it does not wait for one, and no failure undoes it.
        var prepare: @Sendable (inout StreamLedger) -> Void = { _ in }
        /// Writes.
        ///
        /// Whatever it throws undoes this job and no other. Where it cannot be undone alone, the whole transaction is, and
        /// its jobs are run once more, each in a savepoint: what a job does beside its scope must bear to be done twice.
        var run: @Sendable (WriteScope) throws -> Void
        /// Called once, after the transaction is on disk or the job has failed.
        var done: @Sendable ((any Error)?) -> Void
    }

    /// The most jobs of one transaction: bounds how long the first of them waits for the last.
    static let jobsPerTransactionMax = 4_096

    private let mailbox: Mailbox<Job>
    private let bell = Bell()
    private let thread: OwnThread
    private let stopping = Flag()
    private let meter: WriterMeter

    /// Starts the writer's thread.
    ///
    /// - Parameters:
    ///   - meter: counts what it does.
    ///   - committed: told of every transaction that is on disk, on the writer's thread.
    ///   - stands: told of every transaction that fails, and with `nil` of the first that succeeds after one.
    init(
        store: any Store,
        node: NodeCode,
        ledger: StreamLedger,
        faults: FaultPoints,
        log: Logger,
        meter: WriterMeter,
        committed: @escaping @Sendable (CommitResult) -> Void,
        stands: @escaping @Sendable ((any Error)?) -> Void = { _ in }
    ) {
        let bell = bell
        let mailbox = Mailbox<Job> { bell.ring() }
        let stopping = stopping
        self.mailbox = mailbox
        self.meter = meter
        thread = OwnThread(name: "writer") {
            var writer = TransactionWriter(
                store: store,
                node: node,
                ledger: ledger,
                faults: faults,
                log: log,
                meter: meter,
                committed: committed,
                stands: stands
            )
            var jobs: ArraySlice<Job> = []
            while true {
                if jobs.isEmpty { jobs = mailbox.take()[...] }
                if jobs.isEmpty, !writer.hasMore {
                    if stopping.isSet {
                        for job in mailbox.close() { job.done(CancellationError()) }
                        return
                    }
                    bell.wait()
                    continue
                }
                let batch = jobs.prefix(Self.jobsPerTransactionMax)
                jobs = jobs.dropFirst(batch.count)
                meter.taken.set(Int64(jobs.count))
                writer.write(batch)
            }
        }
    }

    /// How many pieces of work wait for the writer.
    var waitingCount: Int { mailbox.count + Int(meter.taken.value) }

    /// Adds a piece of work.
    func add(_ job: Job) {
        if !mailbox.put(job) { job.done(CancellationError()) }
    }

    /// Runs a piece of work and waits until it is on disk.
    ///
    /// - Parameters:
    ///   - body: the work.
    ///   - committed: told of its answer on the writer's thread, in the order of the commits, before anybody who waits.
    func run<Answer: Sendable>(
        _ body: @escaping @Sendable (WriteScope) throws -> Answer,
        committed: @escaping @Sendable (Answer) -> Void = { _ in }
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let slot = Slot<Answer>()
            add(
                Job(
                    run: { slot.value = try body($0) },
                    done: { error in
                        if let error {
                            continuation.resume(throwing: error)
                        } else if let value = slot.value {
                            committed(value)
                            continuation.resume(returning: value)
                        } else {
                            continuation.resume(throwing: CancellationError())
                        }
                    }
                )
            )
        }
    }

    /// Finishes what waits and ends the thread.
    func stop() {
        stopping.set()
        bell.ring()
        thread.join()
    }
}

/// Where a job leaves its answer for its own end.
///
/// Both run on the writer's thread, one after the other.
private final class Slot<Value>: @unchecked Sendable {
    var value: Value?
}

/// What one transaction put on disk.
struct CommitResult: Sendable {
    /// What the exchange learns.
    var commit = Commit()
    /// Our own entries that got their numbers in it, in order.
    var sealed: [SealedEntry] = []
    /// Materials that cases speak of and that are not here.
    var wanted: [WantedMaterial] = []
    /// Signing keys that members announced.
    var keys: [AnnouncedKey] = []
    /// Through where peers have receipted our streams.
    var receipts: [StreamKey: UInt64] = [:]
    /// How many rows were added to the journal.
    var entries = 0
    /// How many of them went into quarantine, by the peer that sent them.
    var quarantined: [NodeCode: Int] = [:]
}

/// A further signing key of a member.
struct AnnouncedKey: Hashable, Sendable {
    /// The member.
    var member: NodeCode
    /// The key.
    var key: VerifyingKey
}

/// A material that a peer's entry speaks of and that has to be fetched from it.
struct WantedMaterial: Hashable, Sendable {
    /// Its digest.
    var digest: Digest
    /// Its size in bytes, as the entry says.
    var size: Int64
    /// Who has it.
    var peer: NodeCode
}
