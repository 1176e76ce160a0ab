/// Counts by a word of a fixed list, written to JSON as an object of the counts that are not 0.
public struct Breakdown<Key>: Hashable, Sendable
where Key: CaseIterable & CodingKeyRepresentable & Hashable & Sendable & Codable {
    private var counts: [Key: Int]

    /// Begins with nothing counted.
    public init() { counts = [:] }

    /// How many were counted under a word.
    public subscript(key: Key) -> Int { counts[key, default: 0] }

    /// All counts together.
    public var sum: Int { counts.values.reduce(0, +) }

    /// Counts one.
    mutating func count(_ key: Key) { counts[key, default: 0] += 1 }

    /// Adds the counts of another.
    mutating func merge(_ other: Breakdown) { counts.merge(other.counts, uniquingKeysWith: +) }
}

extension Breakdown: Codable {
    /// Reads the counts, each 1 to 2^40.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        counts = try container.decode([Key: Int].self)
        guard counts.values.allSatisfy((1...StatisticsLimits.countMax).contains) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a count is 1 to 2^40")
        }
    }

    /// Writes the counts.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(counts)
    }
}

extension HandlingMode: CodingKeyRepresentable {}

extension EndingCode: CodingKeyRepresentable {}
