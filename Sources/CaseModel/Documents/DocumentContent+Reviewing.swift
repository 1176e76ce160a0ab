// The documents of looking into a case.
extension DocumentContent {
    /// A hearing, an inspection or the like, whose time is not counted (特别程序告知书).
    public static func specialProcedure(
        _ head: DocumentHead,
        procedure: String,
        reasons: String,
        begins: LocalDay,
        expectedEnd: LocalDay? = nil
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.specialProcedure)
        content.sections = [
            DocumentSection(
                heading: "特别程序",
                rows: [
                    .init("程序名称", procedure), .init("开始日期", begins.chineseText),
                    .init("预计结束日期", expectedEnd?.chineseText ?? "另行告知"),
                ]
            )
        ]
        content.reasons = reasons
        content.paragraphs = [DocumentParagraph(heading: "说明", text: "特别程序所需时间不计入办理时限。")]
        return try content.checked()
    }

    /// The decision takes longer (延长办理期限通知书); `approver` is the head who agreed.
    public static func extensionNotice(
        _ head: DocumentHead,
        reasons: String,
        approver: String,
        formerDue: LocalDay,
        due: LocalDay
    ) throws(CaseRefusal) -> DocumentContent {
        guard due > formerDue else {
            throw CaseRefusal(.malformed, "an extension ends after the day that it extends", field: "due")
        }
        var content = try head.content(.extensionNotice)
        content.sections = [
            DocumentSection(
                heading: "延长信息",
                rows: [.init("批准人", approver), .init("原办理期限", formerDue.chineseText)]
            )
        ]
        content.reasons = reasons
        content.deadline = "办理期限延长至\(due.chineseText)（含当日）。"
        return try content.checked()
    }

    /// What one person said about a case.
    public struct Opinion: Hashable, Sendable {
        /// In which role, such as 审核 or 批准.
        public var role: String
        /// Who.
        public var officer: String
        /// What was said.
        public var text: String
        /// When.
        public var day: LocalDay

        /// Fills an opinion.
        public init(role: String, officer: String, text: String, day: LocalDay) {
            self.role = role
            self.officer = officer
            self.text = text
            self.day = day
        }
    }

    /// Who looked at the case and what they said (业务审批单).
    public static func approvalSheet(
        _ head: DocumentHead,
        opinions: [Opinion]
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.approvalSheet)
        if !opinions.isEmpty {
            content.tables = [
                DocumentTable(
                    caption: "审批意见",
                    columns: ["环节", "办理人", "意见", "日期"],
                    rows: opinions.map { [$0.role, $0.officer, $0.text, $0.day.chineseText] }
                )
            ]
        }
        return try content.checked()
    }

    /// What has to be put right where something was inspected (整改通知书).
    public static func rectificationNotice(
        _ head: DocumentHead,
        defects: [Correction.Defect],
        due: LocalDay
    ) throws(CaseRefusal) -> DocumentContent {
        var content = try head.content(.rectificationNotice)
        content.tables = Correction.Defect.tables("需要整改的全部内容", defects)
        content.deadline = "请最迟于\(due.chineseText)完成整改。"
        return try content.checked()
    }
}
