/// One extension of a time limit (延长), approved by the department's head and told to the applicant with its reason
/// (行政许可法第42条).
public struct ClockExtension: Hashable, Sendable, Codable {
    /// By how much, 1 day at least, in the unit of the clock's limit.
    public var limit: TimeLimit
    /// Who approved it, 1 to 100 characters.
    public var approvedBy: String
    /// Why, 1 to 4,000 characters; the applicant is told.
    public var reason: String
    /// The number or title of the written notice to the applicant (延期告知书), 1 to 200 characters.
    public var notice: String
    /// When it was approved, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64

    /// Fills an extension.
    public init(limit: TimeLimit, approvedBy: String, reason: String, notice: String, at: Int64) {
        self.limit = limit
        self.approvedBy = approvedBy
        self.reason = reason
        self.notice = notice
        self.at = at
    }

    /// The most characters of ``notice``.
    public static let noticeCharactersMax = 200

    /// Checks the texts.
    func checkTexts(_ path: String) throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(approvedBy, "\(path).approvedBy")
        try checker.text(reason, min: 1, "\(path).reason")
        try checker.name(notice, max: Self.noticeCharactersMax, "\(path).notice")
    }
}
