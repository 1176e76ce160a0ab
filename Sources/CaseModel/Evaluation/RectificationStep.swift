/// One step in putting a bad evaluation right (差评整改).
public struct RectificationStep: Hashable, Sendable, Codable {
    /// What is done.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// The office says what it did about it (整改反馈).
        case answer
        /// Somebody called the applicant back, and the applicant is content with the answer (回访满意).
        case callBackContent = "call-back-content"
        /// Somebody called the applicant back, and the applicant is not content (回访不满意).
        case callBackDiscontent = "call-back-discontent"
        /// The ticket is closed, and its summary published (办结公开).
        case close
        /// The evaluation was given by mistake: the level was mixed up, or another office was meant (误评).
        case excludeMistaken = "exclude-mistaken"
        /// The evaluation is malicious (恶意差评).
        case excludeMalicious = "exclude-malicious"
    }

    /// What is done.
    public var kind: Kind
    /// The office that does it.
    public var by: OfficeName
    /// Who does it, 1 to 100 characters.
    public var officer: String
    /// The answer, the applicant's word, the summary or the reason; 1 to 4,000 characters.
    public var text: String
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64

    /// Fills a step.
    public init(_ kind: Kind, by: OfficeName, officer: String, text: String, at: Int64) {
        self.kind = kind
        self.by = by
        self.officer = officer
        self.text = text
        self.at = at
    }
}
