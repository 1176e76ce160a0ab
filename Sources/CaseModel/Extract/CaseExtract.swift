/// A case as other systems of the city take it over, without personal data.
public struct CaseExtract: Hashable, Sendable {
    /// The case's place among this node's cases, rising; where the next call goes on.
    public var sequence: Int64
    /// The case as it stands.
    public var record: CaseRecord
    /// When it went through its steps, and by which offices.
    public var fact: CaseFact
    /// Whom it serves; `nil` where that is erased.
    public var applicant: ServedKind?

    /// Describes a case.
    public init(sequence: Int64, record: CaseRecord, fact: CaseFact, applicant: ServedKind?) {
        self.sequence = sequence
        self.record = record
        self.fact = fact
        self.applicant = applicant
    }

    /// The columns.
    public static let table = ExtractTable<CaseExtract>(columns: [
        .init("sequence", "序号") { .number($0.sequence) },
        .init("case_no", "办件编号") { .text("\($0.record.number)") },
        .init("item_code", "事项编码") { .text($0.record.itemCode) },
        .init("item_name", "事项名称") { .text($0.record.itemName) },
        .init("guide_version", "办事指南版本") { .number($0.record.terms.version) },
        .init("case_type", "办件类型") { .text($0.caseType) },
        .init("handling_mode", "通办模式") { .text($0.modeCode) },
        .init("applicant_type", "服务对象") { .text($0.applicant?.rawValue) },
        .init("collecting_area", "收件地行政区划代码") { .area($0.record.collecting) },
        .init("collecting_office", "收件窗口") { .text($0.fact.collectingOffice) },
        .init("handling_area", "办理地行政区划代码") { .area($0.record.handling) },
        .init("handling_office", "办理部门") { .text($0.department) },
        .init("state", "办件状态代码") { .text($0.record.state.rawValue) },
        .init("state_name", "办件状态") { .text($0.record.state.chineseTerm) },
        .init("ending_code", "办结结果代码") { .number($0.record.ending?.rawValue) },
        .init("special_procedure", "特别程序") { .text($0.specialProcedure) },
        .init("corrections", "补正次数") { .number($0.record.corrections) },
        .init("promised_days", "承诺办结时限") { .number($0.record.terms.promised.days) },
        .init("promised_unit", "承诺办结时限单位") { .text($0.record.terms.promised.unit.rawValue) },
        .init("submitted_time", "申请时间") { .time($0.record.submittedAt) },
        .init("registered_time", "收件时间") { .time($0.record.registeredAt) },
        .init("accepted_time", "受理时间") { .time($0.fact.acceptedAt) },
        .init("decided_time", "决定时间") { .time($0.fact.decidedAt) },
        .init("closed_time", "办结时间") { .time($0.fact.closedAt) },
        .init("on_time", "是否按时办结") { .number($0.fact.isOnTime.map { $0 ? 1 : 0 }) },
        .init("version", "版本号") { .number($0.record.version) },
        .init("changed_time", "更新时间") { .time($0.record.changedAt) },
    ])

    /// 1 for what is done on the spot (即办件), 2 for what has a promised limit (承诺件).
    private var caseType: String { record.terms.promised.days == 0 ? "1" : "2" }

    private var modeCode: String {
        switch record.mode {
        case .online: "1"
        case .collected: "2"
        case .joint: "3"
        }
    }

    private var department: String? { fact.handlingOffice == CaseFact.noOffice ? nil : fact.handlingOffice }

    /// 1 for an extension (延长审批), 2 for any other special procedure; one that was extended and suspended is told as 1.
    private var specialProcedure: String? {
        let clocks = record.progress.clocks.all.map(\.clock)
        if clocks.contains(where: { $0.extended != nil }) { return "1" }
        return clocks.contains { $0.pauses.contains { $0.reason != .correction } } ? "2" : nil
    }
}

/// Whom a case serves (服务对象), by the codes of GB/T 39046.
public enum ServedKind: String, Hashable, Sendable, CaseIterable {
    /// A natural person (自然人).
    case person = "1"
    /// An enterprise (企业法人).
    case enterprise = "2"
    /// A public institution (事业法人).
    case institution = "3"
    /// A social organisation (社会组织法人).
    case association = "4"
    /// An administrative body (行政机关).
    case government = "5"
    /// Any other organisation (其他组织), a sole trader for example.
    case other = "6"

    /// Whom an applicant is; an organisation is known by the first characters of its credit code (GB 32100).
    public init(_ applicant: Applicant) {
        switch applicant.kind {
        case .natural: self = .person
        case .other: self = .other
        case .legal:
            guard applicant.idType == .creditCode else {
                self = .enterprise
                return
            }
            switch applicant.idNumber.prefix(2) {
            case "11": self = .government
            case "12": self = .institution
            case "51", "52", "53": self = .association
            case "91": self = .enterprise
            default: self = .other
            }
        }
    }
}
