import Histogram

/// Runs parts for a bounded time and sees how long their batches take.
struct BenchWatch {
    /// How long each part runs, in seconds; a batch that is begun is done.
    var seconds: Double
    /// Where parts keep their files.
    var folder: String

    /// Three digits are kept of every time, whatever its size; an hour for one operation is the most.
    private static let picosecondsMax: UInt64 = 3_600_000_000_000_000

    /// Runs a part; the first batch, which meets cold caches, is not counted.
    func measure(_ part: BenchPart) throws -> BenchResult {
        let work = try part.prepare(folder)
        var histogram = Histogram<UInt64>(
            highestTrackableValue: Self.picosecondsMax,
            numberOfSignificantValueDigits: .three
        )
        var operations = 0
        var batches = 0
        let clock = ContinuousClock()
        do {
            _ = try work.batch()
            let begin = clock.now
            let end = begin + .seconds(seconds)
            var last = begin
            repeat {
                let count = try work.batch()
                let now = clock.now
                histogram.record(min(Self.picosecondsMax, Self.picoseconds(now - last) / UInt64(max(1, count))))
                operations += count
                batches += 1
                last = now
            } while last < end
            try work.finish()
            return BenchResult(
                part: part.fullName,
                operation: part.operation,
                batches: batches,
                operations: operations,
                nanoseconds: Double(Self.picoseconds(last - begin)) / 1_000,
                p50: Double(histogram.valueAtPercentile(50)) / 1_000,
                p99: Double(histogram.valueAtPercentile(99)) / 1_000
            )
        } catch {
            try? work.finish()
            throw error
        }
    }

    private static func picoseconds(_ duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        return UInt64(max(0, seconds)) * 1_000_000_000_000 + UInt64(max(0, attoseconds)) / 1_000_000
    }
}
