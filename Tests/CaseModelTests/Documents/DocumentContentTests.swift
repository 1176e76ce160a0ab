import CaseModel
import Foundation
import Testing

@Suite struct DocumentContentTests {
    @Test(arguments: DocumentKind.allCases)
    func everyKindHasABuilder(kind: DocumentKind) throws {
        let content = try DocumentSample.content(kind)
        #expect(content.kind == kind && content.day == DocumentSample.day)
        #expect(content.handlingNumber == "HS2026-0042" && content.addressee == "程晓山")
        #expect(content.seal == content.office + "（盖章）")
        #expect(try content.checked() == content)
        #expect(try JSONDecoder().decode(DocumentContent.self, from: JSONEncoder().encode(content)) == content)
    }

    @Test(arguments: DocumentKind.allCases)
    func theOtherCityDoesNotIssueIt(kind: DocumentKind) {
        let other: Side = kind.issuer == .handling ? .collecting : .handling
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try DocumentSample.content(kind, DocumentSample.head(other))
        }
        #expect(refusal?.code == .wrongSide)
    }

    @Test func refusalsNameReasonsAndRemedies() throws {
        for kind in DocumentKind.allCases {
            let isRefusal = [.notAccepted, .refusal, .returnNotice].contains(kind)
            #expect(kind.isRefusal == isRefusal)
            var content = try DocumentSample.content(kind)
            content.remedies = nil
            #expect(fault(content)?.field == (isRefusal ? "remedies" : nil))
            content.remedies = DocumentSample.remedies
            #expect(fault(content)?.field == (isRefusal ? nil : "remedies"))
            guard isRefusal else { continue }
            for reasons in [nil, "", " \n"] {
                content.reasons = reasons
                #expect(fault(content)?.code == .missing && fault(content)?.field == "reasons")
            }
            content.reasons = "不符合条件"
            content.remedies?.court = ""
            #expect(fault(content)?.field == "remedies.court")
            content.remedies = Remedies(reconsideration: " ", court: "法院")
            #expect(fault(content)?.field == "remedies.reconsideration")
        }
    }

    private func fault(_ content: DocumentContent) -> CaseRefusal? {
        refusal { () throws(CaseRefusal) in _ = try content.checked() }
    }

    @Test func remediesTellBothTimeLimits() {
        let text = DocumentSample.remedies.text
        for part in ["60日内", "行政复议", "6个月内", "行政诉讼", "黄山市人民政府", "黄山市屯溪区人民法院"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func whatAKindNeedsCannotBeLeftOut() throws {
        let withTable: Set<DocumentKind> = [
            .receipt, .materialReceipt, .correctionNotice, .supplementConfirmation, .toleranceCommitment,
            .approvalSheet, .rectificationNotice, .handover, .deliveryReceipt,
        ]
        let withDeadline: Set<DocumentKind> = [
            .acceptance, .correctionNotice, .extensionNotice, .toleranceCommitment, .rectificationNotice,
        ]
        for kind in DocumentKind.allCases {
            var content = try DocumentSample.content(kind)
            content.tables = []
            #expect(fault(content)?.field == (withTable.contains(kind) ? "tables" : nil), "\(kind)")
            content = try DocumentSample.content(kind)
            content.deadline = nil
            #expect(fault(content)?.field == (withDeadline.contains(kind) ? "deadline" : nil), "\(kind)")
            content = try DocumentSample.content(kind)
            content.reasons = nil
            let needsReasons = kind.isRefusal || kind == .specialProcedure || kind == .extensionNotice
            #expect(fault(content)?.field == (needsReasons ? "reasons" : nil), "\(kind)")
        }
    }

    @Test func theCorrectionNoticeTellsEverything() throws {
        let content = try DocumentSample.content(.correctionNotice)
        #expect(content.tables[0].columns == ["序号", "材料或事项", "存在的问题", "补正办法"])
        #expect(content.tables[0].rows == [["1", "公司章程", "缺第二页", "补第二页"]])
        #expect(content.deadline == "请最迟于2026年12月13日补齐补正。补齐补正期间不计入办理时限。")
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try DocumentContent.correctionNotice(DocumentSample.head(), defects: [], due: DocumentSample.due)
        }
        #expect(refusal?.field == "tables")
    }

    @Test func aReceiptIsNoAcceptance() throws {
        let content = try DocumentSample.content(.receipt)
        #expect(content.paragraphs.contains { $0.text.contains("收件不等于受理") })
        #expect(content.tables[0].rows[1] == ["2", "章程", "复印件", "2", "盖章"])
    }

    @Test func aProvisionalDaySaysSo() throws {
        for isProvisional in [false, true] {
            let content = try DocumentContent.acceptance(
                DocumentSample.head(),
                promise: TimeLimit(days: 0, unit: .workingDays),
                due: DocumentSample.due,
                isProvisional: isProvisional
            )
            #expect(content.deadline?.contains("重新计算") == isProvisional)
            #expect(content.sections[0].rows.map(\.value) == ["2026年11月23日", "即办"])
        }
    }

    @Test func anExtensionIsLonger() {
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try DocumentContent.extensionNotice(
                DocumentSample.head(),
                reasons: "情况复杂",
                approver: "局长",
                formerDue: DocumentSample.due,
                due: DocumentSample.due
            )
        }
        #expect(refusal?.field == "due")
    }

    /// A change that spoils a content, and the path that the refusal names.
    struct Fault: Sendable, CustomTestStringConvertible {
        var field: String
        var code: CaseRefusal.Code
        var change: @Sendable (inout DocumentContent) -> Void

        var testDescription: String { "\(field) \(code.rawValue)" }
    }

    static let faults = [
        Fault(field: "number", code: .numberMismatch) {
            $0.caseNumber = CaseNumber(collecting: Sample.quzhou, at: Sample.time, random: 1)
        },
        Fault(field: "handlingNumber", code: .missing) { $0.handlingNumber = "" },
        Fault(field: "addressee", code: .missing) { $0.addressee = "" },
        Fault(field: "itemName", code: .tooLong) { $0.itemName = String(repeating: "a", count: 201) },
        Fault(field: "itemCode", code: .missing) { $0.itemCode = "" },
        Fault(field: "sections", code: .tooMuch) { $0.sections = Array(repeating: $0.sections[0], count: 21) },
        Fault(field: "sections[0].heading", code: .missing) { $0.sections[0].heading = "" },
        Fault(field: "sections[0].rows", code: .missing) { $0.sections[0].rows = [] },
        Fault(field: "sections[0].rows[1].label", code: .missing) { $0.sections[0].rows[1].label = "" },
        Fault(field: "sections[0].rows[0].value", code: .malformed) { $0.sections[0].rows[0].value = "\u{0}" },
        Fault(field: "tables[0].caption", code: .missing) { $0.tables[0].caption = "" },
        Fault(field: "tables[0].columns", code: .tooMuch) { $0.tables[0].columns += ["a", "b", "c", "d"] },
        Fault(field: "tables[0].columns[2]", code: .missing) { $0.tables[0].columns[2] = "" },
        Fault(field: "tables[0].rows", code: .missing) { $0.tables[0].rows = [] },
        Fault(field: "tables[0].rows[1]", code: .malformed) { $0.tables[0].rows[1].removeLast() },
        Fault(field: "tables[0].rows[0][1]", code: .malformed) { $0.tables[0].rows[0][1] = "\u{1}" },
        Fault(field: "paragraphs[0].heading", code: .missing) { $0.paragraphs[0].heading = "" },
        Fault(field: "paragraphs[0].text", code: .missing) { $0.paragraphs[0].text = "" },
        Fault(field: "paragraphs", code: .tooMuch) { $0.paragraphs = Array(repeating: $0.paragraphs[0], count: 21) },
        Fault(field: "office", code: .missing) { $0.office = "" },
        Fault(field: "officer", code: .missing) { $0.officer = "" },
        Fault(field: "seal", code: .missing) { $0.seal = "" },
    ]

    @Test(arguments: faults)
    func everyFaultIsNamed(fault: Fault) throws {
        var content = try DocumentSample.content(.handover)
        fault.change(&content)
        #expect(self.fault(content)?.field == fault.field)
        #expect(self.fault(content)?.code == fault.code)
    }
}
