/// A special procedure begins, whose time does not count (特别程序).
///
/// 行政许可法 art. 45: the applicant is told in writing how long it takes.
public struct Suspension: OfficeDeed {
    /// Which procedure.
    public var procedure: ClockPause.Reason
    /// What is done and why, 1 to 4,000 characters; the applicant is told.
    public var reason: String
    /// How many working days it is expected to take, 1 to 4,000.
    public var expectedDays: Int
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills it in.
    public init(
        procedure: ClockPause.Reason,
        reason: String,
        expectedDays: Int,
        office: String,
        officer: String,
        role: Role = .reviewer
    ) {
        self.procedure = procedure
        self.reason = reason
        self.expectedDays = expectedDays
        self.office = office
        self.officer = officer
        self.role = role
    }
}
