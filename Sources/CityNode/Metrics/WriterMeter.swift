import CaseStore
import ExchangeCore
import NodeMetrics
import Synchronization

/// What is counted of the writer's transactions: a handful of additions for each, however much it holds.
final class WriterMeter: Sendable {
    /// Transactions that are on disk.
    let doneCount = Counter()
    /// Transactions that were undone.
    let failedCount = Counter()
    /// Pieces of work in one transaction.
    let jobs = Histogram(bounds: Histogram.batchBounds)
    /// Seconds that the store took to commit.
    let commitSeconds = Histogram(bounds: Histogram.commitBounds)
    /// Entries that were written.
    let entries = Counter()
    /// Pieces of work that the writer has taken and not begun.
    let taken = Gauge()
    private let quarantined = Mutex<[NodeCode: Int64]>([:])
    private let trouble = Mutex<StoreError?>(nil)

    /// Entries that went into quarantine, by the peer that sent them.
    var quarantinedEntries: [NodeCode: Int64] { quarantined.withLock { $0 } }

    /// Why the last transaction could not be written; `nil` where it could.
    var lastTrouble: StoreError? { trouble.withLock { $0 } }

    /// A transaction is on disk.
    func succeeded(_ result: CommitResult, jobs count: Int) {
        doneCount.add()
        jobs.observe(Double(count))
        entries.add(result.entries)
        if !result.quarantined.isEmpty {
            quarantined.withLock { $0.merge(result.quarantined.mapValues { Int64($0) }, uniquingKeysWith: +) }
        }
        trouble.withLock { $0 = nil }
    }

    /// A transaction was undone.
    func failed(_ error: any Error) {
        failedCount.add()
        trouble.withLock { $0 = error as? StoreError ?? .io(detail: "\(type(of: error))") }
    }
}
