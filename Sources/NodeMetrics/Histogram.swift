import Synchronization

/// How often something came out how large, in buckets with fixed bounds.
///
/// An observation costs a search among a dozen numbers and two atomic additions. The sum is kept in millionths, which for
/// seconds are microseconds.
package final class Histogram: Sendable {
    /// The bounds of its buckets, each included in its own, in the metric's unit.
    package let bounds: [Double]
    private let buckets: [Counter]
    private let millionths = Counter()

    /// What was observed until now.
    package struct Reading: Hashable, Sendable {
        /// The bounds of the buckets.
        package var bounds: [Double]
        /// How many observations lie in each bucket and in none before it; the last are beyond all bounds.
        package var counts: [Int64]
        /// The sum of all observations.
        package var sum: Double

        /// How many observations there were.
        package var count: Int64 { counts.reduce(0, +) }
    }

    /// Makes one without observations; the bounds rise.
    package init(bounds: [Double]) {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "the bounds of a histogram rise")
        self.bounds = bounds
        buckets = (0...bounds.count).map { _ in Counter() }
    }

    /// Counts an observation.
    package func observe(_ value: Double) {
        buckets[bounds.firstIndex { value <= $0 } ?? bounds.count].add(1)
        millionths.add(Int64((value * 1_000_000).rounded()))
    }

    /// Counts an observation of a time.
    package func observe(nanoseconds: UInt64) { observe(Double(nanoseconds) / 1_000_000_000) }

    /// What was observed until now.
    ///
    /// While others observe, sum and buckets may be one observation apart.
    package var reading: Reading {
        Reading(bounds: bounds, counts: buckets.map(\.count), sum: Double(millionths.count) / 1_000_000)
    }
}

extension Histogram {
    /// Bounds for the time of a commit: from an SSD that lies in cache to a disk that is about to fail.
    package static let commitBounds = [
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
    ]
    /// Bounds for the time of an answer; the longest that a caller may ask to wait is a minute.
    package static let answerBounds = [
        0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]
    /// Bounds for how much is written at once.
    package static let batchBounds: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096]
}
