import CaseModel
import CaseStore
import JSONCoding

/// Changes accounts and tokens within one transaction, with a record of each change in the audit trail.
struct AccountDesk {
    let scope: WriteScope
    let secrets: TokenSecrets
    /// Whether people can sign in at an identity provider.
    var knowsIdentities = false

    /// What became of a change.
    struct Outcome: Sendable {
        /// What is kept and told.
        var answer: AccountAnswer
        /// The token that was made, with its secret.
        var token: TokenText?
        /// Whether the answer was given before.
        var replayed: Bool
    }

    private var now: Int64 { scope.now.milliseconds }

    /// Makes a change, or gives the answer of the first time.
    ///
    /// - Throws: `CommandError` where it is refused.
    func change(
        _ change: AccountChange,
        expected version: Int?,
        by caller: Caller,
        key: CommandKey
    ) throws -> Outcome {
        if let earlier = try earlier(change, key) { return earlier }
        do throws(NotPermitted) { try change.check(by: caller) } catch { throw CommandError.notPermitted(error) }
        if caller.mayFound { try checkFounding() }
        let outcome: Outcome
        do {
            outcome = try perform(change, expected: version, by: caller)
        } catch let refusal as CaseRefusal {
            throw CommandError.refused(refusal)
        }
        try scope.writer.addPlainAnswer(
            key: key.key,
            PlainAnswer(request: key.request, answer: try JSONStream.bytes(outcome.answer), at: now)
        )
        return outcome
    }

    private func earlier(_ change: AccountChange, _ key: CommandKey) throws -> Outcome? {
        guard try scope.writer.answer(key: key.key) == nil else { throw CommandError.keyReused(key.key) }
        guard let stored = try scope.writer.plainAnswer(key: key.key) else { return nil }
        guard stored.request == key.request else { throw CommandError.keyReused(key.key) }
        let answer = try JSONTree.decode(AccountAnswer.self, from: stored.answer)
        guard change.makesToken, let id = answer.token?.id else {
            return Outcome(answer: answer, token: nil, replayed: true)
        }
        // Made with another key of the node, it would not be what is kept: then nobody has the secret any more.
        guard let token = secrets.token(id), try scope.writer.token(id)?.hash == TokenSecrets.hash(token) else {
            throw CommandError.noToken(id)
        }
        return Outcome(answer: answer, token: token, replayed: true)
    }

    /// Looks at the disk once more: two who found at once are one too many.
    private func checkFounding() throws {
        var id: Int64 = 0
        while true {
            let some = try scope.writer.accounts(after: id, limit: StoreLimits.rowsMax)
            guard let last = some.last else { return }
            for record in some where record.isSecurityAdministrator && record.lockedAt == nil {
                let tokens = try scope.writer.tokens(of: record.id, after: "", limit: StoreLimits.rowsMax)
                guard !(knowsIdentities && record.account.identity != nil),
                    !tokens.contains(where: { $0.record.holds(at: now) })
                else {
                    throw CommandError.notPermitted(
                        NotPermitted("there is a security administrator by now, who adds all other accounts")
                    )
                }
            }
            id = last.id
        }
    }

    private func perform(_ change: AccountChange, expected: Int?, by caller: Caller) throws -> Outcome {
        switch change {
        case .add(let account, let draft):
            try account.check()
            try checkIdentity(account, of: nil)
            let record = try scope.writer.addAccount(account, at: now, by: caller.auditName)
            try note(.addAccount, record.auditName, by: caller)
            guard let draft else { return Outcome(answer: AccountAnswer(account: record), replayed: false) }
            return try issue(draft, for: record, by: caller)
        case .change(let id, let account):
            let record = try find(id, expected)
            let changed = try record.changed(to: account)
            try checkIdentity(account, of: id)
            try scope.writer.updateAccount(changed)
            try note(.changeAccount, record.auditName, by: caller)
            return Outcome(answer: AccountAnswer(account: changed), replayed: false)
        case .lock(let id, let isLocked):
            let record = try find(id, expected)
            let changed = record.locked(isLocked, at: now)
            if changed != record {
                try scope.writer.updateAccount(changed)
                try note(isLocked ? .lockAccount : .unlockAccount, record.auditName, by: caller)
            }
            return Outcome(answer: AccountAnswer(account: changed), replayed: false)
        case .addToken(let draft, let id):
            return try issue(draft, for: try find(id, nil), by: caller)
        case .revokeToken(let id):
            guard var row = try scope.writer.token(id) else { throw CommandError.noToken(id) }
            let record = try find(row.record.account, nil)
            if row.record.revokedAt == nil {
                try scope.writer.revokeToken(id, at: now)
                try note(.revokeToken, row.record.auditName, by: caller)
                row.record.revokedAt = now
            }
            return Outcome(answer: AccountAnswer(account: record, token: row.record), replayed: false)
        }
    }

    private func issue(_ draft: TokenDraft, for record: AccountRecord, by caller: Caller) throws -> Outcome {
        let token = secrets.fresh()
        let issued = try draft.issued(token.id, for: record, at: now, by: caller.auditName)
        try scope.writer.addToken(TokenRow(record: issued, hash: TokenSecrets.hash(token)))
        try note(.addToken, issued.auditName, by: caller)
        return Outcome(answer: AccountAnswer(account: record, token: issued), token: token, replayed: false)
    }

    private func find(_ id: Int64, _ expected: Int?) throws -> AccountRecord {
        guard let record = try scope.writer.account(id) else { throw CommandError.noAccount(id) }
        if let expected, expected != record.version {
            throw CommandError.staleVersion(expected: expected, current: record.version)
        }
        return record
    }

    /// One person at the provider has one account.
    private func checkIdentity(_ account: Account, of id: Int64?) throws {
        guard let identity = account.identity, let other = try scope.writer.account(of: identity), other.id != id else {
            return
        }
        throw CaseRefusal(
            .repeated,
            "account \(other.id) is this person's already: change that one",
            field: "identity.subject"
        )
    }

    private func note(_ action: AuditEvent.Action, _ subject: String, by caller: Caller) throws {
        try AuditTrail(scope: scope).append(
            AuditEvent(
                at: now,
                account: caller.auditName,
                role: caller.roles.contains(.securityAdministrator) ? .securityAdministrator : .platformAdministrator,
                office: "",
                action: action,
                number: nil,
                subject: subject,
                reason: caller.account.map { "by account \($0)" } ?? "by this machine's operator"
            )
        )
    }
}

extension AccountChange {
    /// Whether the answer holds a token with its secret.
    fileprivate var makesToken: Bool {
        switch self {
        case .add(_, let draft): draft != nil
        case .addToken: true
        case .change, .lock, .revokeToken: false
        }
    }
}

extension Caller {
    /// How the audit trail names the caller.
    var auditName: String { name.isEmpty ? "anyone" : name }
}
