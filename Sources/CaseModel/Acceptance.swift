/// The department takes the case on (受理).
public struct Acceptance: Hashable, Sendable, Codable {
    /// The department, 1 to 100 characters.
    public var office: String
    /// Who accepts, 1 to 100 characters.
    public var officer: String
    /// A word to the window, at most 4,000 characters.
    public var note: String

    /// Fills an acceptance.
    public init(office: String, officer: String, note: String = "") {
        self.office = office
        self.officer = officer
        self.note = note
    }

    /// Reads an acceptance; the note may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
    }
}
