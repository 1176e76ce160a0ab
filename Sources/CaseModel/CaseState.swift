/// Where a case stands in its business.
///
/// Transport (sent, received) is not a state: it follows from stream positions.
///
/// How states follow on each other is in ``CaseLifecycle``, and nowhere else.
public enum CaseState: String, Hashable, Sendable, CaseIterable, Codable {
    /// The scans lie before the handling city's liaison while the applicant waits (待响应).
    case consulting
    /// The liaison said what is missing, before the applicant leaves (需补齐).
    case incomplete
    /// The liaison found that the materials meet the handling city's standard (已收件, 材料符合).
    case endorsed
    /// Collected and handed to the exchange; the handling city has not taken it into its file yet (已推送).
    case submitted
    /// In the handling city's file, waiting for its window or, online, for its department (属地复核).
    case registered
    /// The handling city's window has looked it over and passed it to the department (已转部门).
    case forwarded
    /// The applicant was told, everything at once, what is missing (补正告知).
    case correcting
    /// The department took the case on and examines it (已受理, 审查).
    case accepted
    /// A special procedure runs, a hearing or an appraisal for example; its time does not count (特别程序).
    case suspended
    /// Granted; the certificate is being made (准予, 制证).
    case issuing
    /// Decided, and the result is on its way to the applicant (送达中).
    case decided
    /// The department did not take it on (不予受理).
    case declined
    /// The applicant took it back (撤回).
    case withdrawn
    /// The applicant never brought what a correction asked for (补正不来).
    case lapsed
    /// Passed on to another or a higher authority (转报).
    case passedOn
    /// Void as business, or entered in error; the record stays (作废).
    case voided
    /// The applicant has the result or the notice in hand (已送达, 办结).
    case delivered
    /// In the handling department's archive (已归档). The end.
    case archived
    /// The handling city's node could not take the submission; it is in quarantine there.
    case refused

    /// True where nothing more can happen.
    public var isFinal: Bool { self == .archived }

    /// True once nobody works on the case any more.
    public var isClosed: Bool { self == .delivered || self == .voided || self == .archived }

    /// True once the case has an ending code, which stays.
    public var hasEnded: Bool {
        switch self {
        case .decided, .declined, .withdrawn, .lapsed, .passedOn, .voided, .delivered, .archived: true
        case .consulting, .incomplete, .endorsed, .submitted, .registered, .forwarded, .correcting, .accepted,
            .suspended, .issuing, .refused:
            false
        }
    }

    /// The Chinese name.
    public var chineseTerm: String {
        switch self {
        case .consulting: "待响应"
        case .incomplete: "需补齐"
        case .endorsed: "已收件"
        case .submitted: "已推送"
        case .registered: "属地复核"
        case .forwarded: "已转部门"
        case .correcting: "补正告知"
        case .accepted: "已受理"
        case .suspended: "特别程序"
        case .issuing: "制证"
        case .decided: "送达中"
        case .declined: "不予受理"
        case .withdrawn: "撤回"
        case .lapsed: "补正不来"
        case .passedOn: "转报"
        case .voided: "作废"
        case .delivered: "办结"
        case .archived: "已归档"
        case .refused: "系统退回"
        }
    }
}
