/// What an applicant can do against a refusal (救济途径).
public struct Remedies: Hashable, Sendable, Codable {
    /// Days for administrative reconsideration (行政复议法).
    public static let reconsiderationDays = 60
    /// Months for a suit (行政诉讼法).
    public static let suitMonths = 6

    /// The authority that reconsiders, 1 to 100 characters.
    public var reconsideration: String
    /// The court, 1 to 100 characters.
    public var court: String
    /// Both ways in the words of whoever decided, 1 to 4,000 characters; `nil` where the two names say it.
    public var words: String?

    /// Names both.
    public init(reconsideration: String, court: String) {
        self.reconsideration = reconsideration
        self.court = court
        words = nil
    }

    /// Says both ways as they were said in the decision.
    public init(words: String) {
        reconsideration = ""
        court = ""
        self.words = words
    }

    /// Both ways with their time limits, as they stand in a document.
    public var text: String {
        if let words { return words }
        return "如不服本决定，可以自收到本文书之日起\(Self.reconsiderationDays)日内向\(reconsideration)申请行政复议，"
            + "也可以自收到本文书之日起\(Self.suitMonths)个月内依法向\(court)提起行政诉讼。"
    }
}
