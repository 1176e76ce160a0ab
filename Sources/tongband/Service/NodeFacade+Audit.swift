import CaseModel
import CaseStore
import CityNode
import NodeAPI

extension NodeFacade {
    func audit(_ query: AuditQuery) async throws(ServiceError) -> AuditPage {
        try await serving {
            var filter = AuditFilter()
            filter.number = query.number
            filter.account = query.officer
            filter.before = query.cursor.map { AuditID(rawValue: $0) }
            // One more than is shown tells whether there is another page.
            filter.limit = query.limit + 1
            let asked = filter
            let rows = try await node.store.read { try $0.audit(asked) }
            let shown = rows.prefix(query.limit)
            return AuditPage(
                items: shown.map { AuditItem(id: $0.id.rawValue, record: $0.record) },
                next: rows.count > shown.count ? shown.last?.id.rawValue : nil
            )
        }
    }

    func checkAudit(known: MaterialDigest?) async throws(ServiceError) -> AuditReport {
        try await serving {
            let check = try await node.checkAudit(known: known)
            return AuditReport(
                records: check.sound,
                head: check.head,
                firstBroken: check.broken?.rawValue,
                holdsDigest: check.holdsKnown
            )
        }
    }
}
