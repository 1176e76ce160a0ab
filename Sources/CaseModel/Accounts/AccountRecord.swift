/// An account as a node keeps it.
public struct AccountRecord: Hashable, Sendable, Codable {
    /// Its number at this node, from 1; it never changes and is never given again.
    public var id: Int64
    /// Who it is.
    public var account: Account
    /// How many changes it has had, from 1.
    public var version: Int
    /// Since when it may not sign in, in milliseconds since 1970-01-01T00:00:00Z; `nil` while it may.
    public var lockedAt: Int64?
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    public var createdAt: Int64
    /// Who made it, by name.
    public var createdBy: String

    /// Takes an account as it is kept.
    public init(
        id: Int64,
        account: Account,
        version: Int = 1,
        lockedAt: Int64? = nil,
        createdAt: Int64,
        createdBy: String
    ) {
        self.id = id
        self.account = account
        self.version = version
        self.lockedAt = lockedAt
        self.createdAt = createdAt
        self.createdBy = createdBy
    }

    /// How the audit trail names it.
    public var auditName: String { "account \(id)" }

    /// True for one that may give rights.
    public var isSecurityAdministrator: Bool { account.roles.contains(.securityAdministrator) }

    /// The account after a change.
    public func changed(to account: Account) throws(CaseRefusal) -> AccountRecord {
        guard account.kind == self.account.kind else {
            throw CaseRefusal(.inconsistent, "a person does not become a system: add another account", field: "kind")
        }
        try account.check()
        var changed = self
        changed.account = account
        changed.version += 1
        return changed
    }

    /// The account locked, or unlocked again; one that stands so already is left as it is.
    public func locked(_ isLocked: Bool, at milliseconds: Int64) -> AccountRecord {
        guard (lockedAt != nil) != isLocked else { return self }
        var changed = self
        changed.lockedAt = isLocked ? milliseconds : nil
        changed.version += 1
        return changed
    }
}
