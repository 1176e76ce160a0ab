/// An account as the node tells it.
struct AccountAnswer: Decodable {
    /// A person at an identity provider.
    struct Identity: Decodable {
        var issuer: String
        var subject: String
    }

    var id: Int64
    var kind: String
    var name: String
    var roles: [String]
    var offices: [String]
    var identity: Identity?
    var version: Int
    var lockedAt: String?
    var createdAt: String
    var createdBy: String

    /// A page of accounts.
    struct Page: Decodable {
        var accounts: [AccountAnswer]
        var next: String?
    }

    /// What came of a change.
    struct Changed: Decodable {
        var account: AccountAnswer
        var token: TokenAnswer?
        var secret: String?
    }
}

/// A token as the node tells it, without its secret.
struct TokenAnswer: Decodable {
    var id: String
    var account: Int64
    var label: String
    var scopes: [String]
    var offices: [String]?
    var createdAt: String
    var createdBy: String
    var expiresAt: String
    var revokedAt: String?
    var lastUsedAt: String?

    /// A page of tokens.
    struct Page: Decodable {
        var tokens: [TokenAnswer]
        var next: String?
    }
}

/// Who calls, as the node tells it.
struct MeAnswer: Decodable {
    var signedInBy: String
    var account: Int64?
    var name: String?
    var roles: [String]
    var offices: [String]?
    var scopes: [String]
}
