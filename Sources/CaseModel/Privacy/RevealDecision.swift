/// Whether a personal field may be seen.
public enum RevealDecision: Hashable, Sendable {
    /// It may.
    case allowed
    /// It may not, and why.
    case refused(Ground)

    /// Why a field may not be seen; the first that applies.
    public enum Ground: String, Hashable, Sendable, CaseIterable, Codable {
        /// The account's city has no part in the case.
        case noPart = "no-part"
        /// The role never sees personal data at this side.
        case role
        /// The case lies with another office.
        case otherOffice = "other-office"
        /// The case is closed.
        case closed
        /// The role does not see this field.
        case field
        /// The role does not see this field for this purpose.
        case purpose
        /// Another field of the same order is refused, so nothing is shown.
        case together

        /// What to do instead, in a sentence without personal data.
        public var message: String {
            switch self {
            case .noPart: "this city has no part in the case: ask the collecting or the handling city"
            case .role: "this role does not see personal data of a case: ask somebody who works on it"
            case .otherOffice: "the case lies with another office: ask that office"
            case .closed: "the case is closed, and this role sees it no more: ask the handling department"
            case .field: "this role does not need this field: ask somebody who works on the case"
            case .together: "another field was asked for with it that may not be seen: ask without that one"
            case .purpose:
                "this role does not see this field for this purpose: choose the true purpose, or ask the office"
            }
        }
    }
}
