// What stands in each document.
extension CaseDocuments {
    /// A document of a kind; `nil` where the step gives it nothing to say.
    func content(
        _ kind: DocumentKind,
        _ head: DocumentHead,
        _ timetable: Timetable
    ) throws(CaseRefusal) -> DocumentContent? {
        switch (kind, event) {
        case (.receipt, _):
            let papers = submission.materials + supplements.flatMap(\.materials)
            // Where nothing was collected, there is nothing to confirm.
            return papers.isEmpty ? nil : try .receipt(head, materials: papers.map(DocumentMaterial.init))
        case (.acceptance, _):
            guard let due = deadline(.promised, of: after, timetable) else { return nil }
            return try .acceptance(
                head,
                promise: after.terms.promised,
                due: due.day,
                isProvisional: due.isProvisional
            )
        case (.correctionNotice, .correctionRequested(let correction)):
            guard let due = deadline(.correction, of: after, timetable) else { return nil }
            return try .correctionNotice(head, defects: correction.defects, due: due.day)
        case (.supplementConfirmation, _):
            guard let supplement = supplements.last, !supplement.materials.isEmpty else { return nil }
            return try .supplementConfirmation(
                head,
                materials: supplement.materials.map(DocumentMaterial.init),
                supplied: head.day
            )
        case (.specialProcedure, .suspended(let said)):
            return try .specialProcedure(
                head,
                procedure: said.procedure.chineseText,
                reasons: said.reason,
                begins: head.day,
                expectedEnd: said.expectedDays > 0 ? LocalDay(number: head.day.number + Int64(said.expectedDays)) : nil
            )
        case (.extensionNotice, .extended(let said)):
            guard let former = deadline(.promised, of: before, timetable),
                let due = deadline(.promised, of: after, timetable)
            else { return nil }
            return try .extensionNotice(
                head,
                reasons: said.reason,
                approver: said.approvedBy,
                formerDue: former.day,
                due: due.day
            )
        case (.approvalSheet, _): return try .approvalSheet(head, opinions: opinions)
        default: return try closing(kind, head)
        }
    }

    private func closing(_ kind: DocumentKind, _ head: DocumentHead) throws(CaseRefusal) -> DocumentContent? {
        let papers = results.map(DocumentMaterial.init)
        switch (kind, event) {
        case (.notAccepted, .declined(let said)):
            return try .notAccepted(head, reasons: said.reason, remedies: Remedies(words: said.remedies))
        case (.refusal, .decided(let said)):
            return try .refusal(
                head,
                reasons: said.reason,
                basis: legalBasis,
                remedies: Remedies(words: said.remedies)
            )
        case (.returnNotice, .withdrawn(let said)):
            return try .returnNotice(
                head,
                reasons: said.reason,
                remedies: Remedies(words: "申请人自愿撤回申请，不影响其依法重新提出申请。"),
                materials: submission.materials.filter { $0.form == .original }.map(DocumentMaterial.init)
            )
        case (.completion, _):
            // Granted by approval, the case ends when the certificate is made.
            guard let ending = after.ending else { return nil }
            return try .completion(head, ending: ending, results: papers)
        case (.handover, .delivered(let delivery)):
            guard !papers.isEmpty else { return nil }
            return try .handover(
                head,
                to: submission.office,
                results: papers,
                parcel: delivery.method == .post && !delivery.note.isEmpty ? delivery.note : nil
            )
        case (.deliveryReceipt, .delivered(let delivery)):
            guard !papers.isEmpty else { return nil }
            return try .deliveryReceipt(head, delivery: delivery, results: papers)
        default: return nil
        }
    }

    private func deadline(_ kind: ClockKind, of record: CaseRecord, _ timetable: Timetable) -> Deadline? {
        record.progress.clocks[kind]?.deadline(in: timetable)
    }
}

extension DocumentMaterial {
    /// A file of the case as a document lists it.
    public init(_ material: MaterialReference) { self.init(name: material.name, form: material.form) }
}
