/// The reviewer's opinion for the one who decides (审查意见).
///
/// Examining and deciding are for two people.
public struct Review: OfficeDeed {
    /// What the reviewer recommends.
    public var recommends: Decision.Outcome
    /// The grounds, 1 to 4,000 characters.
    public var opinion: String
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills it in.
    public init(
        recommends: Decision.Outcome,
        opinion: String,
        office: String,
        officer: String,
        role: Role = .reviewer
    ) {
        self.recommends = recommends
        self.opinion = opinion
        self.office = office
        self.officer = officer
        self.role = role
    }
}
