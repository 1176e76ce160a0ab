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

    /// Names both.
    public init(reconsideration: String, court: String) {
        self.reconsideration = reconsideration
        self.court = court
    }

    /// Both ways with their time limits, as they stand in a document.
    public var text: String {
        "如不服本决定，可以自收到本文书之日起\(Self.reconsiderationDays)日内向\(reconsideration)申请行政复议，"
            + "也可以自收到本文书之日起\(Self.suitMonths)个月内依法向\(court)提起行政诉讼。"
    }
}
