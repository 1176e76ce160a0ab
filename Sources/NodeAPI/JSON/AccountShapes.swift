import CaseModel

extension JSONShape {
    /// The body of a new account.
    static let newAccount = JSONShape.object(description + [optional("token", .object(order), "a first token")])

    /// The body of an account that replaces what it was.
    static let changedAccount = JSONShape.object(description)

    /// The body of a new token.
    static let newToken = JSONShape.object(
        [required("account", .whole(1...Int64.max, example: 3), "whose it is")] + order
    )

    /// The body of a call that says everything by its path.
    static let nothing = JSONShape.object([])

    private static let description = [
        required("kind", names(of: Account.Kind.self, "a person or a system")),
        required("name", line(example: "衢州市一窗受理平台", about: "whose account it is")),
        required("roles", .list(role, 1...AccountLimits.rolesMax)),
        optional("offices", .list(office, 0...AccountLimits.officesMax)),
        optional(
            "identity",
            .object([
                required("issuer", line(example: "https://id.zj.gov.cn", about: "the identity provider")),
                required("subject", line(example: "248289761001", about: "its name for the person")),
            ]),
            "who a person is at the identity provider"
        ),
    ]

    private static let order = [
        required("label", line(example: "夜间汇总", about: "what the token is for")),
        optional(
            "scopes",
            .list(tokenScope),
            "what it may be used for; all that the account may unless given"
        ),
        optional("offices", .list(office), "for which offices; all of the account unless given"),
        optional(
            "days",
            .whole(1...Int64(AccountLimits.tokenDaysMax), example: 90),
            "for how many days it holds, \(AccountLimits.tokenDaysDefault) unless given"
        ),
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
