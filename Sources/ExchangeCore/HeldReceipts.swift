/// Receipts of peers: evidence for which nothing waits, so that it goes to the disk with the next write.
///
/// Alone each would cost a commit, for which the case that comes right behind it would have to wait. One that is lost in a
/// crash is fetched again: a stream whose last receipt is not on disk is compared, and its last entry goes once more.
struct HeldReceipts: Sendable {
    /// The newest of each stream.
    private var receipts: [StreamKey: Receipt] = [:]
    /// When they go to the disk at the latest; `nil` while there are none.
    private(set) var deadline: Instant?

    /// Takes receipts out of a step that has nothing else to write, and puts those that are held into one that has, or when
    /// their time is over.
    mutating func pass(_ step: inout Step, at now: Instant, waitingMilliseconds wait: Int64) {
        let others =
            !step.epochs.isEmpty || step.writes.contains { if case .acknowledged = $0 { false } else { true } }
        if !others {
            for case .acknowledged(let key, let receipt) in step.writes { receipts[key] = receipt }
            step.writes = []
        }
        guard !receipts.isEmpty else { return }
        // Also where the clock was set back.
        let latest = now.advanced(byMilliseconds: wait)
        let due = deadline.map { min($0, latest) } ?? latest
        deadline = due
        guard others || due <= now else { return }
        // They are older than what the step writes.
        step.writes = receipts.sorted { $0.key < $1.key }.map { .acknowledged($0.key, $0.value) } + step.writes
        receipts = [:]
        deadline = nil
    }
}
