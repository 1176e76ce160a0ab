import Testing

@testable import NodeMetrics

/// What counts, from many threads at once.
@Suite struct MeterTests {
    @Test func nothingIsLostBetweenThreads() async {
        let (counter, gauge, histogram) = (Counter(), Gauge(), Histogram(bounds: [1, 2]))
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        counter.add(2)
                        gauge.add(task % 2 == 0 ? 1 : -1)
                        histogram.observe(Double(task % 4))
                    }
                }
            }
        }
        #expect(counter.count == 16_000)
        #expect(gauge.value == 0)
        #expect(histogram.reading.counts == [4_000, 2_000, 2_000])
        #expect(histogram.reading.count == 8_000)
        #expect(histogram.reading.sum == 12_000)
    }

    @Test func aTimeIsObservedInSeconds() {
        let histogram = Histogram(bounds: Histogram.commitBounds)
        histogram.observe(nanoseconds: 1_000_000)
        histogram.observe(nanoseconds: 1_000_001)
        let counts = histogram.reading.counts
        #expect(counts[histogram.bounds.firstIndex(of: 0.001) ?? 0] == 1)
        #expect(counts[(histogram.bounds.firstIndex(of: 0.001) ?? 0) + 1] == 1)
        #expect(abs(histogram.reading.sum - 0.002) < 0.000_01)
    }

    @Test func aStopwatchGoesForward() {
        let watch = Stopwatch()
        let first = watch.nanoseconds
        #expect(watch.nanoseconds >= first)
    }

    @Test(arguments: [Histogram.commitBounds, Histogram.answerBounds, Histogram.batchBounds])
    func boundsRise(bounds: [Double]) {
        #expect(Histogram(bounds: bounds).reading.counts.count == bounds.count + 1)
        #expect(bounds.first ?? 0 > 0)
    }
}
