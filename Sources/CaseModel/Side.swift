/// The two cities of a case.
public enum Side: String, Hashable, Sendable, CaseIterable, Codable {
    /// Where the applicant is: the window takes the papers, checks them for form and hands over the result (收件地).
    case collecting
    /// Whose department decides (办理地). Its log is the truth of the case.
    case handling
}
