/// Everything that is wrong with an application, told once and all at once (一次性告知).
public struct Correction: Hashable, Sendable, Codable {
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

    /// The defects, 1 to 100.
    public var defects: [Defect]
    /// The department, 1 to 100 characters.
    public var office: String
    /// Who asks, 1 to 100 characters.
    public var officer: String

    /// Fills a request for correction.
    public init(defects: [Defect], office: String, officer: String) {
        self.defects = defects
        self.office = office
        self.officer = officer
    }
}
