import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import NodeAPI

extension NodeFacade {
    func quarantine(_ query: QuarantineQuery) async throws(ServiceError) -> QuarantinePage {
        try await serving {
            var filter = QuarantineFilter()
            filter.peer = query.peer.map { NodeCode($0) }
            filter.before = query.cursor.map { QuarantineID(rawValue: $0) }
            filter.limit = query.limit
            filter.standing =
                switch query.state {
                case .waiting: .open
                case .replayed: .settled(.replayed)
                case .discarded: .settled(.discarded)
                case nil: .any
                }
            let asked = filter
            let rows = try await node.store.read { try $0.quarantine(asked) }
            let next = rows.count == query.limit ? rows.last?.id.rawValue : nil
            return QuarantinePage(items: rows.map { QuarantineItem($0) }, next: next)
        }
    }

    func quarantined(_ id: Int64) async throws(ServiceError) -> QuarantineItem? {
        try await serving {
            try await node.store.glance { try $0.quarantine(QuarantineID(rawValue: id)) }.map { QuarantineItem($0) }
        }
    }

    func replay(_ id: Int64, by officer: String) async throws(ServiceError) -> QuarantineItem {
        try await serving {
            let failure = try await node.replay(QuarantineID(rawValue: id), by: officer)
            var item = try await settled(id)
            if let failure { item.detail = failure }
            return item
        }
    }

    func discard(_ id: Int64, by officer: String, reason: String) async throws(ServiceError) -> QuarantineItem {
        try await serving {
            try await node.discard(QuarantineID(rawValue: id), by: officer, reason: reason)
            return try await settled(id)
        }
    }

    private func settled(_ id: Int64) async throws -> QuarantineItem {
        guard let row = try await node.store.glance({ try $0.quarantine(QuarantineID(rawValue: id)) }) else {
            throw ServiceError.notFound(.quarantined, "\(id)")
        }
        return QuarantineItem(row)
    }
}

extension QuarantineItem {
    init(_ row: QuarantineRow) {
        let entry = row.entry
        self.init(
            id: row.id.rawValue,
            at: row.at,
            peer: CityCode(entry.stream.peer),
            lane: LaneName(entry.stream.lane),
            sequence: entry.sequence ?? 0,
            kind: Int(entry.kind),
            number: entry.caseNumber?.description,
            reason: row.code,
            detail: row.detail,
            bodyBytes: Int64(entry.body?.count ?? 0),
            state: row.outcome.map { $0.resolution == .replayed ? .replayed : .discarded } ?? .waiting,
            settledBy: row.outcome?.by,
            settledAt: row.outcome?.at,
            settledReason: row.outcome?.why
        )
    }
}
