/// What is done to accounts and tokens.
public enum AccountChange: Hashable, Sendable {
    /// Adds an account, with a first token where one is asked for.
    case add(Account, token: TokenDraft?)
    /// Replaces what an account is.
    case change(Int64, Account)
    /// Locks an account, or unlocks it.
    case lock(Int64, Bool)
    /// Makes a token of an account.
    case addToken(TokenDraft, account: Int64)
    /// Revokes a token by its name.
    case revokeToken(String)

    /// The account that it is about, where it is about one that is there.
    public var account: Int64? {
        switch self {
        case .add, .revokeToken: nil
        case .change(let id, _), .lock(let id, _), .addToken(_, let id): id
        }
    }

    /// Refuses what the caller may not change.
    ///
    /// Whoever gives rights does not change the own account, and whoever may only found adds a security administrator
    /// and nothing else.
    public func check(by caller: Caller) throws(NotPermitted) {
        if caller.mayFound {
            guard case .add(let account, _) = self, account.roles == [.securityAdministrator] else {
                throw NotPermitted(
                    "the first account of a node is a security administrator, who adds the others",
                    field: "roles",
                    allowed: [Role.securityAdministrator.rawValue]
                )
            }
        }
        switch self {
        case .change(let id, _), .lock(let id, _):
            guard id != caller.account else {
                throw NotPermitted("nobody changes or locks the own account: another security administrator does it")
            }
        case .add, .addToken, .revokeToken: return
        }
    }
}

/// What a change of accounts and tokens came to.
///
/// It is stored with the key of the request, so that a repetition gives the same answer.
public struct AccountAnswer: Hashable, Sendable, Codable {
    /// The account as it stands after the change.
    public var account: AccountRecord
    /// The token that was made or revoked, if one was.
    public var token: TokenRecord?

    /// Makes an answer.
    public init(account: AccountRecord, token: TokenRecord? = nil) {
        self.account = account
        self.token = token
    }
}
