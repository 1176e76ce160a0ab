/// What a case has gathered on its way beyond its state.
public struct CaseProgress: Hashable, Sendable, Codable {
    /// The case's clocks.
    public var clocks: CaseClocks
    /// A clock for each leg that has begun, by its key; a stopped one belongs to a leg that is concluded.
    public var legs: [String: CaseClock]
    /// Who examined the case; somebody else decides.
    public var reviewer: String?

    /// Gathers; a new case has nothing.
    public init(clocks: CaseClocks = CaseClocks(), legs: [String: CaseClock] = [:], reviewer: String? = nil) {
        self.clocks = clocks
        self.legs = legs
        self.reviewer = reviewer
    }

    /// The keys of the legs that are concluded.
    public var concludedLegs: Set<String> { Set(legs.filter { !$0.value.isRunning }.keys) }
}
