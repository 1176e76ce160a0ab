extension StatisticsReport: Codable {
    private enum CodingKeys: String, CodingKey {
        case length, total, enquiries, unregistered, modes, lines
    }

    /// A line as it stands in JSON.
    private struct Line: Codable {
        var key: Key
        var tally: CaseTally
    }

    /// Reads a report; one whose modes do not add up to its total is an error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let lines = try container.decode([Line].self, forKey: .lines)
        self.init(
            by: try container.decode(ReportPeriod.Length.self, forKey: .length),
            total: try container.decode(CaseTally.self, forKey: .total),
            enquiries: try container.decode(CaseTally.self, forKey: .enquiries),
            unregistered: try container.decode(Int.self, forKey: .unregistered),
            modes: try container.decode([HandlingMode: CaseTally].self, forKey: .modes),
            lines: Dictionary(lines.map { ($0.key, $0.tally) }, uniquingKeysWith: { $0.merging($1) })
        )
        guard self.lines.count == lines.count, isSound else {
            throw DecodingError.dataCorruptedError(
                forKey: .total,
                in: container,
                debugDescription: "the modes do not add up to the total, or the lines are not those of such a report"
            )
        }
    }

    /// Writes the report, its lines in order.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(length, forKey: .length)
        try container.encode(total, forKey: .total)
        try container.encode(enquiries, forKey: .enquiries)
        try container.encode(unregistered, forKey: .unregistered)
        try container.encode(modes, forKey: .modes)
        try container.encode(sortedLines.map { Line(key: $0.key, tally: $0.value) }, forKey: .lines)
    }

    /// The lines by period, city, office and end.
    var sortedLines: [(key: Key, value: CaseTally)] { lines.sorted { $0.key < $1.key } }

    /// Whether all numbers are those of one set of cases.
    private var isSound: Bool {
        (0...StatisticsLimits.countMax).contains(unregistered)
            && lines.count <= StatisticsLimits.linesMax
            && modes.values.reduce(CaseTally()) { $0.merging($1) } == total
            && modes.allSatisfy { $1.modes[$0] == $1.cases }
            && lines.keys.allSatisfy { $0.period.length == length }
            && Role.allCases.allSatisfy { role in
                let sum = lines.reduce(0) { $0 + ($1.key.role == role ? $1.value.cases : 0) }
                return role == .collectedByOthers ? sum == total.cases : sum <= total.cases
            }
    }
}
