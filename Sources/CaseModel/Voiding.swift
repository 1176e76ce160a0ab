/// The case is void (作废), or was entered in error (误录); the record stays in both.
public struct Voiding: OfficeDeed {
    /// Which of the two.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Void as business: ending code 2.
        case voided
        /// Entered in error: ending code 3.
        case mistaken

        /// How the case ends.
        public var ending: EndingCode { self == .voided ? .voided : .mistaken }
    }

    /// Which of the two.
    public var kind: Kind
    /// Why, 1 to 4,000 characters.
    public var reason: String
    /// The office that acts, 1 to 100 characters.
    public var office: String
    /// Who acts, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills it in.
    public init(kind: Kind, reason: String, office: String, officer: String, role: Role = .supervisor) {
        self.kind = kind
        self.reason = reason
        self.office = office
        self.officer = officer
        self.role = role
    }
}
