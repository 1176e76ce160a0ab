// The documents of taking in and taking on.
extension DocumentContent {
    /// The window has these papers (收件凭证).
    ///
    /// It says in so many words that taking papers in is not taking the case on.
    public static func receipt(
        _ head: DocumentHead,
        materials: [DocumentMaterial]
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.receipt)
        content.tables = DocumentMaterial.tables("收到的材料", materials)
        content.paragraphs = [
            DocumentParagraph(
                heading: "说明",
                text: "本凭证仅证明已收到上列材料。收件不等于受理，是否受理由业务属地的办理部门决定。"
            )
        ]
        return try content.checked()
    }

    /// The department takes the case on and says by when it decides (受理通知书).
    ///
    /// - Parameters:
    ///   - head: who writes to whom.
    ///   - promise: the promised limit (承诺时限).
    ///   - due: the last day of it.
    ///   - isProvisional: true where the day lies beyond the published calendar and may still move.
    public static func acceptance(
        _ head: DocumentHead,
        promise: TimeLimit,
        due: LocalDay,
        isProvisional: Bool = false
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.acceptance)
        content.sections = [
            DocumentSection(
                heading: "受理信息",
                rows: [.init("受理日期", head.day.chineseText), .init("承诺时限", promise.chineseText)]
            )
        ]
        content.deadline =
            "本部门最迟于\(due.chineseText)作出决定" + (isProvisional ? "（节假日安排公布后以重新计算的日期为准）。" : "。")
        return try content.checked()
    }

    /// The department has these papers (受理材料接收凭证).
    public static func materialReceipt(
        _ head: DocumentHead,
        materials: [DocumentMaterial]
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.materialReceipt)
        content.tables = DocumentMaterial.tables("接收的材料", materials)
        return try content.checked()
    }

    /// Everything that is missing, told once and at once (补齐补正通知书).
    public static func correctionNotice(
        _ head: DocumentHead,
        defects: [Correction.Defect],
        due: LocalDay
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.correctionNotice)
        content.tables = Correction.Defect.tables("需要补齐补正的全部内容", defects)
        content.deadline = "请最迟于\(due.chineseText)补齐补正。补齐补正期间不计入办理时限。"
        content.paragraphs = [
            DocumentParagraph(heading: "一次性告知", text: "上表为需要补齐补正的全部内容，一次告知。")
        ]
        return try content.checked()
    }

    /// What was missing is there, and the case goes on (确认补齐通知书).
    public static func supplementConfirmation(
        _ head: DocumentHead,
        materials: [DocumentMaterial],
        supplied: LocalDay
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.supplementConfirmation)
        content.sections = [
            DocumentSection(heading: "补齐补正信息", rows: [.init("补齐日期", supplied.chineseText)])
        ]
        content.tables = DocumentMaterial.tables("补齐补正的材料", materials)
        return try content.checked()
    }

    /// The department does not take the case on (不予受理通知书).
    ///
    /// `competent` names the office to turn to, where another one is competent.
    public static func notAccepted(
        _ head: DocumentHead,
        reasons: String,
        remedies: Remedies,
        competent: String? = nil
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.notAccepted)
        content.reasons = reasons
        content.remedies = remedies
        content.paragraphs = competent.map { [DocumentParagraph(heading: "有权办理的机关", text: $0)] } ?? []
        return try content.checked()
    }

    /// The applicant promises to bring later what is missing now (容缺受理信用承诺书).
    public static func toleranceCommitment(
        _ head: DocumentHead,
        missing: [DocumentMaterial],
        due: LocalDay
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.toleranceCommitment)
        content.tables = DocumentMaterial.tables("容缺的材料", missing)
        content.deadline = "承诺最迟于\(due.chineseText)补齐上列材料。"
        content.paragraphs = [
            DocumentParagraph(heading: "承诺", text: "本人（单位）承诺按期补齐上列材料，并对所提交材料的真实性负责。"),
            DocumentParagraph(heading: "承诺人签字", text: "签名：　　　　　　　　日期：　　　　　　　　"),
        ]
        return try content.checked()
    }
}

extension Correction.Defect {
    /// The tables for a list of defects: one, or none for an empty list.
    static func tables(_ caption: String, _ defects: [Correction.Defect]) -> [DocumentTable] {
        guard !defects.isEmpty else { return [] }
        return [
            DocumentTable(
                caption: caption,
                columns: ["序号", "材料或事项", "存在的问题", "补正办法"],
                rows: defects.enumerated().map { [String($0 + 1), $1.subject, $1.problem, $1.remedy] }
            )
        ]
    }
}
