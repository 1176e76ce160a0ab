/// One office did its part of joint handling (多地联办).
public struct LegReport: OfficeDeed {
    /// The key of the leg in the case's guide.
    public var leg: String
    /// What came of it, 1 to 4,000 characters.
    public var result: String
    /// Papers that the office made, at most 100.
    public var documents: [MaterialReference]
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// The files that come with it.
    public var papers: [MaterialReference] { documents }

    /// Fills it in.
    public init(
        leg: String,
        result: String,
        documents: [MaterialReference] = [],
        office: String,
        officer: String,
        role: Role = .reviewer
    ) {
        self.leg = leg
        self.result = result
        self.documents = documents
        self.office = office
        self.officer = officer
        self.role = role
    }

    /// Reads it; what may be empty may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        leg = try container.decode(String.self, forKey: .leg)
        result = try container.decode(String.self, forKey: .result)
        documents = try container.decodeIfPresent([MaterialReference].self, forKey: .documents) ?? []
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
    }
}
