/// How satisfied somebody was (满意度): five levels with the numbers of GB/T 39046-2020, of which 1 is the best.
public enum SatisfactionLevel: Int, Hashable, Sendable, CaseIterable, Codable {
    /// Very satisfied, five stars (非常满意).
    case verySatisfied = 1
    /// Satisfied, four stars (满意).
    case satisfied = 2
    /// Satisfied by and large, three stars (基本满意).
    case acceptable = 3
    /// Dissatisfied, two stars (不满意).
    case dissatisfied = 4
    /// Very dissatisfied, one star (非常不满意).
    case veryDissatisfied = 5

    /// The level of so many stars, which count the other way round; 1 to 5, anything else is `nil`.
    public init?(stars: Int) {
        guard (1...5).contains(stars) else { return nil }
        self.init(rawValue: 6 - stars)
    }

    /// The stars, 5 for the best.
    public var stars: Int { 6 - rawValue }

    /// True for a bad evaluation (差评), which has to be put right.
    public var isBad: Bool { rawValue >= Self.dissatisfied.rawValue }
}
