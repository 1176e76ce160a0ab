import CaseStore

/// What is written of a webhook's progress, and when the next writing is due: not after each event, so that the usual
/// delivery costs no row.
struct WebhookProgress {
    /// How far deliveries have got.
    struct Mark: Hashable, Sendable {
        var through: EntryID
        var failingSince: Int64?
    }

    /// What is written.
    private(set) var mark: Mark
    /// Whether events were sent since.
    var isFresh = false
    private var writtenAt: Int64

    /// Begins with what a row says; `now` is a steady time in milliseconds, as all that follow.
    init(_ webhook: WebhookRow, now: Int64) {
        mark = Mark(through: webhook.position, failingSince: webhook.failingSince)
        writtenAt = now
    }

    /// When a position is written that is not yet; `nil` where it is.
    func dueAt(_ through: EntryID) -> Int64? {
        guard through != mark.through else { return nil }
        return writtenAt + (isFresh ? WebhookLimits.progressMilliseconds : WebhookLimits.idleProgressMilliseconds)
    }

    /// Whether a mark is to be written now.
    func isDue(_ next: Mark, now: Int64) -> Bool { dueAt(next.through).map { now >= $0 } ?? false }

    /// A mark was written.
    mutating func written(_ next: Mark, now: Int64) {
        mark = next
        writtenAt = now
        isFresh = false
    }
}
