/// The department takes the case on (受理).
public struct Acceptance: OfficeDeed {
    /// The department, 1 to 100 characters.
    public var office: String
    /// Who accepts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role
    /// A word to the window, at most 4,000 characters.
    public var note: String

    /// Fills an acceptance.
    public init(office: String, officer: String, role: Role = .reviewer, note: String = "") {
        self.office = office
        self.officer = officer
        self.role = role
        self.note = note
    }

    /// Reads an acceptance; the note may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
    }
}
