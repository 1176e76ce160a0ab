/// How fast a part was.
struct BenchResult: Encodable {
    /// The part's name.
    var part: String
    /// What was counted.
    var operation: String
    /// Batches that were timed.
    var batches: Int
    /// Operations in them.
    var operations: Int
    /// Operations per batch.
    var operationsPerBatch: Double
    /// The mean of all operations.
    var nanosecondsPerOperation: Double
    /// An operation's mean time in a batch that half of all batches are not slower than.
    var p50Nanoseconds: Double
    /// The same, with one of a hundred batches slower.
    var p99Nanoseconds: Double
    /// Operations in a second.
    var perSecond: Double
    /// The mean of all batches.
    var millisecondsPerBatch: Double

    /// Takes what was measured; `nanoseconds` is the time of all batches together.
    init(
        part: String,
        operation: String,
        batches: Int,
        operations: Int,
        nanoseconds: Double,
        p50: Double,
        p99: Double
    ) {
        self.part = part
        self.operation = operation
        self.batches = batches
        self.operations = operations
        operationsPerBatch = Double(operations) / Double(batches)
        nanosecondsPerOperation = nanoseconds / Double(operations)
        p50Nanoseconds = p50
        p99Nanoseconds = p99
        perSecond = Double(operations) / nanoseconds * 1e9
        millisecondsPerBatch = nanoseconds / Double(batches) / 1e6
    }

    /// Results as a table for people.
    static func lines(_ results: [BenchResult]) -> [String] {
        var table = Table("PART", "OF", "COUNT>", "PER s>", "ns EACH>", "p50 ns>", "p99 ns>", "BATCH>", "ms BATCH>")
        for result in results {
            table.add(
                result.part,
                result.operation,
                "\(result.operations)",
                whole(result.perSecond),
                short(result.nanosecondsPerOperation),
                short(result.p50Nanoseconds),
                short(result.p99Nanoseconds),
                whole(result.operationsPerBatch),
                thousandths(result.millisecondsPerBatch)
            )
        }
        return table.lines
    }

    private static func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }

    /// With a tenth where that says something.
    private static func short(_ value: Double) -> String {
        value < 100 ? "\((value * 10).rounded() / 10)" : whole(value)
    }

    private static func thousandths(_ value: Double) -> String {
        let count = Int((value * 1_000).rounded())
        let rest = String(count % 1_000)
        return "\(count / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
