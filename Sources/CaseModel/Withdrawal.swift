/// The applicant takes the application back (撤回).
public struct Withdrawal: OfficeDeed {
    /// Why, as the applicant says; 1 to 4,000 characters.
    public var reason: String
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills it in.
    public init(reason: String, office: String, officer: String, role: Role = .windowClerk) {
        self.reason = reason
        self.office = office
        self.officer = officer
        self.role = role
    }
}
