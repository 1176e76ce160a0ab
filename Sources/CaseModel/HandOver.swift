/// The collecting window hands over a case that was shown to the liaison before (推送).
public struct HandOver: OfficeDeed {
    /// Why it is handed over although the liaison has not answered, or not found it complete; at most 4,000
    /// characters.
    ///
    /// Needed in those two cases only.
    public var reason: String
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills it in.
    public init(reason: String = "", office: String, officer: String, role: Role = .windowClerk) {
        self.reason = reason
        self.office = office
        self.officer = officer
        self.role = role
    }

    /// Reads it; what may be empty may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        reason = try container.decodeIfPresent(String.self, forKey: .reason) ?? ""
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
    }
}
