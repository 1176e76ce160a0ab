/// How long an applicant may take for a correction (补正期限), and when to be reminded.
public struct CorrectionTerm: Hashable, Sendable, Codable {
    /// The most days that the applicant may take, at least 1.
    public var limit: TimeLimit
    /// After how many days, counted like the limit, the applicant is reminded; 1 or more and before the limit ends.
    public var remindAfterDays: Int

    /// Sets a term.
    public init(limit: TimeLimit, remindAfterDays: Int) {
        self.limit = limit
        self.remindAfterDays = remindAfterDays
    }
}
