/// How long answers took, in a bounded number of buckets.
///
/// Minutes below 32 have a bucket each. Above, every doubling is cut into 16 equal buckets, and a quantile is told as its
/// bucket's middle: it differs from the exact one by at most 1/32 of it (3.2 %). There are at most 272 buckets. Minutes above
/// ``StatisticsLimits/minutesMax`` count as that.
public struct MinutesHistogram: Hashable, Sendable {
    /// Buckets in a doubling.
    private static let share = 16
    /// The number of buckets.
    static let bucketCount = bucket(of: StatisticsLimits.minutesMax) + 1

    /// Counts from the first bucket to the last one that is not empty.
    private var counts: [Int]

    /// Begins with nothing counted.
    public init() { counts = [] }

    /// How many answers were counted.
    public var count: Int { counts.reduce(0, +) }

    /// The middle one of all answers in minutes (the smaller middle of an even number), or `nil` without any.
    public var median: Int? { quantile(perMille: 500) }

    /// The minutes within which nine of ten answers came, or `nil` without any.
    public var ninetieth: Int? { quantile(perMille: 900) }

    /// The minutes within which so many of a thousand answers came (nearest rank), 1 to 1,000; `nil` without any answer.
    public func quantile(perMille: Int) -> Int? {
        precondition((1...1_000).contains(perMille), "a share is 1 to 1,000 of a thousand")
        let count = count
        guard count > 0 else { return nil }
        // The smallest rank with rank / count >= perMille / 1000, without a product that could be too large.
        var rank = count / 1_000 * perMille + (count % 1_000 * perMille + 999) / 1_000
        for (bucket, own) in counts.enumerated() {
            rank -= own
            if rank <= 0 { return Self.middle(of: bucket) }
        }
        return nil
    }

    /// Counts an answer.
    mutating func add(minutes: Int) {
        let bucket = Self.bucket(of: min(max(minutes, 0), StatisticsLimits.minutesMax))
        if bucket >= counts.count { counts += Array(repeating: 0, count: bucket + 1 - counts.count) }
        counts[bucket] += 1
    }

    /// Adds the answers of another.
    mutating func merge(_ other: MinutesHistogram) {
        if other.counts.count > counts.count {
            counts += Array(repeating: 0, count: other.counts.count - counts.count)
        }
        for index in other.counts.indices { counts[index] += other.counts[index] }
    }

    private static func bucket(of minutes: Int) -> Int {
        guard minutes >= share else { return minutes }
        let shift = Int.bitWidth - 1 - minutes.leadingZeroBitCount - share.trailingZeroBitCount
        return shift * share + minutes >> shift
    }

    private static func middle(of bucket: Int) -> Int {
        guard bucket >= share else { return bucket }
        let shift = bucket / share - 1
        return (bucket - shift * share) << shift + (1 << shift) / 2
    }
}

extension MinutesHistogram: Codable {
    /// Reads the counts of the buckets.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        counts = try container.decode([Int].self)
        guard counts.count <= Self.bucketCount, counts.last != 0,
            counts.allSatisfy((0...StatisticsLimits.countMax).contains)
        else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "at most \(Self.bucketCount) counts of 0 to 2^40, the last one not 0"
            )
        }
    }

    /// Writes the counts of the buckets, up to the last one that is not empty.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(counts)
    }
}
