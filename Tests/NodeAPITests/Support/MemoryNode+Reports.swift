import CaseModel
import NodeAPI

extension MemoryNode {
    package func reminders(_ query: ReminderFilter) async throws(ServiceError) -> ReminderList {
        try change { state throws(ServiceError) -> ReminderList in
            let found = state.reminders.filter { item in
                (query.state == .all || (query.state == .open) == (item.settledAt == nil))
                    && (query.role ?? item.reminder.to) == item.reminder.to
                    && (query.number ?? item.number) == item.number
                    && (query.subject ?? item.reminder.matter.subject) == item.reminder.matter.subject
                    && (query.cursor.map { item.id < $0 } ?? true)
            }.sorted { $0.id > $1.id }
            let page = Array(found.prefix(query.limit))
            return ReminderList(items: page, next: found.count > page.count ? page.last?.id : nil)
        }
    }

    package func statistics(_ query: StatisticsQuery) async throws(ServiceError) -> StatisticsReport {
        try change { state throws(ServiceError) -> StatisticsReport in
            let facts = state.files.values.filter {
                query.covers($0.record.registeredAt ?? $0.record.submittedAt)
            }.map(Self.fact)
            do throws(CaseRefusal) {
                return try StatisticsReport(by: query.length, facts)
            } catch { throw .refused(error) }
        }
    }

    package func extractCases(_ query: ExtractQuery) async throws(ServiceError) -> ExtractPage<CaseExtract> {
        let span = LocalDay.span(from: query.from, through: query.to)
        return try change { state in
            let files = state.files.values.sorted { $0.order < $1.order }.filter { file in
                let record = file.record
                let at = query.basis == .changed ? record.changedAt : record.registeredAt ?? record.submittedAt
                return file.order > query.after && span.contains(at)
            }
            let rows = files.prefix(Self.rowsPerExtract).map { file in
                CaseExtract(
                    sequence: file.order,
                    record: file.record,
                    fact: Self.fact(file),
                    applicant: file.submission.map { ServedKind($0.applicant) }
                )
            }
            return ExtractPage(rows: Array(rows), next: rows.last?.sequence)
        }
    }

    package func extractEvents(_ query: ExtractQuery) async throws(ServiceError) -> ExtractPage<EventExtract> {
        let span = LocalDay.span(from: query.from, through: query.to)
        return try change { state in
            let events = state.events.filter { $0.id > query.after && span.contains($0.at) }
            let some = events.prefix(Self.rowsPerExtract)
            let rows = some.flatMap { event in
                event.numbers.map { number in
                    EventExtract(
                        sequence: event.id,
                        number: number,
                        at: event.at,
                        kind: event.kind.rawValue,
                        city: event.city,
                        peer: event.peer
                    )
                }
            }
            return ExtractPage(rows: rows, next: some.count < events.count ? some.last?.id : nil)
        }
    }

    /// So few that a test with some rows has several pieces.
    private static let rowsPerExtract = 3

    private static func fact(_ file: File) -> CaseFact {
        var department: String?
        let steps = file.history.compactMap { item -> CaseStep? in
            guard case .event(let event) = item.content else { return nil }
            if let deed = event.deed as? any OfficeDeed, deed.role == .reviewer || deed.role == .decider {
                department = deed.office
            }
            return CaseStep(event.kind, at: item.at)
        }
        return CaseFact(
            file.record,
            steps: steps,
            collectingOffice: file.submission?.office,
            handlingOffice: department,
            timetable: nil
        )
    }
}
