import CaseStore
import ExchangeCore
import Logging

/// One transaction after the other, on the writer's thread.
struct TransactionWriter {
    let store: any Store
    let node: NodeCode
    var ledger: StreamLedger
    let faults: FaultPoints
    let log: Logger
    let committed: @Sendable (CommitResult) -> Void
    /// Told of every transaction that fails, and of the first that succeeds after one.
    let stands: @Sendable ((any Error)?) -> Void
    /// What time it is, for people; a test has a clock of its own.
    let wall: @Sendable () -> Instant
    let meter: WriterMeter
    /// Whether entries wait for their numbers although nobody gave a job.
    private(set) var hasMore = false
    private var isFailing = false

    init(
        store: any Store,
        node: NodeCode,
        ledger: StreamLedger,
        faults: FaultPoints,
        log: Logger,
        meter: WriterMeter = WriterMeter(),
        committed: @escaping @Sendable (CommitResult) -> Void,
        stands: @escaping @Sendable ((any Error)?) -> Void = { _ in },
        wall: @escaping @Sendable () -> Instant = { Clock.wall }
    ) {
        self.store = store
        self.node = node
        self.ledger = ledger
        self.faults = faults
        self.log = log
        self.meter = meter
        self.committed = committed
        self.stands = stands
        self.wall = wall
    }

    /// Runs the jobs in one transaction and tells everybody how it went.
    mutating func write(_ jobs: ArraySlice<CommitPipeline.Job>) {
        for job in jobs { job.prepare(&ledger) }
        var outcomes: [(any Error)?]
        do {
            let done: Done
            do {
                done = try transaction(jobs, undoing: .transaction)
            } catch is WriteScope.MustRepeat {
                done = try transaction(jobs, undoing: .pieces)
            }
            outcomes = done.outcomes
            faults.afterCommit(entries: done.result.entries)
            ledger = done.ledger
            meter.succeeded(done.result, jobs: jobs.count)
            hasMore = ledger.hasNumberable
            if isFailing { stands(nil) }
            isFailing = false
            committed(done.result)
        } catch {
            // Nothing of this transaction is on disk.
            log.error("a transaction failed and was undone: \(error)")
            meter.failed(error)
            hasMore = false
            isFailing = true
            stands(error)
            outcomes = Array(repeating: error, count: jobs.count)
        }
        for (job, outcome) in zip(jobs, outcomes) { job.done(outcome) }
    }

    /// What a transaction has put on disk.
    private struct Done {
        var result: CommitResult
        var ledger: StreamLedger
        /// Why each job failed; `nil` for one that did not.
        var outcomes: [(any Error)?] = []
    }

    /// Runs the jobs, and commits.
    ///
    /// - Throws: `WriteScope.MustRepeat` where a job failed that could not be undone alone. Whatever is thrown, nothing is
    ///   on disk.
    private func transaction(
        _ jobs: ArraySlice<CommitPipeline.Job>,
        undoing: WriteScope.Undoing
    ) throws -> Done {
        try store.write { writer in
            let scope = WriteScope(writer: writer, node: node, ledger: ledger, now: wall(), undoing: undoing)
            var outcomes: [(any Error)?] = []
            outcomes.reserveCapacity(jobs.count)
            for job in jobs {
                do {
                    try scope.attempt { try job.run(scope) }
                    outcomes.append(nil)
                } catch {
                    outcomes.append(error)
                }
                if scope.mustRepeat { throw WriteScope.MustRepeat() }
            }
            try scope.finish()
            faults.beforeCommit(entries: scope.result.entries)
            return Done(result: scope.result, ledger: scope.ledger, outcomes: outcomes)
        }
    }
}
