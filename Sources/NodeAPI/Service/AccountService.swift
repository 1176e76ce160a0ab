import CaseModel

/// Who may call this node: accounts and their tokens.
package protocol AccountService: Sendable {
    /// The caller that a token stands for; `nil` where it does not hold.
    ///
    /// Asked at every request: it must not wait for anything.
    func caller(_ token: TokenText) -> Caller?

    /// The operator of this machine, as a caller.
    func machine() -> Caller

    /// The caller of a browser's session, which counts as used now; `nil` where it is over. Asked as ``caller(_:)`` is.
    func caller(ofSession secret: String) -> Caller?

    /// Begins an attempt to sign in at the identity provider.
    func beginSignIn() async throws(ServiceError) -> SignInStart

    /// Signs in whoever came back from the provider with a code, and gives what the browser keeps for its session.
    ///
    /// Throws `.signInFailed` where the provider or this node does not let the person in.
    func endSignIn(code: String, state: String) async throws(ServiceError) -> String

    /// Ends a session.
    func signOut(_ secret: String)

    /// Changes accounts or tokens and answers once that is on disk and in the audit trail.
    ///
    /// - Parameters:
    ///   - change: What is to be done.
    ///   - expectedVersion: The account's version that the caller has seen, or `nil` for any.
    ///   - caller: Who does it.
    ///   - write: As for `CaseService.submit`.
    func change(
        _ change: AccountChange,
        expectedVersion: Int?,
        by caller: Caller,
        write: WriteKey
    ) async throws(ServiceError) -> ChangedAccount

    /// At most `limit` accounts after one in the order in which they were added; 0 is before the first.
    func accounts(after id: Int64, limit: Int) async throws(ServiceError) -> [AccountRecord]

    /// One account, or `nil`.
    func account(_ id: Int64) async throws(ServiceError) -> AccountRecord?

    /// At most `limit` tokens after one in the order of their names, of one account or of all; the empty name is before
    /// the first.
    func tokens(of account: Int64?, after id: String, limit: Int) async throws(ServiceError) -> [TokenRecord]

    /// Writes down that an address failed to sign in too often and has to wait for so many milliseconds.
    func noteLockOut(_ address: String, milliseconds: Int64) async throws(ServiceError)
}

/// Where a browser is sent to sign in.
package struct SignInStart: Hashable, Sendable {
    /// The provider's address with everything that it needs to know.
    package var address: String
    /// What ties the provider's answer to the browser that asked.
    package var state: String

    /// Makes a start.
    package init(address: String, state: String) {
        self.address = address
        self.state = state
    }
}

/// What a change of accounts and tokens came to.
package struct ChangedAccount: Hashable, Sendable {
    /// The account and the token as they stand after the change.
    package var answer: AccountAnswer
    /// The token that was made, with its secret: the only time that it is told, a repetition of the request apart.
    package var token: TokenText?
    /// Whether this is a stored answer given again.
    package var replayed: Bool

    /// Makes an answer.
    package init(_ answer: AccountAnswer, token: TokenText? = nil, replayed: Bool = false) {
        self.answer = answer
        self.token = token
        self.replayed = replayed
    }
}
