/// Somebody, or some system, that may call a node (账号).
public struct Account: Hashable, Sendable, Codable {
    /// What it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// A person (人员): what they do is done in their own name.
        case person
        /// A system of a department (业务系统): it names the officer for whom it acts.
        case system
    }

    /// How an identity provider names a person (统一身份认证).
    public struct Identity: Hashable, Sendable, Codable {
        /// The provider's issuer, an address.
        public var issuer: String
        /// The person's subject there, which never changes.
        public var subject: String

        /// Names a person at a provider.
        public init(issuer: String, subject: String) {
            self.issuer = issuer
            self.subject = subject
        }
    }

    /// What it is.
    public var kind: Kind
    /// The person's name as an officer, or the system's; 1 to 100 characters.
    public var name: String
    /// What it is in this work; at least one role.
    public var roles: [Role]
    /// The offices for which it acts, as cases name them.
    public var offices: [String]
    /// The person at the identity provider; `nil` for who has tokens only.
    public var identity: Identity?

    /// Describes an account.
    public init(kind: Kind, name: String, roles: [Role], offices: [String] = [], identity: Identity? = nil) {
        self.kind = kind
        self.name = name
        self.roles = roles
        self.offices = offices
        self.identity = identity
    }

    /// Finds the first fault: of form, or roles that one account must not hold together.
    ///
    /// Who acts on cases acts for an office, so at least one is named then.
    ///
    /// - Throws: ``CaseRefusal``, with ``CaseRefusal/Code/dutiesNotSeparate`` where an administrator would not stand alone.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(name, max: AccountLimits.nameCharactersMax, "name")
        try checker.count(roles.count, min: 1, max: AccountLimits.rolesMax, "roles")
        try checker.count(offices.count, max: AccountLimits.officesMax, "offices")
        for index in offices.indices { try checker.name(offices[index], "offices[\(index)]") }
        guard Set(roles).count == roles.count else {
            throw CaseRefusal(.repeated, "a role stands twice: name each once", field: "roles")
        }
        guard Set(offices).count == offices.count else {
            throw CaseRefusal(.repeated, "an office stands twice: name each once", field: "offices")
        }
        try DutySeparation.check(roles: Set(roles))
        if offices.isEmpty, let role = roles.first(where: { !$0.sides.isEmpty }) {
            throw CaseRefusal(
                .missing,
                "\(role.rawValue) acts on cases for an office: name at least one, as cases name it",
                field: "offices"
            )
        }
        guard let identity else { return }
        guard kind == .person else {
            throw CaseRefusal(.inconsistent, "a system has no identity: give it a token", field: "identity")
        }
        try checker.name(identity.issuer, max: AccountLimits.issuerCharactersMax, "identity.issuer")
        try checker.name(identity.subject, max: AccountLimits.subjectCharactersMax, "identity.subject")
    }
}
