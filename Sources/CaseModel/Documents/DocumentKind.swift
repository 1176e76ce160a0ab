/// A kind of document that a case file can hold (文书).
///
/// The raw value names its template.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// The window has the papers (收件凭证).
    case receipt
    /// The department takes the case on, and says by when it decides (受理通知书).
    case acceptance
    /// The department has these papers (受理材料接收凭证).
    case materialReceipt = "material-receipt"
    /// Everything that is missing, told once (补齐补正通知书).
    case correctionNotice = "correction-notice"
    /// What was missing is there (确认补齐通知书).
    case supplementConfirmation = "supplement-confirmation"
    /// The department does not take the case on (不予受理通知书).
    case notAccepted = "not-accepted"
    /// A hearing, inspection or the like, whose time is not counted (特别程序告知书).
    case specialProcedure = "special-procedure"
    /// The decision takes longer (延长办理期限通知书).
    case extensionNotice = "extension-notice"
    /// The applicant promises to bring later what is missing now (容缺受理信用承诺书).
    case toleranceCommitment = "tolerance-commitment"
    /// Who looked at the case and what they said (业务审批单).
    case approvalSheet = "approval-sheet"
    /// The applicant has to put something right on the spot that was inspected (整改通知书).
    case rectificationNotice = "rectification-notice"
    /// The department refuses (不予许可决定书).
    case refusal
    /// The application goes back (退件通知书).
    case returnNotice = "return-notice"
    /// The case has ended (办结通知书).
    case completion
    /// The result goes from one office to another (办理结果交接单).
    case handover
    /// The applicant has the result (送达回执).
    case deliveryReceipt = "delivery-receipt"

    /// Two letters, the initials of the Chinese name, with which the number begins.
    public var letters: String { row.letters }

    /// The name as it stands over the document.
    public var chineseTerm: String { row.chinese }

    /// The name in English.
    public var englishName: String { row.english }

    /// The link of the case's chain that it belongs to.
    public var link: DocumentLink { row.link }

    /// Whose city writes it.
    ///
    /// Competence never moves: the collecting city writes only that it took papers in and handed a result over.
    public var issuer: Side { row.issuer }

    /// True where the applicant gets nothing or the papers back: such a document gives reasons and remedies.
    public var isRefusal: Bool { self == .notAccepted || self == .refusal || self == .returnNotice }

    /// True where the reasons must be told in writing.
    public var needsReasons: Bool { isRefusal || self == .specialProcedure || self == .extensionNotice }

    /// True where a list has to stand in it.
    public var needsTable: Bool {
        switch self {
        case .receipt, .materialReceipt, .correctionNotice, .supplementConfirmation, .toleranceCommitment,
            .approvalSheet, .rectificationNotice, .handover, .deliveryReceipt:
            true
        case .acceptance, .notAccepted, .specialProcedure, .extensionNotice, .refusal, .returnNotice, .completion:
            false
        }
    }

    /// True where a day has to be named by which something is done.
    public var needsDeadline: Bool {
        switch self {
        case .acceptance, .correctionNotice, .extensionNotice, .toleranceCommitment, .rectificationNotice: true
        default: false
        }
    }

    /// The kind whose numbers begin with these letters, or `nil`.
    public init?(letters: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.letters == letters }) else { return nil }
        self = kind
    }

    /// All kinds as a Markdown table, as it stands in the documentation.
    public static var markdown: String {
        var lines = ["| kind | 中文 | letters | link | issued by |", "| --- | --- | --- | --- | --- |"]
        for kind in allCases {
            let row = kind.row
            lines.append(
                "| \(kind.rawValue) | \(row.chinese) | \(row.letters) | \(row.link.rawValue) | \(row.issuer.rawValue) |"
            )
        }
        return lines.joined(separator: "\n")
    }

    private typealias Row = (letters: String, chinese: String, english: String, link: DocumentLink, issuer: Side)

    private var row: Row {
        switch self {
        case .receipt: ("SJ", "收件凭证", "Receipt", .receiving, .collecting)
        case .acceptance: ("SL", "受理通知书", "Notice of acceptance", .accepting, .handling)
        case .materialReceipt: ("CL", "受理材料接收凭证", "Receipt of materials", .accepting, .handling)
        case .correctionNotice: ("BZ", "补齐补正通知书", "Notice of correction", .correcting, .handling)
        case .supplementConfirmation: ("QB", "确认补齐通知书", "Confirmation of supplement", .correcting, .handling)
        case .notAccepted: ("BS", "不予受理通知书", "Notice of non-acceptance", .accepting, .handling)
        case .specialProcedure: ("TB", "特别程序告知书", "Notice of special procedure", .suspending, .handling)
        case .extensionNotice: ("YC", "延长办理期限通知书", "Notice of extension", .reviewing, .handling)
        case .toleranceCommitment: ("RQ", "容缺受理信用承诺书", "Commitment to supply later", .accepting, .handling)
        case .approvalSheet: ("SP", "业务审批单", "Approval sheet", .reviewing, .handling)
        case .rectificationNotice: ("ZG", "整改通知书", "Notice of rectification", .reviewing, .handling)
        case .refusal: ("BX", "不予许可决定书", "Decision of refusal", .closing, .handling)
        case .returnNotice: ("TJ", "退件通知书", "Notice of return", .closing, .handling)
        case .completion: ("BJ", "办结通知书", "Notice of completion", .closing, .handling)
        case .handover: ("JJ", "办理结果交接单", "Result hand-over sheet", .closing, .handling)
        case .deliveryReceipt: ("SD", "送达回执", "Receipt of delivery", .closing, .collecting)
        }
    }
}
