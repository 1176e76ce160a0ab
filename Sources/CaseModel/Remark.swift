/// What somebody does to a case where nothing but a word has to be said (办理意见).
public struct Remark: OfficeDeed {
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role
    /// A word to the other city, at most 4,000 characters.
    public var note: String

    /// Fills it in.
    public init(office: String, officer: String, role: Role, note: String = "") {
        self.office = office
        self.officer = officer
        self.role = role
        self.note = note
    }

    /// Reads it; what may be empty may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
    }
}
