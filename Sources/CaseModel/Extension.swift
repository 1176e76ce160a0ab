/// The time limit to decide is extended, once (延长审批).
///
/// 行政许可法 art. 42: with the approval of the department's head, and the applicant is told the reason.
public struct Extension: OfficeDeed {
    /// By how many days, 1 to 10, in the unit of the promised limit.
    public var days: Int
    /// Who approved it, the head of the department or a deputy; 1 to 100 characters.
    public var approvedBy: String
    /// Why, 1 to 4,000 characters; the applicant is told.
    public var reason: String
    /// The number of the written notice to the applicant (延期告知书), 1 to 100 characters.
    public var notice: String
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills it in.
    public init(
        days: Int,
        approvedBy: String,
        reason: String,
        notice: String,
        office: String,
        officer: String,
        role: Role = .decider
    ) {
        self.days = days
        self.approvedBy = approvedBy
        self.reason = reason
        self.notice = notice
        self.office = office
        self.officer = officer
        self.role = role
    }
}
