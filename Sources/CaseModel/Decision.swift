/// The department's decision (办理结果).
public struct Decision: OfficeDeed {
    /// Which way it went.
    public enum Outcome: String, Hashable, Sendable, CaseIterable, Codable {
        /// Granted (准予).
        case granted
        /// Denied (不予许可).
        case denied
    }

    /// Which way it went.
    public var outcome: Outcome
    /// Certificates, approvals, notices; at most 100.
    ///
    /// A grant has at least one or says in `reason` why there is none.
    public var documents: [MaterialReference]
    /// Why it was denied, or why a grant comes without a document; at most 4,000 characters.
    public var reason: String
    /// What the applicant can do against a denial: administrative reconsideration (行政复议), court (行政诉讼), with the
    /// time limits; at most 4,000 characters.
    public var remedies: String
    /// The department, 1 to 100 characters.
    public var office: String
    /// Who decided, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// The files that come with it.
    public var papers: [MaterialReference] { documents }

    /// Fills a decision.
    public init(
        outcome: Outcome,
        documents: [MaterialReference] = [],
        reason: String = "",
        remedies: String = "",
        office: String,
        officer: String,
        role: Role = .decider
    ) {
        self.outcome = outcome
        self.documents = documents
        self.reason = reason
        self.remedies = remedies
        self.office = office
        self.officer = officer
        self.role = role
    }

    /// Reads a decision; documents, reason and remedies may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        outcome = try container.decode(Outcome.self, forKey: .outcome)
        documents = try container.decodeIfPresent([MaterialReference].self, forKey: .documents) ?? []
        reason = try container.decodeIfPresent(String.self, forKey: .reason) ?? ""
        remedies = try container.decodeIfPresent(String.self, forKey: .remedies) ?? ""
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
    }
}
