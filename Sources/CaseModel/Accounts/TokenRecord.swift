/// A token as a node keeps it, without its secret (访问令牌).
public struct TokenRecord: Hashable, Sendable, Codable {
    /// Its name, the part of the token that is no secret; see ``TokenText``.
    public var id: String
    /// The account that it stands for.
    public var account: Int64
    /// What it is for, in the words of whoever made it.
    public var label: String
    /// What it may be used for.
    public var scopes: Set<Scope>
    /// The offices of the account for which it acts; `nil` for all of them.
    public var offices: [String]?
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    public var createdAt: Int64
    /// Who made it, by name.
    public var createdBy: String
    /// From when on it does not hold any more, in milliseconds since 1970-01-01T00:00:00Z.
    public var expiresAt: Int64
    /// When it was revoked, in milliseconds since 1970-01-01T00:00:00Z; `nil` where it was not.
    public var revokedAt: Int64?
    /// When it was used last, to the minute; `nil` before the first time.
    public var lastUsedAt: Int64?

    /// Takes a token as it is kept.
    public init(
        id: String,
        account: Int64,
        label: String,
        scopes: Set<Scope>,
        offices: [String]? = nil,
        createdAt: Int64,
        createdBy: String,
        expiresAt: Int64,
        revokedAt: Int64? = nil,
        lastUsedAt: Int64? = nil
    ) {
        self.id = id
        self.account = account
        self.label = label
        self.scopes = scopes
        self.offices = offices
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.lastUsedAt = lastUsedAt
    }

    /// How the audit trail names it.
    public var auditName: String { "token \(id) of account \(account)" }

    /// Whether it holds at an instant, as far as itself is concerned.
    public func holds(at milliseconds: Int64) -> Bool { revokedAt == nil && milliseconds < expiresAt }
}

/// A token that somebody wants made.
public struct TokenDraft: Hashable, Sendable, Codable {
    /// What it is for.
    public var label: String
    /// What it may be used for; `nil` for all that the account's roles allow.
    public var scopes: [Scope]?
    /// For which of the account's offices; `nil` for all.
    public var offices: [String]?
    /// For how many days it holds, 1 to ``AccountLimits/tokenDaysMax``; `nil` for ``AccountLimits/tokenDaysDefault``.
    public var days: Int?

    /// Asks for a token.
    public init(label: String, scopes: [Scope]? = nil, offices: [String]? = nil, days: Int? = nil) {
        self.label = label
        self.scopes = scopes
        self.offices = offices
        self.days = days
    }

    /// The token of an account, under a name.
    ///
    /// - Throws: ``CaseRefusal`` where it would allow more than the account has.
    public func issued(
        _ id: String,
        for record: AccountRecord,
        at milliseconds: Int64,
        by creator: String
    ) throws(CaseRefusal) -> TokenRecord {
        var checker = Checker()
        try checker.name(label, max: AccountLimits.labelCharactersMax, "label")
        let days = days ?? AccountLimits.tokenDaysDefault
        guard (1...AccountLimits.tokenDaysMax).contains(days) else {
            throw CaseRefusal(
                .limitExceeded,
                "a token holds 1 to \(AccountLimits.tokenDaysMax) days: make a new one in time",
                field: "days"
            )
        }
        guard record.lockedAt == nil else {
            throw CaseRefusal(.inconsistent, "the account is locked: unlock it first", field: "account")
        }
        let allowed = Scope.allowed(for: Set(record.account.roles))
        let wanted = scopes.map(Set.init) ?? allowed
        guard !wanted.isEmpty, wanted.isSubset(of: allowed) else {
            throw CaseRefusal(
                .inconsistent,
                "a token has at least one scope, and none that its account's roles do not have",
                field: "scopes",
                allowed: allowed.map(\.rawValue).sorted()
            )
        }
        if let offices {
            guard !offices.isEmpty, Set(offices).isSubset(of: record.account.offices) else {
                throw CaseRefusal(
                    .inconsistent,
                    "a token acts for offices of its account only: name some of them, or leave offices out",
                    field: "offices",
                    allowed: record.account.offices
                )
            }
        }
        return TokenRecord(
            id: id,
            account: record.id,
            label: label,
            scopes: wanted,
            offices: offices,
            createdAt: milliseconds,
            createdBy: creator,
            expiresAt: milliseconds + Int64(days) * AccountLimits.dayMilliseconds
        )
    }
}
