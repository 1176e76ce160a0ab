/// The certificate of a granted case is made (制证).
public struct Issue: OfficeDeed {
    /// The certificate and what belongs to it, 1 to 100.
    public var documents: [MaterialReference]
    /// A word to the other city, at most 4,000 characters.
    public var note: String
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
        documents: [MaterialReference],
        note: String = "",
        office: String,
        officer: String,
        role: Role = .reviewer
    ) {
        self.documents = documents
        self.note = note
        self.office = office
        self.officer = officer
        self.role = role
    }

    /// Reads it; what may be empty may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        documents = try container.decode([MaterialReference].self, forKey: .documents)
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
    }
}
