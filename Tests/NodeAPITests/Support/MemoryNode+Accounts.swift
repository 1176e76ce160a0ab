import CaseModel
import Crypto
import NodeAPI

extension MemoryNode {
    /// A token with the record that says what it is for.
    struct Issued {
        var record: TokenRecord
        var text: TokenText
    }

    package func caller(_ token: TokenText) -> Caller? {
        state.withLock { state in
            guard let issued = state.tokens[token.id], issued.text == token, issued.record.holds(at: state.clock),
                let account = state.accounts[issued.record.account], account.lockedAt == nil
            else { return nil }
            return Caller(account, issued.record)
        }
    }

    package func machine() -> Caller {
        state.withLock { state in
            .machine(
                mayFound: !state.accounts.values.contains { account in
                    account.isSecurityAdministrator && account.lockedAt == nil
                        && state.tokens.values.contains {
                            $0.record.account == account.id && $0.record.holds(at: state.clock)
                        }
                }
            )
        }
    }

    package func caller(ofSession secret: String) -> Caller? {
        state.withLock { state in
            guard let id = state.sessions[secret], let account = state.accounts[id], account.lockedAt == nil else {
                return nil
            }
            return Caller(account)
        }
    }

    /// The provider of this node lets everybody in: a code is the subject itself.
    package func beginSignIn() async throws(ServiceError) -> SignInStart {
        try change { state throws(ServiceError) in
            let attempt = "attempt-\(state.clock)"
            state.attempts.insert(attempt)
            return SignInStart(address: "https://id.example/authorize?state=\(attempt)", state: attempt)
        }
    }

    package func endSignIn(code: String, state attempt: String) async throws(ServiceError) -> String {
        try change { state throws(ServiceError) in
            guard state.attempts.remove(attempt) != nil else { throw .signInFailed("the attempt is over") }
            let account = state.accounts.values.first { $0.account.identity?.subject == code && $0.lockedAt == nil }
            guard let account else { throw .signInFailed("no account here is this person's") }
            let session = "session-\(state.clock)"
            state.sessions[session] = account.id
            Self.note(.signIn, account.auditName, by: account.account.name, &state)
            return session
        }
    }

    package func signOut(_ secret: String) { state.withLock { $0.sessions[secret] = nil } }

    package func change(
        _ change: AccountChange,
        expectedVersion: Int?,
        by caller: Caller,
        write: WriteKey
    ) async throws(ServiceError) -> ChangedAccount {
        try self.change { state throws(ServiceError) -> ChangedAccount in
            if let before = try Self.before(write, state) {
                guard case .changed(var answer) = before else { throw .keyReused(write.key) }
                answer.replayed = true
                return answer
            }
            do throws(NotPermitted) { try change.check(by: caller) } catch { throw .notPermitted(error) }
            if let id = change.account {
                guard let record = state.accounts[id] else { throw .notFound(.account, "\(id)") }
                if let expectedVersion, expectedVersion != record.version {
                    throw .staleVersion(expected: expectedVersion, current: record.version)
                }
            }
            let changed: ChangedAccount
            do throws(CaseRefusal) { changed = try Self.perform(change, by: caller, &state) } catch {
                throw .refused(error)
            }
            state.keys[write.key] = Remembered(request: write.request, answer: .changed(changed))
            return changed
        }
    }

    package func accounts(after id: Int64, limit: Int) async throws(ServiceError) -> [AccountRecord] {
        try change { state throws(ServiceError) in
            Array(state.accounts.values.filter { $0.id > id }.sorted { $0.id < $1.id }.prefix(limit))
        }
    }

    package func account(_ id: Int64) async throws(ServiceError) -> AccountRecord? {
        try change { state throws(ServiceError) in state.accounts[id] }
    }

    package func tokens(
        of account: Int64?,
        after id: String,
        limit: Int
    ) async throws(ServiceError) -> [TokenRecord] {
        try change { state throws(ServiceError) in
            Array(
                state.tokens.values.map(\.record).filter { $0.id > id && (account ?? $0.account) == $0.account }
                    .sorted { $0.id < $1.id }.prefix(limit)
            )
        }
    }

    package func noteLockOut(_ address: String, milliseconds: Int64) async throws(ServiceError) {
        try change { state throws(ServiceError) in
            Self.note(.lockOut, "address \(address)", by: "tongban", &state)
        }
    }

    // MARK: - What tests set

    /// Adds an account with a token of everything that its roles allow, and gives the token.
    package func signIn(
        _ account: Account,
        scopes: [Scope]? = nil,
        offices: [String]? = nil
    ) throws(ServiceError) -> (id: Int64, token: String) {
        let draft = TokenDraft(label: "test", scopes: scopes, offices: offices)
        let changed = try change { state throws(ServiceError) -> ChangedAccount in
            do throws(CaseRefusal) {
                return try Self.perform(.add(account, token: draft), by: .machine(mayFound: false), &state)
            } catch { throw .refused(error) }
        }
        guard let token = changed.token else { preconditionFailure("a token was asked for") }
        return (changed.answer.account.id, token.text)
    }

    // MARK: - Parts

    private static func perform(
        _ change: AccountChange,
        by caller: Caller,
        _ state: inout State
    ) throws(CaseRefusal) -> ChangedAccount {
        switch change {
        case .add(let account, let draft):
            try account.check()
            let record = AccountRecord(
                id: Int64(state.accounts.count + 1),
                account: account,
                createdAt: state.clock,
                createdBy: caller.name
            )
            let issued = try draft.map { draft throws(CaseRefusal) in try issue(draft, for: record, by: caller, state) }
            state.accounts[record.id] = record
            note(.addAccount, record.auditName, by: caller.name, &state)
            return keep(issued, of: record, by: caller, &state)
        case .change(let id, let account):
            guard let record = state.accounts[id] else { preconditionFailure("it was looked for") }
            let changed = try record.changed(to: account)
            state.accounts[id] = changed
            note(.changeAccount, record.auditName, by: caller.name, &state)
            return ChangedAccount(AccountAnswer(account: changed))
        case .lock(let id, let isLocked):
            guard let record = state.accounts[id] else { preconditionFailure("it was looked for") }
            let changed = record.locked(isLocked, at: state.clock)
            state.accounts[id] = changed
            note(isLocked ? .lockAccount : .unlockAccount, record.auditName, by: caller.name, &state)
            return ChangedAccount(AccountAnswer(account: changed))
        case .addToken(let draft, let id):
            guard let record = state.accounts[id] else { preconditionFailure("it was looked for") }
            return keep(try issue(draft, for: record, by: caller, state), of: record, by: caller, &state)
        case .revokeToken(let id):
            guard var issued = state.tokens[id], let record = state.accounts[issued.record.account] else {
                throw CaseRefusal(.missing, "there is no such token", field: "id")
            }
            issued.record.revokedAt = issued.record.revokedAt ?? state.clock
            state.tokens[id] = issued
            note(.revokeToken, issued.record.auditName, by: caller.name, &state)
            return ChangedAccount(AccountAnswer(account: record, token: issued.record))
        }
    }

    private static func issue(
        _ draft: TokenDraft,
        for record: AccountRecord,
        by caller: Caller,
        _ state: State
    ) throws(CaseRefusal) -> Issued {
        let name = Array(SHA256.hash(data: Array("token \(state.tokens.count)".utf8)).prefix(TokenText.nameByteCount))
        guard let text = TokenText(name: name, secret: Array(SHA256.hash(data: name))) else {
            preconditionFailure("ten bytes make a name")
        }
        return Issued(record: try draft.issued(text.id, for: record, at: state.clock, by: caller.name), text: text)
    }

    private static func keep(
        _ issued: Issued?,
        of record: AccountRecord,
        by caller: Caller,
        _ state: inout State
    ) -> ChangedAccount {
        guard let issued else { return ChangedAccount(AccountAnswer(account: record)) }
        state.tokens[issued.record.id] = issued
        note(.addToken, issued.record.auditName, by: caller.name, &state)
        return ChangedAccount(AccountAnswer(account: record, token: issued.record), token: issued.text)
    }

    private static func note(
        _ action: AuditEvent.Action,
        _ subject: String,
        by name: String,
        _ state: inout State
    ) {
        append(
            AuditEvent(
                at: state.clock,
                account: name,
                role: .securityAdministrator,
                office: "",
                action: action,
                number: nil,
                subject: subject,
                reason: "asked for"
            ),
            &state
        )
    }
}
