/// What a token or a session may be used for (授权范围).
///
/// The raw value is the name that callers use. A scope says what may be called; roles and offices say for whom.
public enum Scope: String, Hashable, Sendable, CaseIterable, Codable {
    /// Sees cases, masked, and reminders.
    case casesRead = "cases:read"
    /// Submits cases and acts on them.
    case casesWrite = "cases:write"
    /// Asks for personal data whole.
    case personalReveal = "personal:reveal"
    /// Gets files.
    case materialsRead = "materials:read"
    /// Puts files.
    case materialsWrite = "materials:write"
    /// Sees parcels, evaluations, sessions by video and documents.
    case recordsRead = "records:read"
    /// Writes parcels, evaluations and sessions by video.
    case recordsWrite = "records:write"
    /// Sees items, guides and contacts.
    case catalogueRead = "catalogue:read"
    /// Follows the event feed.
    case eventsRead = "events:read"
    /// Has cases counted.
    case statisticsRead = "statistics:read"
    /// Sees how the node and its peers do.
    case nodeRead = "node:read"
    /// Resumes streams and settles the quarantine.
    case nodeOperate = "node:operate"
    /// Reads and verifies the audit trail.
    case auditRead = "audit:read"
    /// Keeps accounts and tokens.
    case accountsManage = "accounts:manage"
    /// Keeps the addresses to which events are sent.
    case webhooksManage = "webhooks:manage"

    /// The scopes that somebody with these roles may have.
    public static func allowed(for roles: Set<Role>) -> Set<Scope> {
        Set(allCases.filter { !$0.roles.isDisjoint(with: roles) })
    }
}
