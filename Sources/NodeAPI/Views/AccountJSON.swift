import CaseModel

/// An account as the API writes it.
struct AccountJSON: Encodable {
    var id: Int64
    var kind: Account.Kind
    var name: String
    var roles: [Role]
    var offices: [String]
    var identity: Account.Identity?
    var version: Int
    var lockedAt: Timestamp?
    var createdAt: Timestamp
    var createdBy: String

    init(_ record: AccountRecord) {
        id = record.id
        kind = record.account.kind
        name = record.account.name
        roles = record.account.roles
        offices = record.account.offices
        identity = record.account.identity
        version = record.version
        lockedAt = record.lockedAt.map(Timestamp.init)
        createdAt = Timestamp(record.createdAt)
        createdBy = record.createdBy
    }
}

/// A token as the API writes it, without its secret.
struct TokenJSON: Encodable {
    var id: String
    var account: Int64
    var label: String
    var scopes: [String]
    /// Left out where it acts for all offices of its account.
    var offices: [String]?
    var createdAt: Timestamp
    var createdBy: String
    var expiresAt: Timestamp
    var revokedAt: Timestamp?
    var lastUsedAt: Timestamp?

    init(_ record: TokenRecord) {
        id = record.id
        account = record.account
        label = record.label
        scopes = record.scopes.map(\.rawValue).sorted()
        offices = record.offices
        createdAt = Timestamp(record.createdAt)
        createdBy = record.createdBy
        expiresAt = Timestamp(record.expiresAt)
        revokedAt = record.revokedAt.map(Timestamp.init)
        lastUsedAt = record.lastUsedAt.map(Timestamp.init)
    }
}

/// What the API answers to a change of accounts and tokens.
struct ChangedAccountJSON: Encodable {
    var account: AccountJSON
    var token: TokenJSON?
    /// The token itself.
    var secret: String?

    init(_ changed: ChangedAccount) {
        account = AccountJSON(changed.answer.account)
        token = changed.answer.token.map(TokenJSON.init)
        secret = changed.token?.text
    }
}

/// A page of accounts.
struct AccountPageJSON: Encodable {
    var accounts: [AccountJSON]
    var next: String?
}

/// A page of tokens.
struct TokenPageJSON: Encodable {
    var tokens: [TokenJSON]
    var next: String?
}

/// Who calls, as the API tells it.
struct MeJSON: Encodable {
    var signedInBy: String
    var account: Int64?
    var kind: Account.Kind?
    var name: String?
    var roles: [Role]
    /// Left out where the caller may act for any.
    var offices: [String]?
    var scopes: [String]

    init(_ caller: Caller) {
        switch caller.standing {
        case .nobody, .anyone: signedInBy = "nobody"
        case .machine: signedInBy = "machine"
        case .account(_, let kind):
            signedInBy = caller.token == nil ? "session" : "token"
            self.kind = kind
        }
        account = caller.account
        name = caller.name.isEmpty ? nil : caller.name
        roles = Role.allCases.filter(caller.roles.contains)
        offices = caller.offices?.sorted()
        scopes = caller.scopes.map(\.rawValue).sorted()
    }
}
