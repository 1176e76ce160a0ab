// The documents of ending a case.
extension DocumentContent {
    /// The department refuses (不予许可决定书); `basis` is the law that it rests on.
    public static func refusal(
        _ head: DocumentHead,
        reasons: String,
        basis: String?,
        remedies: Remedies
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.refusal)
        content.reasons = reasons
        content.paragraphs = basis.map { [DocumentParagraph(heading: "法律依据", text: $0)] } ?? []
        content.remedies = remedies
        return try content.checked()
    }

    /// The application goes back, with the papers that are returned (退件通知书).
    public static func returnNotice(
        _ head: DocumentHead,
        reasons: String,
        remedies: Remedies,
        materials: [DocumentMaterial] = []
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.returnNotice)
        content.reasons = reasons
        content.remedies = remedies
        content.tables = DocumentMaterial.tables("退还的材料", materials)
        return try content.checked()
    }

    /// The case has ended (办结通知书).
    public static func completion(
        _ head: DocumentHead,
        ending: EndingCode,
        results: [DocumentMaterial] = []
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.completion)
        content.sections = [
            DocumentSection(
                heading: "办结信息",
                rows: [
                    .init("办结结果", "\(ending.rawValue) \(ending.chineseText)"), .init("办结日期", head.day.chineseText),
                ]
            )
        ]
        content.tables = DocumentMaterial.tables("办理结果", results)
        return try content.checked()
    }

    /// The result goes from the handling office to another one (办理结果交接单); both sign.
    public static func handover(
        _ head: DocumentHead,
        to office: String,
        results: [DocumentMaterial],
        parcel: String? = nil
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.handover)
        content.sections = [
            DocumentSection(
                heading: "交接信息",
                rows: [.init("移交单位", head.office), .init("接收单位", office), .init("邮件号", parcel ?? "无")]
            )
        ]
        content.tables = DocumentMaterial.tables("移交的办理结果", results)
        content.paragraphs = [
            DocumentParagraph(heading: "接收人签字", text: "签名：　　　　　　　　日期：　　　　　　　　")
        ]
        return try content.checked()
    }

    /// The applicant has the result (送达回执); the recipient signs.
    public static func deliveryReceipt(
        _ head: DocumentHead,
        delivery: Delivery,
        results: [DocumentMaterial]
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.deliveryReceipt)
        var rows: [DocumentSection.Row] = [
            .init("送达方式", delivery.method.chineseText), .init("送达日期", head.day.chineseText),
            .init("签收人", delivery.recipient), .init("送达人", delivery.officer),
        ]
        if !delivery.note.isEmpty { rows.append(.init("备注", delivery.note)) }
        content.sections = [DocumentSection(heading: "送达信息", rows: rows)]
        content.tables = DocumentMaterial.tables("送达的文书和证照", results)
        content.paragraphs = [
            DocumentParagraph(heading: "签收人签字", text: "签名：　　　　　　　　日期：　　　　　　　　")
        ]
        return try content.checked()
    }
}
