import CaseModel

extension JSONShape {
    /// The name of a token.
    static let tokenID = text(
        pattern: "^[0-9a-z]+$",
        example: "0a1b2c3d4e5f6071",
        about: "a token's name, which stands in the token itself"
    )

    /// An account.
    static let account = answer(
        "Account",
        "somebody who may call this node (账号)",
        [
            required("id", accountNumber),
            required("kind", names(of: Account.Kind.self, "a person or a system")),
            required("name", .text(example: "衢州市一窗受理平台"), "whose account it is"),
            required("roles", .list(role)),
            required("offices", .list(office)),
            sometimes("identity", providerIdentity, "who it is at the identity provider"),
            required("version", .version),
            sometimes("lockedAt", .moment, "since when it is locked"),
            required("createdAt", .moment, "when it was added"),
            required("createdBy", .text(example: "machine"), "who added it"),
        ]
    )

    /// A page of accounts.
    static let accountPage = answer(
        "AccountPage",
        "accounts in the order in which they were added",
        [required("accounts", .list(account)), sometimes("next", .cursor)]
    )

    /// A token.
    static let token = answer(
        "Token",
        "what a token may be used for (令牌)",
        [
            required("id", tokenID),
            required("account", accountNumber, "whose it is"),
            required("label", .text(example: "夜间汇总"), "what it is for"),
            required("scopes", .list(tokenScope)),
            sometimes("offices", .list(office), "left out where it acts for all offices of its account"),
            required("createdAt", .moment, "when it was made"),
            required("createdBy", .text(example: "李安全"), "who made it"),
            required("expiresAt", .moment, "until when it holds"),
            sometimes("revokedAt", .moment, "when it was revoked"),
            sometimes("lastUsedAt", .moment, "when it was used last, to the minute"),
        ]
    )

    /// A page of tokens.
    static let tokenPage = answer(
        "TokenPage",
        "tokens by their names",
        [
            required("tokens", .list(token)),
            sometimes("next", .text(example: "0a1b2c3d4e5f6071"), "gives the next page as `cursor`"),
        ]
    )

    /// What a change of accounts and tokens came to.
    static let changedAccountAnswer = answer(
        "ChangedAccount",
        "an account and a token as they stand after a change",
        [
            required("account", account),
            sometimes("token", token, "the token that was made or revoked"),
            sometimes("secret", .text(example: "tb_0a1b2c3d4e5f6071_..."), "the token itself, which is not told again"),
        ]
    )

    /// Who calls.
    static let me = answer(
        "Me",
        "who calls, and what that caller may",
        [
            required("signedInBy", oneOf(["nobody", "machine", "session", "token"]), "how the node knows the caller"),
            sometimes("account", accountNumber),
            sometimes("kind", names(of: Account.Kind.self, "a person or a system")),
            sometimes("name", .text(example: "李四"), "the account's name"),
            required("roles", .list(role)),
            sometimes("offices", .list(office), "left out where the caller may act for any"),
            required("scopes", .list(tokenScope)),
        ]
    )

    private static let accountNumber = whole(1...Int64.max, example: 3, about: "an account's number")
    /// What may be called.
    static let tokenScope = oneOf(Scope.allCases.map(\.rawValue)).saying("what may be called (授权范围)")
    private static let providerIdentity = answer(
        "Identity",
        "somebody at an identity provider",
        [
            required("issuer", .text(example: "https://id.zj.gov.cn"), "the provider"),
            required("subject", .text(example: "248289761001"), "its name for the person"),
        ]
    )
}
