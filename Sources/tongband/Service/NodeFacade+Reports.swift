import CaseModel
import CaseStore
import CityNode
import NodeAPI

extension NodeFacade {
    func reminders(_ filter: ReminderFilter) async throws(ServiceError) -> ReminderList {
        try await serving {
            var query = ReminderQuery()
            query.standing =
                switch filter.state {
                case .open: .open
                case .settled: .settled
                case .all: .any
                }
            query.role = filter.role
            query.number = filter.number
            query.subject = filter.subject
            query.before = filter.cursor.map { ReminderID(rawValue: $0) }
            query.limit = filter.limit
            let asked = query
            let page = try await node.store.read { try $0.reminders(asked) }
            return ReminderList(items: page.items.map { ReminderItem($0) }, next: page.next?.rawValue)
        }
    }

    func statistics(_ query: StatisticsQuery) async throws(ServiceError) -> StatisticsReport {
        try await serving { try await node.statistics(by: query.length, from: query.from, to: query.to) }
    }
}

extension ReminderItem {
    init(_ row: ReminderRow) {
        self.init(
            id: row.id.rawValue,
            number: row.number,
            reminder: row.reminder,
            toldAt: row.toldAt,
            settledAt: row.settledAt
        )
    }
}
