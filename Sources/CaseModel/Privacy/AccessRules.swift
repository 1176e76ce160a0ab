/// Who may see which personal field of which case, what for (最小必要, 个人信息保护法 5, 6 and 51).
///
/// A table of what is allowed; everything else is refused.
public struct AccessRules: Hashable, Sendable {
    /// One permission.
    public struct Row: Hashable, Sendable {
        /// The role.
        public var role: Role
        /// The side of the case on which the role's city is.
        public var side: Side
        /// Whether the case is closed.
        public var isClosed: Bool
        /// Whether the case must lie with the account's own office.
        public var isOwnOfficeOnly: Bool
        /// The fields.
        public var fields: Set<PersonalField>
        /// The purposes.
        public var purposes: Set<AccessPurpose>

        /// Permits something.
        public init(
            _ role: Role,
            _ side: Side,
            isClosed: Bool = false,
            isOwnOfficeOnly: Bool = true,
            fields: Set<PersonalField>,
            purposes: Set<AccessPurpose>
        ) {
            self.role = role
            self.side = side
            self.isClosed = isClosed
            self.isOwnOfficeOnly = isOwnOfficeOnly
            self.fields = fields
            self.purposes = purposes
        }
    }

    /// What is allowed.
    public var rows: [Row]

    /// Takes a table.
    public init(rows: [Row]) { self.rows = rows }

    /// Decides a request about a case that stands so.
    ///
    /// A pure function: the caller writes the decision into the audit trail, whichever it is, before it shows anything.
    public func decide(_ request: RevealRequest, _ standing: CaseStanding) -> RevealDecision {
        guard let side = standing.side else { return .refused(.noPart) }
        let ofRole = rows.filter { $0.role == request.role && $0.side == side }
        guard !ofRole.isEmpty else { return .refused(.role) }
        let ofOffice = ofRole.filter { !$0.isOwnOfficeOnly || standing.offices?.contains(request.office) ?? true }
        guard !ofOffice.isEmpty else { return .refused(.otherOffice) }
        let ofPhase = ofOffice.filter { $0.isClosed == standing.isClosed }
        guard !ofPhase.isEmpty else { return .refused(.closed) }
        let ofField = ofPhase.filter { $0.fields.contains(request.field) }
        guard !ofField.isEmpty else { return .refused(.field) }
        guard ofField.contains(where: { $0.purposes.contains(request.purpose) }) else { return .refused(.purpose) }
        return .allowed
    }
}
