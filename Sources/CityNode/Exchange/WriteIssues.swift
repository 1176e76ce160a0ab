import ExchangeCore

/// Numbers what is given to the writer, so that a failure is told to the core once.
///
/// Several batches of one stream may fail with one transaction. The first failure takes the core back to what is on
/// disk; told of the others too, it would forget what it has asked for since, while that may well be written.
struct WriteIssues {
    private var last: UInt64 = 0
    private var undone: [StreamKey: UInt64] = [:]

    /// The number of the next issue, from 1.
    mutating func next() -> UInt64 {
        last += 1
        return last
    }

    /// Whether the core has yet to hear of a failure of this stream; if so, everything issued until now counts as told.
    mutating func isNews(_ stream: StreamKey, failedAt issue: UInt64) -> Bool {
        guard issue > undone[stream] ?? 0 else { return false }
        undone[stream] = last
        return true
    }
}
