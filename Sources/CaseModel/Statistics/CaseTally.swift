/// What some cases have in common, added up.
public struct CaseTally: Hashable, Sendable {
    /// How many cases.
    public private(set) var cases = 0
    /// By handling mode; together all cases.
    public private(set) var modes = Breakdown<HandlingMode>()
    /// By how they really ended; together with ``open`` all cases.
    public private(set) var endings = Breakdown<EndingCode>()
    /// How many have not ended.
    public private(set) var open = 0
    /// How many were decided in time.
    public private(set) var onTime = 0
    /// How many were decided late.
    public private(set) var late = 0
    /// How often applicants were asked for corrections.
    public private(set) var corrections = 0
    /// How long liaisons took to answer.
    public private(set) var response = MinutesHistogram()

    /// Begins with no case.
    public init() {}

    /// Of a thousand cases that were decided, how many in time, rounded down; `nil` before the first.
    public var onTimePerMille: Int? { Self.perMille(onTime, of: onTime + late) }

    /// Corrections of a thousand cases, rounded down; `nil` without a case.
    public var correctionsPerMille: Int? { Self.perMille(corrections, of: cases) }

    /// Adds a case.
    mutating func add(_ fact: CaseFact) {
        cases += 1
        modes.count(fact.mode)
        if let ending = fact.ending { endings.count(ending) } else { open += 1 }
        switch fact.isOnTime {
        case true: onTime += 1
        case false: late += 1
        default: break
        }
        corrections += fact.corrections
        if let minutes = fact.responseMinutes { response.add(minutes: minutes) }
    }

    /// Adds the cases of another.
    mutating func merge(_ other: CaseTally) {
        cases += other.cases
        modes.merge(other.modes)
        endings.merge(other.endings)
        open += other.open
        onTime += other.onTime
        late += other.late
        corrections += other.corrections
        response.merge(other.response)
    }

    private static func perMille(_ part: Int, of whole: Int) -> Int? {
        guard whole > 0 else { return nil }
        return part / whole * 1_000 + part % whole * 1_000 / whole
    }
}

extension CaseTally: Codable {
    /// Reads a tally; one whose counts contradict each other is an error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        cases = try container.decode(Int.self, forKey: .cases)
        modes = try container.decode(Breakdown<HandlingMode>.self, forKey: .modes)
        endings = try container.decode(Breakdown<EndingCode>.self, forKey: .endings)
        open = try container.decode(Int.self, forKey: .open)
        onTime = try container.decode(Int.self, forKey: .onTime)
        late = try container.decode(Int.self, forKey: .late)
        corrections = try container.decode(Int.self, forKey: .corrections)
        response = try container.decode(MinutesHistogram.self, forKey: .response)
        let isBounded = [cases, open, onTime, late, corrections].allSatisfy((0...StatisticsLimits.countMax).contains)
        guard isBounded, modes.sum == cases, endings.sum + open == cases, onTime + late <= cases,
            response.count <= cases
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .cases,
                in: container,
                debugDescription: "modes, endings and open cases do not add up to the cases"
            )
        }
    }
}
