import CaseModel
import CaseStore
import ExchangeCore

// Who may call this node.
extension CityNode {
    /// Changes accounts or tokens and answers once that is on disk; from then on it holds for every request.
    ///
    /// - Parameters:
    ///   - change: what is to be done.
    ///   - version: the account's version that the caller has seen, or `nil` for any.
    ///   - caller: who does it.
    ///   - key: the caller's name for this write.
    /// - Returns: the answer, and a token that was made with its secret, the same one at each repetition.
    /// - Throws: `CommandError` where it is refused, `StoreError` where it can't be written.
    package func change(
        _ change: AccountChange,
        expected version: Int?,
        by caller: Caller,
        key: CommandKey
    ) async throws -> (answer: AccountAnswer, token: TokenText?, replayed: Bool) {
        let secrets = tokenSecrets
        let knowsIdentities = knowsIdentities
        let shelf = tokens
        let outcome = try await pipeline.run { scope in
            try AccountDesk(scope: scope, secrets: secrets, knowsIdentities: knowsIdentities)
                .change(change, expected: version, by: caller, key: key)
        } committed: { outcome in
            // What is given again is of an earlier day, and known.
            if !outcome.replayed { shelf.take(outcome.answer, hash: outcome.token.map(TokenSecrets.hash)) }
        }
        return (outcome.answer, outcome.token, outcome.replayed)
    }

    /// Writes down that somebody failed to sign in too often and has to wait.
    ///
    /// - Parameters:
    ///   - subject: the address, or the account, that has to wait.
    ///   - milliseconds: for how long.
    package func noteLockOut(_ subject: String, milliseconds: Int64) async throws {
        try await pipeline.run { scope in
            try AuditTrail(scope: scope).append(
                AuditEvent(
                    at: scope.now.milliseconds,
                    account: "tongban",
                    role: .platformAdministrator,
                    office: "",
                    action: .lockOut,
                    number: nil,
                    subject: subject,
                    reason: "failed to sign in too often, waits \(milliseconds / 1_000) seconds"
                )
            )
        }
    }

    /// Writes down which tokens were used since the last time, all together.
    func keepTokenUses() async {
        let uses = tokens.takeUses()
        guard !uses.isEmpty else { return }
        do {
            try await pipeline.run { scope in
                for (id, at) in uses { try scope.writer.setTokenUse(id, at: at) }
            }
        } catch {
            log.error("the last use of tokens could not be written: \(error)")
        }
    }
}
