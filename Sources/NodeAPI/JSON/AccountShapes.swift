import CaseModel

extension JSONShape {
    /// The body of a new account.
    static let newAccount = JSONShape.object(account + [optional("token", .object(token))])

    /// The body of an account that replaces what it was.
    static let changedAccount = JSONShape.object(account)

    /// The body of a new token.
    static let newToken = JSONShape.object([required("account", .whole)] + token)

    /// The body of a call that says everything by its path.
    static let nothing = JSONShape.object([])

    private static let account = [
        required("kind", .oneOf(Account.Kind.allCases.map(\.rawValue))),
        required("name", .text),
        required("roles", .list(role)),
        optional("offices", .list(.text)),
        optional("identity", .object([required("issuer", .text), required("subject", .text)])),
    ]

    private static let token = [
        required("label", .text),
        optional("scopes", .list(.oneOf(Scope.allCases.map(\.rawValue)))),
        optional("offices", .list(.text)),
        optional("days", .whole),
    ]
}

/// An account as a security administrator describes it.
struct AccountDraft: Decodable {
    var kind: Account.Kind
    var name: String
    var roles: [Role]
    var offices: [String]?
    var identity: Account.Identity?
    /// A first token, where one is wanted.
    var token: TokenDraft?

    /// The account that it describes.
    var account: Account {
        Account(kind: kind, name: name, roles: roles, offices: offices ?? [], identity: identity)
    }
}

/// A token as a security administrator describes it.
struct TokenOrder: Decodable {
    var account: Int64
    var draft: TokenDraft

    private enum CodingKeys: String, CodingKey { case account }

    init(from decoder: any Decoder) throws {
        account = try decoder.container(keyedBy: CodingKeys.self).decode(Int64.self, forKey: .account)
        draft = try TokenDraft(from: decoder)
    }
}
