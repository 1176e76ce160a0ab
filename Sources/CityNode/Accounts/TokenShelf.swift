import CaseModel
import CaseStore
import Synchronization

/// All accounts and tokens in memory, so that a request costs no look at the disk.
///
/// The writer's thread tells it of every change in the order of the commits: who is locked or revoked is refused from the
/// moment at which that is on disk.
package final class TokenShelf: Sendable {
    private struct Entry {
        var record: TokenRecord
        var hash: [UInt8]
        /// The caller that the token stands for; `nil` while the account is locked.
        var caller: Caller?
        /// When it was used last, and through when that is on disk.
        var usedAt: Int64
        var writtenAt: Int64
    }

    private struct State {
        var accounts: [Int64: AccountRecord] = [:]
        var tokens: [String: Entry] = [:]
    }

    private let state = Mutex(State())
    /// Whether people can sign in at an identity provider.
    private let knowsIdentities: Bool

    /// Reads everything.
    init(_ store: any Store, knowsIdentities: Bool) throws {
        self.knowsIdentities = knowsIdentities
        try store.read { reader in
            var id: Int64 = 0
            while true {
                let some = try reader.accounts(after: id, limit: StoreLimits.rowsMax)
                guard let last = some.last else { break }
                for record in some { take(AccountAnswer(account: record), hash: nil) }
                id = last.id
            }
            var name = ""
            while true {
                let some = try reader.tokens(of: nil, after: name, limit: StoreLimits.rowsMax)
                guard let last = some.last else { break }
                state.withLock { state in for row in some { Self.put(row.record, row.hash, &state) } }
                name = last.record.id
            }
        }
    }

    /// The caller that a token stands for; `nil` where it is wrong, expired or revoked, or its account is locked.
    package func caller(_ token: TokenText, at milliseconds: Int64) -> Caller? {
        let hash = TokenSecrets.hash(token)
        return state.withLock { state in
            guard let index = state.tokens.index(forKey: token.id) else { return nil }
            let entry = state.tokens.values[index]
            guard Self.isEqual(entry.hash, hash), entry.record.holds(at: milliseconds), let caller = entry.caller else {
                return nil
            }
            if milliseconds - entry.usedAt >= AccountLimits.tokenUseMilliseconds {
                state.tokens.values[index].usedAt = milliseconds
            }
            return caller
        }
    }

    /// The account of a person at an identity provider, where it may sign in.
    func caller(of identity: Account.Identity) -> Caller? {
        state.withLock { state in
            state.accounts.values.first { $0.account.identity == identity && $0.lockedAt == nil }.map { Caller($0) }
        }
    }

    /// An account as a caller, where it may still sign in.
    func caller(ofAccount id: Int64) -> Caller? {
        state.withLock { state in
            state.accounts[id].flatMap { $0.lockedAt == nil ? Caller($0) : nil }
        }
    }

    /// Whether no security administrator could sign in, so that this machine's operator may add one.
    package func hasNoFounder(at milliseconds: Int64) -> Bool {
        state.withLock { state in
            !state.accounts.values.contains { record in
                record.isSecurityAdministrator && record.lockedAt == nil
                    && (knowsIdentities && record.account.identity != nil
                        || state.tokens.values.contains {
                            $0.record.account == record.id && $0.record.holds(at: milliseconds)
                        })
            }
        }
    }

    /// When the next of the tokens that hold ends, in milliseconds since 1970-01-01T00:00:00Z; `nil` where none holds.
    func nextExpiry(at milliseconds: Int64) -> Int64? {
        state.withLock { state in
            state.tokens.values.lazy.filter { $0.caller != nil && $0.record.holds(at: milliseconds) }
                .map(\.record.expiresAt).min()
        }
    }

    /// Takes what a change came to; `hash` belongs to a token that was made.
    func take(_ answer: AccountAnswer, hash: [UInt8]?) {
        state.withLock { state in
            let known = state.accounts.updateValue(answer.account, forKey: answer.account.id)
            if let token = answer.token, let hash = hash ?? state.tokens[token.id]?.hash {
                Self.put(token, hash, &state)
            }
            guard known != answer.account else { return }
            for (id, entry) in state.tokens where entry.record.account == answer.account.id {
                let caller = Self.caller(entry.record, state)
                state.tokens[id]?.caller = caller
            }
        }
    }

    /// Tokens that somebody uses and that are over soon, the first to end first.
    func ending(from now: Int64) -> [TokenRecord] {
        let day = LocalDay.dayMilliseconds
        let soon = now + AlarmThresholds.tokenDays.info * day
        return state.withLock { state in
            state.tokens.values.filter { entry in
                let isUsed = now - entry.usedAt < AlarmThresholds.tokenUnusedDays * day
                return isUsed && entry.record.holds(at: now) && entry.record.expiresAt < soon && entry.caller != nil
            }.map(\.record).sorted { ($0.expiresAt, $0.id) < ($1.expiresAt, $1.id) }
        }
    }

    /// Tokens that were used since that was written last, each at most once a minute, with the time of the use.
    func takeUses() -> [String: Int64] {
        state.withLock { state in
            var uses: [String: Int64] = [:]
            for (id, entry) in state.tokens where entry.usedAt > entry.writtenAt {
                uses[id] = entry.usedAt
                state.tokens[id]?.writtenAt = entry.usedAt
            }
            return uses
        }
    }

    private static func put(_ record: TokenRecord, _ hash: [UInt8], _ state: inout State) {
        let usedAt = max(record.lastUsedAt ?? 0, state.tokens[record.id]?.usedAt ?? 0)
        let caller = caller(record, state)
        state.tokens[record.id] = Entry(
            record: record,
            hash: hash,
            caller: caller,
            usedAt: usedAt,
            writtenAt: record.lastUsedAt ?? 0
        )
    }

    private static func caller(_ token: TokenRecord, _ state: State) -> Caller? {
        guard let account = state.accounts[token.account], account.lockedAt == nil else { return nil }
        return Caller(account, token)
    }

    /// Compares in a time that does not depend on where two hashes differ.
    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        // Swift gives | and ^ one precedence: without the brackets most of the hash would not count.
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
