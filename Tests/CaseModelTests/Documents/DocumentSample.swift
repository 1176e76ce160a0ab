import CaseModel

/// One sound document of every kind.
enum DocumentSample {
    static let remedies = Remedies(reconsideration: "黄山市人民政府", court: "黄山市屯溪区人民法院")
    static let day = LocalDay(milliseconds: Sample.time)
    static let due = LocalDay(number: day.number + 20)
    static let materials = [
        DocumentMaterial(name: "营业执照", form: .original),
        DocumentMaterial(name: "章程", form: .copy, count: 2, note: "盖章"),
    ]
    static let defects = Sample.correction.defects

    static func head(_ side: Side = .handling, serial: Int = 1) -> DocumentHead {
        DocumentHead(
            caseNumber: Sample.number,
            handlingNumber: "HS2026-0042",
            addressee: "程晓山",
            itemName: "公司设立登记",
            itemCode: "11341000MB1234567T4340123001000",
            city: side == .handling ? Sample.huangshan : Sample.quzhou,
            office: side == .handling ? "黄山市市场监督管理局" : "衢州市行政服务中心",
            officer: "李强",
            day: day,
            serial: serial
        )
    }

    static func content(_ kind: DocumentKind, _ head: DocumentHead? = nil) throws(CaseRefusal) -> DocumentContent {
        let head = head ?? self.head(kind.issuer)
        return switch kind {
        case .receipt: try .receipt(head, materials: materials)
        case .acceptance: try .acceptance(head, promise: TimeLimit(days: 20, unit: .workingDays), due: due)
        case .materialReceipt: try .materialReceipt(head, materials: materials)
        case .correctionNotice: try .correctionNotice(head, defects: defects, due: due)
        case .supplementConfirmation: try .supplementConfirmation(head, materials: materials, supplied: day)
        case .notAccepted: try .notAccepted(head, reasons: "不属于本机关职权", remedies: remedies, competent: "省局")
        case .specialProcedure: try .specialProcedure(head, procedure: "听证", reasons: "依申请", begins: day)
        case .extensionNotice:
            try .extensionNotice(head, reasons: "情况复杂", approver: "局长", formerDue: day, due: due)
        case .toleranceCommitment: try .toleranceCommitment(head, missing: materials, due: due)
        case .approvalSheet:
            try .approvalSheet(head, opinions: [.init(role: "审核", officer: "李强", text: "同意", day: day)])
        case .rectificationNotice: try .rectificationNotice(head, defects: defects, due: due)
        case .refusal: try .refusal(head, reasons: "不符合条件", basis: "公司法", remedies: remedies)
        case .returnNotice: try .returnNotice(head, reasons: "申请人撤回", remedies: remedies, materials: materials)
        case .completion: try .completion(head, ending: .issued, results: materials)
        case .handover: try .handover(head, to: "衢州市通办窗口", results: materials, parcel: "EA123456789CN")
        case .deliveryReceipt: try .deliveryReceipt(head, delivery: Sample.delivery, results: materials)
        }
    }
}
