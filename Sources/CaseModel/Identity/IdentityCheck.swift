/// One check of who somebody is (身份核验): what was done and how it came out.
///
/// There is no room for the biometric: no bytes, and no text long enough to carry a picture or a template.
/// Personal data: it never reaches a log.
public struct IdentityCheck: Hashable, Sendable {
    /// How it was checked.
    public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
        /// An officer compared the paper with the person (查验证件).
        case documentSeen
        /// A reader read the card's chip (读卡).
        case chipRead
        /// A platform vouches for an online real name (线上实名).
        case onlineRealName
        /// An officer saw person and paper in a video session (视频核验).
        case video
        /// A device compared the face with the card, and kept nothing (人脸核验).
        case face

        /// True when it needs the person at the counter and the paper in hand.
        public var provesPresence: Bool { self == .documentSeen || self == .chipRead }
    }

    /// How it came out.
    public enum Outcome: String, Hashable, Sendable, CaseIterable, Codable {
        /// It is the person (通过).
        case passed
        /// It is not, or it cannot be told (未通过).
        case failed
        /// The check could not be made, because a reader is out of order for example (未能核验).
        case notMade
    }

    /// Whose identity.
    public var subject: Party
    /// How.
    public var method: Method
    /// How it came out.
    public var outcome: Outcome
    /// Why it failed or could not be made, 1 to 200 characters; may be empty after a pass.
    public var reason: String
    /// The level of an online real name (实名等级), 1 to 4, stronger is higher; only for that method.
    public var realNameLevel: Int?
    /// What else was offered to the person; a check of the face needs something here.
    public var alternatives: [Method]
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64
    /// Who checked, 1 to 100 characters; may be empty for an online real name.
    public var officer: String
    /// The device, or the reference of a system, at most 64 characters.
    public var reference: String

    /// Records a check.
    public init(
        subject: Party,
        method: Method,
        outcome: Outcome,
        reason: String = "",
        realNameLevel: Int? = nil,
        alternatives: [Method] = [],
        at: Int64,
        officer: String = "",
        reference: String = ""
    ) {
        self.subject = subject
        self.method = method
        self.outcome = outcome
        self.reason = reason
        self.realNameLevel = realNameLevel
        self.alternatives = alternatives
        self.at = at
        self.officer = officer
        self.reference = reference
    }

    /// Finds the first fault of form; `path` is where the check stands, like `checks[0]`.
    func check(_ checker: inout Checker, _ path: String) throws(CaseRefusal) {
        try checker.text(
            reason,
            min: outcome == .passed ? 0 : 1,
            max: IdentityLimits.reasonCharactersMax,
            lines: false,
            "\(path).reason"
        )
        try checker.text(
            reference,
            max: IdentityLimits.referenceCharactersMax,
            lines: false,
            "\(path).reference"
        )
        if method != .onlineRealName || !officer.isEmpty { try checker.name(officer, "\(path).officer") }
        if method == .onlineRealName, outcome == .passed {
            guard let level = realNameLevel, IdentityLimits.realNameLevels.contains(level) else {
                throw CaseRefusal(
                    .missing,
                    "give the level that the platform states, 1 to 4",
                    field: "\(path).realNameLevel"
                )
            }
        } else if realNameLevel != nil {
            throw CaseRefusal(
                .malformed,
                "only a real name that passed has a level: leave it out",
                field: "\(path).realNameLevel"
            )
        }
        try checker.count(alternatives.count, max: Method.allCases.count, "\(path).alternatives")
    }
}

extension IdentityCheck: Codable {
    /// Reads a check; all but subject, method, outcome and time may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        subject = try container.decode(Party.self, forKey: .subject)
        method = try container.decode(Method.self, forKey: .method)
        outcome = try container.decode(Outcome.self, forKey: .outcome)
        reason = try container.decodeIfPresent(String.self, forKey: .reason) ?? ""
        realNameLevel = try container.decodeIfPresent(Int.self, forKey: .realNameLevel)
        alternatives = try container.decodeIfPresent([Method].self, forKey: .alternatives) ?? []
        at = try container.decode(Int64.self, forKey: .at)
        officer = try container.decodeIfPresent(String.self, forKey: .officer) ?? ""
        reference = try container.decodeIfPresent(String.self, forKey: .reference) ?? ""
    }
}
