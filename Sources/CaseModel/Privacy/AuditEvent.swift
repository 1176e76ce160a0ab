/// That somebody looked at, took out or erased personal data, or tried to, or that rights changed (审计事件).
///
/// Holds no personal data of an applicant and no secret: it names the case and the field, never the value.
public struct AuditEvent: Hashable, Sendable, Codable {
    /// What was done.
    public enum Action: String, Hashable, Sendable, CaseIterable, Codable {
        /// A field was shown (查看).
        case reveal
        /// Data left the node (导出).
        case export
        /// Data were erased after their term (清除).
        case erase
        /// An account was added (新增账号).
        case addAccount = "add-account"
        /// An account was changed (变更账号).
        case changeAccount = "change-account"
        /// An account was locked (锁定账号).
        case lockAccount = "lock-account"
        /// An account was unlocked (解锁账号).
        case unlockAccount = "unlock-account"
        /// A token was made (签发令牌).
        case addToken = "add-token"
        /// A token was revoked (吊销令牌).
        case revokeToken = "revoke-token"
        /// Somebody signed in at the identity provider (登录).
        case signIn = "sign-in"
        /// Somebody could not sign in too often and has to wait (登录失败锁定).
        case lockOut = "lock-out"
        /// A file was kept from being opened, for what a check found (扣留).
        case withhold
        /// An operator let such a file be opened (放行).
        case release
        /// An operator put such a file away for good (销毁).
        case discard
    }

    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64
    /// Who, by account.
    public var account: String
    /// In which role.
    public var role: Role
    /// Of which office, by name.
    public var office: String
    /// What was done.
    public var action: Action
    /// With which case; `nil` where it was about none.
    public var number: CaseNumber?
    /// With which account, token or address; `nil` where it was about none.
    public var subject: String?
    /// With which field, or `nil` when it was not about one.
    public var field: PersonalField?
    /// What for, or `nil` when it was a duty of the node.
    public var purpose: AccessPurpose?
    /// Why.
    public var reason: String
    /// Why it was refused, or `nil` when it was done.
    public var refusal: RevealDecision.Ground?

    /// Records an event.
    public init(
        at: Int64,
        account: String,
        role: Role,
        office: String,
        action: Action,
        number: CaseNumber?,
        subject: String? = nil,
        field: PersonalField? = nil,
        purpose: AccessPurpose? = nil,
        reason: String,
        refusal: RevealDecision.Ground? = nil
    ) {
        self.at = at
        self.account = account
        self.role = role
        self.office = office
        self.action = action
        self.number = number
        self.subject = subject
        self.field = field
        self.purpose = purpose
        self.reason = reason
        self.refusal = refusal
    }

    /// Records a request with its decision.
    public init(_ request: RevealRequest, _ decision: RevealDecision) {
        let ground: RevealDecision.Ground? =
            switch decision {
            case .allowed: nil
            case .refused(let ground): ground
            }
        self.init(
            at: request.at,
            account: request.account,
            role: request.role,
            office: request.office,
            action: .reveal,
            number: request.number,
            field: request.field,
            purpose: request.purpose,
            reason: request.reason,
            refusal: ground
        )
    }

    /// The bytes over which the chain's digest is made.
    ///
    /// The line `tongban-audit-1`, the time as eight bytes, big-endian, then every other part in the order of declaration:
    /// its length as four bytes, big-endian, and its UTF-8. A part that is `nil` has the length 0. A subject comes last, and
    /// only where there is one.
    public var canonicalBytes: [UInt8] {
        var bytes = Array("tongban-audit-1\n".utf8)
        withUnsafeBytes(of: at.bigEndian) { bytes += $0 }
        let parts =
            [
                account, role.rawValue, office, action.rawValue, number?.description ?? "", field?.rawValue ?? "",
                purpose?.rawValue ?? "", reason, refusal?.rawValue ?? "",
            ] + (subject.map { [$0] } ?? [])
        for part in parts {
            withUnsafeBytes(of: UInt32(part.utf8.count).bigEndian) { bytes += $0 }
            bytes += part.utf8
        }
        return bytes
    }
}
