/// What a case has gathered on its way beyond its state.
public struct CaseProgress: Hashable, Sendable {
    /// The case's clocks.
    public var clocks: CaseClocks
    /// A clock for each leg that has begun, by its key; a stopped one belongs to a leg that is concluded or abandoned.
    public var legs: [String: CaseClock]
    /// The keys of the legs that ran when the case ended without them, in order.
    public var abandonedLegs: [String]
    /// Who examined the case; somebody else decides.
    public var reviewer: String?

    /// Gathers; a new case has nothing.
    public init(
        clocks: CaseClocks = CaseClocks(),
        legs: [String: CaseClock] = [:],
        abandonedLegs: [String] = [],
        reviewer: String? = nil
    ) {
        self.clocks = clocks
        self.legs = legs
        self.abandonedLegs = abandonedLegs
        self.reviewer = reviewer
    }

    /// The keys of the legs that are concluded.
    public var concludedLegs: Set<String> {
        Set(legs.filter { !$0.value.isRunning }.keys).subtracting(abandonedLegs)
    }
}

extension CaseProgress: Codable {
    /// Reads what was gathered; the abandoned legs may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        clocks = try container.decode(CaseClocks.self, forKey: .clocks)
        legs = try container.decode([String: CaseClock].self, forKey: .legs)
        abandonedLegs = try container.decodeIfPresent([String].self, forKey: .abandonedLegs) ?? []
        reviewer = try container.decodeIfPresent(String.self, forKey: .reviewer)
    }
}
