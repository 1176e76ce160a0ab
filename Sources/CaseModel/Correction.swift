/// Everything that is wrong with an application, told once and all at once (一次性告知).
public struct Correction: OfficeDeed {
    /// One thing that is missing or wrong.
    public struct Defect: Hashable, Sendable, Codable {
        /// Which paper or line, 1 to 100 characters.
        public var subject: String
        /// What is wrong with it, 1 to 1,000 characters.
        public var problem: String
        /// What to do about it, 1 to 1,000 characters.
        public var remedy: String

        /// Names a defect.
        public init(subject: String, problem: String, remedy: String) {
            self.subject = subject
            self.problem = problem
            self.remedy = remedy
        }
    }

    /// Why everything is told a second time, and who allows it.
    public struct Exception: Hashable, Sendable, Codable {
        /// The supervisor who allows it, 1 to 100 characters.
        public var supervisor: String
        /// Why the first notice could not hold everything, 1 to 4,000 characters.
        public var reason: String

        /// Gives a reason.
        public init(supervisor: String, reason: String) {
            self.supervisor = supervisor
            self.reason = reason
        }
    }

    /// The defects, 1 to 100.
    public var defects: [Defect]
    /// The department, 1 to 100 characters.
    public var office: String
    /// Who asks, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role
    /// What allows a second correction; `nil` for the first.
    public var exception: Exception?

    /// Fills a request for correction.
    public init(
        defects: [Defect],
        office: String,
        officer: String,
        role: Role = .reviewer,
        exception: Exception? = nil
    ) {
        self.defects = defects
        self.office = office
        self.officer = officer
        self.role = role
        self.exception = exception
    }
}
