/// That somebody wants to see one personal field of one case unmasked.
public struct RevealRequest: Hashable, Sendable, Codable {
    /// Who, by account, 1 to 100 characters.
    public var account: String
    /// In which role.
    public var role: Role
    /// The account's office, as the case names it, 1 to 100 characters.
    public var office: String
    /// The account's city.
    public var city: CityCode
    /// Of which case.
    public var number: CaseNumber
    /// Which field.
    public var field: PersonalField
    /// What for.
    public var purpose: AccessPurpose
    /// Why, in 5 to 200 characters, without numbers that could be somebody's.
    public var reason: String
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64

    /// Asks for a field.
    public init(
        account: String,
        role: Role,
        office: String,
        city: CityCode,
        number: CaseNumber,
        field: PersonalField,
        purpose: AccessPurpose,
        reason: String,
        at: Int64
    ) {
        self.account = account
        self.role = role
        self.office = office
        self.city = city
        self.number = number
        self.field = field
        self.purpose = purpose
        self.reason = reason
        self.at = at
    }

    /// Finds the first fault of form.
    ///
    /// The reason goes into the audit trail, which holds no personal data. So it may hold six digits in a row, and eight
    /// with spaces and hyphens between them, as a date has: identity and telephone numbers have more.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(account, max: PrivacyLimits.accountCharactersMax, "account")
        try checker.name(office, "office")
        try checker.text(
            reason,
            min: PrivacyLimits.reasonCharactersMin,
            max: PrivacyLimits.reasonCharactersMax,
            lines: false,
            "reason"
        )
        guard !Self.holdsNumber(reason) else {
            throw CaseRefusal(
                .malformed,
                "the reason holds a long number: leave it out, the trail names the case already",
                field: "reason"
            )
        }
    }

    /// Whether a text holds digits that could be an identity or telephone number, in any script.
    private static func holdsNumber(_ text: String) -> Bool {
        var (run, group) = (0, 0)
        for character in text {
            if character.isNumber {
                run += 1
                group += 1
                if run > PrivacyLimits.reasonDigitsMax || group > PrivacyLimits.reasonGroupDigitsMax { return true }
            } else {
                run = 0
                if !" -\u{3000}－".contains(character) { group = 0 }
            }
        }
        return false
    }
}
