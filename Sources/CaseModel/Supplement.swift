/// What the applicant brought after a correction was asked for (补正材料).
public struct Supplement: Deed {
    /// Lines that replace or add to the form, at most 200.
    public var fields: [FormField]
    /// Papers that add to the case, at most 100.
    public var materials: [MaterialReference]
    /// A word to the department, at most 4,000 characters.
    ///
    /// Something must be given: a line, a paper or a word.
    public var note: String
    /// Who took it at the collecting window, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// The files that come with it.
    public var papers: [MaterialReference] { materials }

    /// Fills a supplement.
    public init(
        fields: [FormField] = [],
        materials: [MaterialReference] = [],
        note: String = "",
        officer: String,
        role: Role = .windowClerk
    ) {
        self.fields = fields
        self.materials = materials
        self.note = note
        self.officer = officer
        self.role = role
    }

    /// Reads a supplement; lines, papers and note may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        fields = try container.decodeIfPresent([FormField].self, forKey: .fields) ?? []
        materials = try container.decodeIfPresent([MaterialReference].self, forKey: .materials) ?? []
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
    }
}
