/// That somebody looked at, took out or erased personal data, or tried to (审计事件).
///
/// Holds no personal data of an applicant: it names the case and the field, never the value.
public struct AuditEvent: Hashable, Sendable, Codable {
    /// What was done.
    public enum Action: String, Hashable, Sendable, CaseIterable, Codable {
        /// A field was shown (查看).
        case reveal
        /// Data left the node (导出).
        case export
        /// Data were erased after their term (清除).
        case erase
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
    /// With which case.
    public var number: CaseNumber
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
        number: CaseNumber,
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
    /// its length as four bytes, big-endian, and its UTF-8. A part that is `nil` has the length 0.
    public var canonicalBytes: [UInt8] {
        var bytes = Array("tongban-audit-1\n".utf8)
        withUnsafeBytes(of: at.bigEndian) { bytes += $0 }
        let parts = [
            account, role.rawValue, office, action.rawValue, number.description, field?.rawValue ?? "",
            purpose?.rawValue ?? "", reason, refusal?.rawValue ?? "",
        ]
        for part in parts {
            withUnsafeBytes(of: UInt32(part.utf8.count).bigEndian) { bytes += $0 }
            bytes += part.utf8
        }
        return bytes
    }
}
