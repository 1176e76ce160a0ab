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
