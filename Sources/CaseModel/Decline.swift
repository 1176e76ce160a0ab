/// The department does not take the case on (不予受理).
public struct Decline: OfficeDeed {
    /// Why, 1 to 4,000 characters.
    public var reason: String
    /// What the applicant can do against it: administrative reconsideration (行政复议), court (行政诉讼), with the time limits.
    ///
    /// 1 to 4,000 characters.
    public var remedies: String
    /// The department, 1 to 100 characters.
    public var office: String
    /// Who declines, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills a decline.
    public init(reason: String, remedies: String, office: String, officer: String, role: Role = .reviewer) {
        self.reason = reason
        self.remedies = remedies
        self.office = office
        self.officer = officer
        self.role = role
    }
}
