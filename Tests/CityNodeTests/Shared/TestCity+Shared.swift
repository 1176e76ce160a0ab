import CaseModel
import CaseStore
import Foundation

@testable import CityNode

extension TestCity {
    @discardableResult
    func change(
        _ change: SharedChange,
        key: CommandKey? = nil
    ) throws -> (answer: SharedAnswer, replayed: Bool) {
        let limit = backlogBytesMax
        let key = key ?? CommandKey(key: UUID().uuidString, request: [])
        return try run { scope in
            try CommandDesk(scope: scope, backlogBytesMax: limit).change(change, days: DayCounter(), key: key)
        }
    }

    func shared(_ name: SharedName) throws -> SharedRow? { try read { try $0.shared(name) } }

    /// All shared records by name.
    func sharedRecords() throws -> [SharedName: SharedRow] {
        var all: [SharedName: SharedRow] = [:]
        for kind in SharedKind.allCases {
            var query = SharedQuery(kind)
            query.limit = StoreLimits.rowsMax
            for row in try read({ try $0.shared(query) }).items { all[row.name] = row }
        }
        return all
    }
}
