import CaseModel

extension OperationDescription {
    static let showMe = OperationDescription(
        tag: .accounts,
        summary: "Tells who calls",
        text: "Tells whom this node takes the caller for, and what that caller may.",
        answers: [.json(.me)]
    )

    static let signIn = OperationDescription(
        tag: .accounts,
        summary: "Signs a person in at the identity provider (统一身份认证)",
        text: """
            Sends a browser to the identity provider of the node's configuration (OpenID Connect, authorization code with \
            PKCE). An account with the person's identity must be here already.
            """,
        answers: [redirect("the browser goes to the provider")],
        problems: [.notFound, .providerUnavailable]
    )

    static let finishSignIn = OperationDescription(
        tag: .accounts,
        summary: "Takes the identity provider's answer",
        text: "Where the provider sends the browser back. The session lies in a cookie that no script can read.",
        parameters: ["code", "state", "error", "error_description", "error_uri", "iss", "scope", "session_state"].map {
            .query($0, .text(0...4_096, example: "x"), "as the provider says it")
        },
        answers: [redirect("the person has signed in")],
        problems: [.notFound, .signInFailed, .providerUnavailable]
    )

    static let signOut = OperationDescription(
        tag: .accounts,
        summary: "Ends a session",
        text:
            "Ends the session of the cookie, if there is one. A write of a session needs the header `X-Requested-With`.",
        answers: [
            Answer(status: 204, about: "the session is over", headers: [.cacheControl, setCookie])
        ]
    )

    private static func redirect(_ about: String) -> Answer {
        Answer(status: 303, about: about, headers: [.cacheControl, .location, setCookie])
    }

    private static let setCookie = AnswerHeader(
        name: "Set-Cookie",
        shape: .text(example: "tongban=...; HttpOnly", about: "the session, or its end")
    )

    static let addAccount = OperationDescription(
        tag: .accounts,
        summary: "Adds an account",
        text: """
            Adds a person of an identity provider or a system, with a first token where one is wanted. The three \
            administrators (系统管理员, 安全管理员, 审计管理员) stand alone: who is one has no other role.

            While a node has no security administrator, this machine's operator may add the first one through the Unix socket.
            """,
        parameters: [.idempotencyKey],
        body: .json(.newAccount, .init(name: "system", value: accountExample)),
        answers: [.json(201, .changedAccountAnswer, "the account is on disk", headers: accountHeaders)],
        problems: ProblemKind.ofRules + [.badHeader]
    )

    static let listAccounts = OperationDescription(
        tag: .accounts,
        summary: "Lists accounts",
        text: "Lists accounts in the order in which they were added.",
        parameters: [.cursor, .limit],
        answers: [.json(.accountPage)]
    )

    static let showAccount = OperationDescription(
        tag: .accounts,
        summary: "Shows an account",
        text: "Shows an account without its tokens.",
        parameters: [.account],
        answers: [.json(.account, headers: [.eTag])],
        problems: [.notFound]
    )

    static let changeAccount = OperationDescription(
        tag: .accounts,
        summary: "Changes an account",
        text: """
            Puts a new description in the place of the old one. Tokens go on with what the account still has of theirs.
            """,
        parameters: [.account, .idempotencyKey, .ifMatch],
        body: .json(.changedAccount, .init(name: "offices", value: accountExample)),
        answers: [.json(200, .changedAccountAnswer, "the account is changed", headers: accountHeaders)],
        problems: ProblemKind.ofRules + [.notFound]
    )

    static let lockAccount = OperationDescription(
        tag: .accounts,
        summary: "Locks an account",
        text: "Locks an account: none of its tokens and sessions holds until it is unlocked.",
        parameters: [.account, .idempotencyKey, .ifMatch],
        body: .json(.nothing, .init(name: "nothing", value: [:])),
        answers: [.json(200, .changedAccountAnswer, "the account is locked", headers: accountHeaders)],
        problems: ProblemKind.ofRules + [.notFound]
    )

    static let unlockAccount = OperationDescription(
        tag: .accounts,
        summary: "Unlocks an account",
        text: "Unlocks an account; its tokens hold again as far as they have not expired.",
        parameters: [.account, .idempotencyKey, .ifMatch],
        body: .json(.nothing, .init(name: "nothing", value: [:])),
        answers: [.json(200, .changedAccountAnswer, "the account is unlocked", headers: accountHeaders)],
        problems: ProblemKind.ofRules + [.notFound]
    )

    static let addToken = OperationDescription(
        tag: .accounts,
        summary: "Makes a token",
        text: """
            Makes a token of an account, with scopes and offices of its own. Its `secret` is told in this answer alone, and \
            when the same request is repeated: the node keeps a hash of it.
            """,
        parameters: [.idempotencyKey],
        body: .json(.newToken, .init(name: "reads", value: tokenExample)),
        answers: [.json(201, .changedAccountAnswer, "the token holds", headers: accountHeaders)],
        problems: ProblemKind.ofRules + [.notFound, .badHeader]
    )

    static let listTokens = OperationDescription(
        tag: .accounts,
        summary: "Lists tokens",
        text: "Lists tokens without their secrets, with their last use.",
        parameters: [
            .query("account", .whole(1...Int64.max, example: 3), "only tokens of this account"),
            .query("cursor", .text(example: "0a1b2c3d4e5f6071"), "where the page begins: `next` of the page before"),
            .limit,
        ],
        answers: [.json(.tokenPage)]
    )

    static let revokeToken = OperationDescription(
        tag: .accounts,
        summary: "Revokes a token",
        text: "Revokes a token at once and for good.",
        parameters: [.token, .idempotencyKey],
        body: .json(.nothing, .init(name: "nothing", value: [:])),
        answers: [.json(200, .changedAccountAnswer, "the token does not hold any more", headers: accountHeaders)],
        problems: ProblemKind.ofRules + [.notFound, .badHeader]
    )

    private static let accountHeaders: [AnswerHeader] = [.location, .eTag, .replayed]

    private static let accountExample: JSONValue = [
        "kind": "system", "name": "衢州市一窗受理平台", "roles": ["windowClerk"], "offices": ["衢州市跨省通办窗口"],
    ]

    private static let tokenExample: JSONValue = [
        "account": 3, "label": "夜间汇总", "scopes": ["cases:read"], "days": 30,
    ]
}

extension Parameter {
    /// The account in the path.
    static let account = path("id", .whole(1...Int64.max, example: 3), "the account's number")
    /// The token in the path.
    static let token = path("id", .tokenID, "the token's name")
}
