/// The case is passed on to another or a higher authority (转报).
public struct PassOn: OfficeDeed {
    /// Which authority, 1 to 100 characters.
    public var authority: String
    /// Why, 1 to 4,000 characters; the applicant is told.
    public var reason: String
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills it in.
    public init(authority: String, reason: String, office: String, officer: String, role: Role = .decider) {
        self.authority = authority
        self.reason = reason
        self.office = office
        self.officer = officer
        self.role = role
    }
}
