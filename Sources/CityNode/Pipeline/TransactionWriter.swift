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
        var outcomes = [(any Error)?](repeating: nil, count: jobs.count)
        for job in jobs { job.prepare(&ledger) }
        do {
            let (result, after) = try store.write { writer in
                let scope = WriteScope(writer: writer, node: node, ledger: ledger, now: wall())
                for (index, job) in jobs.enumerated() {
                    do {
                        try scope.attempt { try job.run(scope) }
                    } catch {
                        outcomes[index] = error
                    }
                }
                try scope.finish()
                faults.beforeCommit(entries: scope.result.entries)
                return (scope.result, scope.ledger)
            }
            faults.afterCommit(entries: result.entries)
            ledger = after
            meter.succeeded(result, jobs: jobs.count)
            hasMore = after.hasNumberable
            if isFailing { stands(nil) }
            isFailing = false
            committed(result)
        } catch {
            // Nothing of this transaction is on disk.
            log.error("a transaction failed and was undone: \(error)")
            meter.failed(error)
            hasMore = false
            isFailing = true
            stands(error)
            for index in outcomes.indices { outcomes[index] = error }
        }
        for (job, outcome) in zip(jobs, outcomes) { job.done(outcome) }
    }
}
